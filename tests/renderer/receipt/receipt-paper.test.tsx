// Paper as markup: the document's lines, marked where they must be, complete in itself.
import { create } from 'qrcode';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { composeSaleReceipt } from '#shared/receipt/compose-sale-receipt.ts';
import { withCopyMark } from '#shared/receipt/copy-mark.ts';
import { printDetailOf, printProblemOf } from '#renderer/features/receipt/print-detail.ts';
import { qrPath } from '#renderer/ui/qr-path.ts';
import { receiptHtml } from '#renderer/features/receipt/receipt-html.ts';
import { ReceiptPaper } from '#renderer/features/receipt/receipt-paper.tsx';
import { paperColumns, paperMarginEm, paperWidthEm } from '#renderer/features/receipt/receipt-type.ts';
import { inTraining, offlineSale, onlineSale } from '#tests/domain/receipt/receipt-facts.ts';

const textIn = (markup: string): string => markup.replaceAll(/<[^>]+>/g, '\n').replaceAll('&#x27;', '\'').replaceAll(/\n+/g, '\n');

function wordsOf(document: ReceiptDocument): string[] {
  return document.lines.flatMap((line) => {
    if (line.kind === 'text') return [line.text];
    if (line.kind === 'pair') return [line.left, line.right];
    return line.kind === 'qr' ? [line.caption] : [];
  });
}

describe('receipt/receipt-paper', () => {
  it.each(['zh-CN', 'en'] as const)('[P1] shows every line of the document (%s)', (locale) => {
    const document = composeSaleReceipt({ ...inTraining(offlineSale), locale });
    const shown = textIn(renderToStaticMarkup(<ReceiptPaper document={document} testId={null} />));
    expect(wordsOf(document).filter((words) => !shown.includes(words))).toEqual([]);
  });

  it('[P1] names the receipt number and the paper for those who look for them', () => {
    const markup = renderToStaticMarkup(<ReceiptPaper document={composeSaleReceipt(onlineSale)} />);
    expect([/data-testid="receipt-number">([^<]+)</.exec(markup)?.[1], markup.includes('data-testid="receipt"')]).toEqual(['T0007-20261124-0042', true]);
  });

  it('[P1] leaves the names off where nobody looks', () => {
    expect(renderToStaticMarkup(<ReceiptPaper document={composeSaleReceipt(onlineSale)} testId={null} />)).not.toContain('data-testid');
  });

  it('[P4] shows a copy as the marked document', () => {
    const mark = { copyNumber: 1, staffId: 'm01', at: '2026-11-24T04:00:00.000Z', timeZone: 'Asia/Shanghai' };
    const document = composeSaleReceipt(onlineSale);
    const asCopy = renderToStaticMarkup(<ReceiptPaper document={document} copy={mark} />);
    expect(asCopy).toBe(renderToStaticMarkup(<ReceiptPaper document={withCopyMark(document, mark)} />));
  });

  it('[P9] holds no class, no script and no address to load from', async () => {
    await qrPath('https://invoice.example/t/tok_AbCdEfGhIjKlMn');
    const markup = renderToStaticMarkup(<ReceiptPaper document={composeSaleReceipt(offlineSale)} medium="paper" testId={null} />);
    const page = receiptHtml({ title: 'T0007-20261124-0042', lang: 'zh-CN', paperMm: 58, body: markup });
    expect(page).not.toMatch(/class=|<script|<link|<img|src=|href=|url\(|@import|var\(/);
    expect(page).toContain('width:58mm');
    expect(page).toContain('<path d="M');
  });

  it('[P9] escapes a title', () => {
    expect(receiptHtml({ title: '<a> & "b"', lang: 'en', paperMm: 80, body: '' })).toContain('<title>&lt;a&gt; &amp; &quot;b&quot;</title>');
  });

  it.each([58, 80] as const)('[P7] fits the columns of %i mm paper between its margins', (paperMm) => {
    expect(paperWidthEm(paperMm) - 2 * paperMarginEm(paperMm)).toBeCloseTo(paperColumns[paperMm] / 2, 10);
    expect(paperMarginEm(paperMm)).toBeGreaterThan(1);
  });
});

describe('receipt/qr-path', () => {
  it('[P1] draws the three corner marks of a code and nothing outside of it', async () => {
    const { size, path } = await qrPath('https://invoice.example/t/tok_AbCdEfGhIjKlMn');
    const corners = ['M0 0h7v1h-7z', `M${size - 7} 0h7v1h-7z`, `M0 ${size - 7}h7v1h-7z`];
    expect(corners.filter((corner) => !path.includes(corner))).toEqual([]);
    const reach = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, column, row, run]) => Math.max(Number(column) + Number(run), Number(row) + 1));
    expect(Math.max(...reach)).toBe(size);
  });

  it('[P1] draws each dark module once and no light one', async () => {
    const data = 'https://invoice.example/t/tok_0123456789abcdef';
    const { size, path } = await qrPath(data);
    const drawn = new Uint8Array(size * size);
    for (const [, column, row, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
      for (let step = 0; step < Number(run); step += 1) drawn[Number(row) * size + Number(column) + step]! += 1;
    }
    expect([...drawn]).toEqual([...create(data, { errorCorrectionLevel: 'M' }).modules.data].map((cell) => (cell === 0 ? 0 : 1)));
  });
});

describe('receipt/print-detail', () => {
  it.each([
    { code: 'printer-missing', printer: 'XP-80' },
    { code: 'printer-stopped', printer: 'XP-80', reason: 'media-empty-error' },
    { code: 'print-timeout' },
  ] as const)('[PQ4] reads back what it wrote down: $code', (problem) => {
    expect(printProblemOf(printDetailOf(problem))).toEqual(problem);
  });

  it('[PQ4] reads anything else as a failure without a named cause', () => {
    expect(printProblemOf('internal')).toEqual({ code: 'print-failed', detail: 'internal' });
  });

  it('[PQ4] stays within what the contract takes', () => {
    expect(printDetailOf({ code: 'printer-missing', printer: 'x|y'.repeat(200) }).length).toBe(300);
  });
});
