// Saves a document that is in no print queue as PDF, laid out like any slip.
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { ReplyOf } from '#shared/contract/till-api.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { printJobIdSchema } from '#shared/contract/values.ts';
import { till } from '#renderer/till/till-client.ts';
import { receiptHtml } from './receipt-html.ts';
import { ReceiptPaper } from './receipt-paper.tsx';

const paperMm = 80;

/** `title` is ASCII, names the file and is the same for the same document. */
export function printDocument(document: ReceiptDocument, title: string): Promise<ReplyOf<'printer.print'>> {
  const host = window.document.createElement('div');
  const root = createRoot(host);
  flushSync(() => root.render(createElement(ReceiptPaper, { document, paperMm, medium: 'paper', testId: null })));
  const html = receiptHtml({ title, lang: document.locale, paperMm, body: host.innerHTML });
  root.unmount();
  return till['printer.print']({ printJobId: printJobIdSchema.parse(title), title, html, printer: '', paperMm });
}
