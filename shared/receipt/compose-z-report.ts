// The slip of a closed shift: its totals, the count, and where in the journal it lies.
import type { ShiftClosed } from '#shared/contract/journal-entries.ts';
import type { StoreRecord } from '#shared/contract/records.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { fen, formatYuan, subtractFen, type Fen } from '#shared/domain/fen.ts';
import { receiptWords, type ReceiptWords } from '#shared/i18n/receipt-words.ts';
import { framed, heading, labelled, pair, plain, rule, type ReceiptLine } from './receipt-lines.ts';

export interface ZReportInput {
  readonly z: ShiftClosed;
  readonly store: StoreRecord;
  readonly terminalId: string;
  /** Instant of the close; printed in the store's zone with its offset. */
  readonly closedAt: string;
  readonly businessDate: string;
  /** Journal row of the close and the hash it got there. */
  readonly seq: number;
  readonly hash: string;
  readonly locale: Locale;
}

/** Composes the report of a close. It is frozen like a sale's slip: printing it again changes nothing but the copy mark. */
export function composeZReport(input: ZReportInput): ReceiptDocument {
  const words = receiptWords[input.locale];
  const lines = [
    heading(words.zTitle(input.z.zNumber), 'large'),
    ...head(input, words),
    rule,
    ...sales(input.z, words),
    rule,
    ...cash(input.z, words),
    rule,
    ...foot(input, words),
  ];
  return framed(lines, { locale: input.locale, isTraining: input.store.isTraining });
}

function head({ z, store, terminalId, closedAt, businessDate, locale }: ZReportInput, words: ReceiptWords): ReceiptLine[] {
  return [
    plain(store.name[locale]),
    plain(`${words.terminal} ${terminalId} ${words.clerk} ${z.staffId}`),
    labelled(words.businessDate, businessDate),
    labelled(words.openedAt, localDateTime(z.openedAt, store.timeZone)),
    labelled(words.closedAt, localDateTime(closedAt, store.timeZone)),
  ];
}

function sales({ totals }: ShiftClosed, words: ReceiptWords): ReceiptLine[] {
  return [
    pair(words.saleCount, String(totals.saleCount)),
    amount(words.sales, totals.salesFen),
    amount(words.refunds, totals.refundsFen),
    pair(words.netSales, `￥${formatYuan(subtractFen(totals.salesFen, totals.refundsFen))}`, true),
  ];
}

function cash({ totals, countedFen, overShortFen }: ShiftClosed, words: ReceiptWords): ReceiptLine[] {
  return [
    amount(words.float, totals.floatFen),
    amount(words.cashSales, totals.cashSalesFen),
    amount(words.cashRefunds, totals.cashRefundsFen),
    amount(words.paidIn, totals.paidInFen),
    amount(words.paidOut, totals.paidOutFen),
    amount(words.drops, totals.dropsFen),
    amount(words.expectedCash, totals.expectedFen),
    amount(words.countedCash, countedFen),
    overShortLine(overShortFen, words),
  ];
}

function overShortLine(overShortFen: Fen, words: ReceiptWords): ReceiptLine {
  if (overShortFen === 0) return pair(words.even, `￥${formatYuan(fen(0))}`, true);
  const [word, sign] = overShortFen < 0 ? [words.short, '-'] : [words.over, ''];
  return pair(word, `${sign}￥${formatYuan(fen(Math.abs(overShortFen)))}`, true);
}

function foot({ z, seq, hash, store }: ZReportInput, words: ReceiptWords): ReceiptLine[] {
  const waiting = z.waitingCount > 0 ? [plain(words.waiting(z.waitingCount))] : [];
  return [
    plain(words.journalRange(z.firstSeq, z.lastSeq)),
    labelled(words.headHash, z.headHash.slice(0, 4)),
    amount(words.grandNet, z.grandNetFen),
    amount(words.grandAbsolute, z.grandAbsoluteFen),
    ...waiting,
    plain(words.journalRow(seq, hash.slice(0, 4))),
    labelled(words.hotline, store.hotline),
  ];
}

function amount(label: string, amountFen: Fen): ReceiptLine {
  return pair(label, formatYuan(amountFen));
}
