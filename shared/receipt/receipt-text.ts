// A receipt as plain text in the fixed columns of a printer.
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { unreachable } from '#shared/domain/base/invariant.ts';
import { columnsOf, padBetween, wrapColumns } from '#shared/domain/text-columns.ts';
import type { ReceiptLine } from './receipt-lines.ts';

/** 32 columns on 58 mm paper, 48 on 80 mm. */
export type ReceiptColumns = 32 | 48;

/** Renders a document; no line is wider than the paper, Chinese counts as two columns, large type is not told apart. */
export function receiptText(document: ReceiptDocument, columns: ReceiptColumns): string {
  return document.lines.flatMap((line) => linesOf(line, columns)).join('\n') + '\n';
}

function linesOf(line: ReceiptLine, columns: ReceiptColumns): readonly string[] {
  switch (line.kind) {
    case 'rule': return ['-'.repeat(columns)];
    case 'pair': return padBetween(line.left, line.right, columns).split('\n');
    case 'text': return line.align === 'center' ? centred(line.text, columns) : wrapColumns(line.text, columns);
    case 'qr': return [...centred('[QR]', columns), ...wrapColumns(line.data, columns), ...centred(line.caption, columns)];
    default: return unreachable(line);
  }
}

function centred(text: string, columns: ReceiptColumns): readonly string[] {
  return wrapColumns(text, columns).map((line) => ' '.repeat(Math.floor((columns - columnsOf(line)) / 2)) + line);
}
