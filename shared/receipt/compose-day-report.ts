// The day as paper: every figure of the review and nothing that is not in it.
import type { StoreRecord } from '#shared/contract/records.ts';
import type { Review } from '#shared/contract/till/review-channels.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { formatMoney, type Fen } from '#shared/domain/fen.ts';
import { dayReportWords, type DayReportWords } from '#shared/i18n/day-report-words.ts';
import { receiptWords } from '#shared/i18n/receipt-words.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { framed, heading, labelled, pair, plain, rule, type ReceiptLine } from './receipt-lines.ts';

export interface DayReportInput {
  readonly review: Review;
  readonly store: Pick<StoreRecord, 'name' | 'timeZone' | 'isTraining'>;
  readonly terminalId: string;
  readonly locale: Locale;
}

/** Composes the report from the very figures on the screen, so that paper and screen cannot differ. */
export function composeDayReport({ review, store, terminalId, locale }: DayReportInput): ReceiptDocument {
  const words = dayReportWords[locale];
  const lines = [
    heading(words.title, 'large'),
    plain(store.name[locale]),
    plain(`${receiptWords[locale].terminal} ${terminalId}`),
    labelled(receiptWords[locale].businessDate, words.days(review.from, review.to)),
    labelled(words.madeAt, localDateTime(review.at, store.timeZone)),
    rule,
    ...totals(review, words),
    ...bars(review, words, locale),
    ...drawer(review, words),
    ...attention(review, words),
    ...counts(review, words),
  ];
  return framed(lines, { locale, isTraining: store.isTraining });
}

function totals({ totals: of, before, weekBefore }: Review, words: DayReportWords): ReceiptLine[] {
  return [
    pair(`${words.sales} ${words.count(of.saleCount)}`, formatMoney(of.salesFen)),
    pair(`${words.refunds} ${words.count(of.refundCount)}`, formatMoney(of.refundsFen)),
    pair(`${words.voids} ${words.count(of.voidCount)}`, formatMoney(of.voidsFen)),
    pair(words.net, formatMoney(of.netFen), true),
    pair(words.rounding, formatMoney(of.roundingFen)),
    pair(words.before, formatMoney(before.netFen)),
    pair(words.weekBefore, formatMoney(weekBefore.netFen)),
  ];
}

interface Bar {
  readonly name: string;
  readonly count: number;
  readonly amountFen: Fen;
}

function section(title: string, rows: readonly Bar[], words: DayReportWords): ReceiptLine[] {
  return rows.length === 0 ? [] : [rule, plain(title), ...rows.map((row) => pair(`${row.name} ${words.count(row.count)}`, formatMoney(row.amountFen)))];
}

function bars(review: Review, words: DayReportWords, locale: Locale): ReceiptLine[] {
  return [
    ...section(words.byMethod, review.byMethod.map((row) => ({ ...row, name: tenderText(row.method, locale) })), words),
    ...section(words.byPlan, review.byPlan.map((row) => ({ ...row, name: row.name[locale] })), words),
    ...section(words.byStaff, review.byStaff, words),
    ...section(words.byHour, review.byHour.map((row) => ({ ...row, name: words.hour(row.hour) })), words),
  ];
}

function drawer({ drawer: of }: Review, words: DayReportWords): ReceiptLine[] {
  return [
    rule, plain(words.drawer), pair(words.paidIn, formatMoney(of.paidInFen)), pair(words.paidOut, formatMoney(of.paidOutFen)), pair(words.drops, formatMoney(of.dropsFen)),
    pair(words.overShort, formatMoney(of.overShortFen)), pair(words.noSales, String(of.noSaleCount)),
  ];
}

function attention({ attention: of }: Review, words: DayReportWords): ReceiptLine[] {
  return [
    rule, plain(words.attention), pair(`${words.openPayments} ${words.count(of.openPayments)}`, formatMoney(of.openPaymentsFen)), pair(words.unsent, words.count(of.unsent)),
    pair(`${words.rejected} ${words.count(of.rejected)}`, formatMoney(of.rejectedFen)), pair(words.openTasks, String(of.openTasks)),
  ];
}

function counts({ counts: of, identityChecks }: Review, words: DayReportWords): ReceiptLine[] {
  const checks = identityChecks.reduce((sum, row) => sum + row.count, 0);
  return [
    rule, plain(words.counts), pair(words.identityChecks, String(checks)), pair(words.copies, String(of.copies)), pair(words.approvals, String(of.approvals)),
    pair(words.failedPins, String(of.failedPins)), pair(words.agreements, `${of.agreementsSigned}/${of.agreementsCancelled}`),
  ];
}
