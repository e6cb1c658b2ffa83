// Measures of receipt type. Everything on the paper is in em, so that one size sets screen and print alike.

/** Half-width columns of the paper and its margins: 48 columns fill 72 of 80 mm, 32 fill 48 of 58 mm. */
export const paperColumns = { 58: 32, 80: 48 } as const;
export type PaperMm = keyof typeof paperColumns;

// A half-width column is half an em: at 3 mm the columns fall on those of the printer.
const EM_MM = 3;

/** On paper 3 mm, on the screen as large as it reads well. */
export const receiptFontSize = { screen: '13px', paper: `${EM_MM}mm` } as const;
export type ReceiptMedium = keyof typeof receiptFontSize;

/** By name only: the page that is printed loads nothing. */
export const receiptFontFamily = '"Noto Sans Mono CJK SC", "Sarasa Mono SC", NSimSun, "PingFang SC", "Microsoft YaHei", monospace';

/** Width of the paper in em. */
export function paperWidthEm(paperMm: PaperMm): number {
  return paperMm / EM_MM;
}

/** Margin at each side in em. */
export function paperMarginEm(paperMm: PaperMm): number {
  return (paperWidthEm(paperMm) - paperColumns[paperMm] / 2) / 2;
}
