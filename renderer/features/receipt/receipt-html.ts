// The page that goes to the printer: complete in itself, so that the window printing it needs no network and no script.
import type { PaperMm } from './receipt-type.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

export interface ReceiptPage {
  /** Becomes the job's name; ASCII, since others end up as mangled file names. */
  readonly title: string;
  readonly lang: string;
  readonly paperMm: PaperMm;
  /** Markup of the paper, styled inline. */
  readonly body: string;
}

/** The whole page. Its width is that of the paper; its height is what the content needs. */
export function receiptHtml({ title, lang, paperMm, body }: ReceiptPage): string {
  const style = [
    '@page{margin:0}',
    `html,body{margin:0;padding:0;width:${paperMm}mm;background:#fff;color:#000}`,
    'body{-webkit-print-color-adjust:exact;print-color-adjust:exact}',
  ].join('');
  return [
    '<!doctype html>',
    `<html lang="${escaped(lang)}"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${style}</style></head>`,
    `<body>${body}</body></html>`,
  ].join('\n');
}
