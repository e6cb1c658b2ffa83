// An export as CSV: UTF-8 with a mark at its head, CRLF, quoted as RFC 4180 says; sheets stand below one another.
import { guardedText, yuanDigits, type Cell } from './export-cells.ts';
import type { SheetSource } from './export-sheets.ts';

const CRLF = '\r\n';

/** Chunks of the file. Excel reads UTF-8 as such only when the file begins with a byte order mark. */
export async function* csvChunks(sheets: readonly SheetSource[]): AsyncGenerator<string> {
  yield '\uFEFF';
  for (const [index, sheet] of sheets.entries()) {
    yield `${index === 0 ? '' : CRLF}${quote(sheet.title)}${CRLF}${sheet.heads.map(quote).join(',')}${CRLF}`;
    for await (const page of sheet.pages()) yield page.map((row) => row.map(csvCell).join(',') + CRLF).join('');
  }
}

function csvCell(cell: Cell): string {
  switch (cell.kind) {
    case 'yuan': return yuanDigits(cell.fen);
    case 'whole': return String(cell.value);
    case 'none': return '';
    default: return quote(guardedText(cell));
  }
}

function quote(text: string): string {
  return /[",\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
