// What X and Z have in common: the turnover, the ways to pay, and the drawer.
import type { ShiftTotals } from '#shared/contract/journal-entries.ts';
import type { Locale } from '#shared/contract/values.ts';
import { addFen, fen, formatMoney, formatYuan, subtractFen, type Fen } from '#shared/domain/fen.ts';
import type { ReceiptWords } from '#shared/i18n/receipt-words.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { pair, plain, type ReceiptLine } from './receipt-lines.ts';

export function amount(label: string, amountFen: Fen): ReceiptLine {
  return pair(label, formatYuan(amountFen));
}

/** Sales, what was taken back of them, and what is left. Figures of a shift closed before they were kept are left out. */
export function turnover(totals: ShiftTotals, words: ReceiptWords): ReceiptLine[] {
  const { voidsFen, voidCount, refundCount, roundingFen = fen(0) } = totals;
  const voids = voidsFen === undefined ? [] : [amount(words.voids(voidCount ?? 0), voidsFen)];
  const takenBackFen = addFen(totals.refundsFen, voidsFen ?? fen(0));
  return [
    pair(words.saleCount, String(totals.saleCount)),
    amount(words.sales, totals.salesFen),
    ...voids,
    amount(refundCount === undefined ? words.refunds : words.refundsOf(refundCount), totals.refundsFen),
    pair(words.netSales, formatMoney(subtractFen(totals.salesFen, takenBackFen)), true),
    ...(roundingFen === 0 ? [] : [amount(words.rounding, roundingFen)]),
  ];
}

/** One line per way to pay, and one for what went back the same way. */
export function byMethod({ byMethod: methods }: ShiftTotals, locale: Locale, words: ReceiptWords): ReceiptLine[] {
  if (methods === undefined || methods.length === 0) return [];
  return [
    plain(words.byMethod),
    ...methods.flatMap(({ method, count, takenFen, returnedFen }) => {
      const name = tenderText(method, locale);
      const returned = returnedFen === 0 ? [] : [pair(words.returnedBy(name), `-${formatYuan(returnedFen)}`)];
      return [amount(words.takenBy(name, count), takenFen), ...returned];
    }),
  ];
}

/** The float and everything that moved cash, down to what should be there. */
export function drawer(totals: ShiftTotals, betweenShiftsFen: Fen, words: ReceiptWords): ReceiptLine[] {
  return [
    amount(words.float, totals.floatFen),
    ...(betweenShiftsFen === 0 ? [] : [amount(words.betweenShifts, betweenShiftsFen)]),
    amount(words.cashSales, totals.cashSalesFen),
    amount(words.cashRefunds, totals.cashRefundsFen),
    amount(words.paidIn, totals.paidInFen),
    amount(words.paidOut, totals.paidOutFen),
    amount(words.drops, totals.dropsFen),
    amount(words.expectedCash, totals.expectedFen),
  ];
}

/** What was done at the till without moving money. */
export function acts(totals: ShiftTotals, words: ReceiptWords): ReceiptLine[] {
  const { noSaleCount, copyCount } = totals;
  return [
    ...(noSaleCount === undefined ? [] : [pair(words.noSales, String(noSaleCount))]),
    ...(copyCount === undefined ? [] : [pair(words.copies, String(copyCount))]),
  ];
}
