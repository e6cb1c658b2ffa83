// The reading of an open shift: the figures the Z would have now, marked so that nobody takes it for one.
import type { ShiftTotals } from '#shared/contract/journal-entries.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';
import { receiptWords } from '#shared/i18n/receipt-words.ts';
import { centred, framed, heading, labelled, placeLines, rule, type SlipFacts } from './receipt-lines.ts';
import { acts, byMethod, drawer, turnover } from './shift-sections.ts';

export interface XReportInput extends Omit<SlipFacts, 'seq' | 'hash'> {
  readonly totals: ShiftTotals;
  /** Whose shift it is. */
  readonly staffId: string;
  readonly openedAt: string;
  /** Float less what the last close had counted. */
  readonly betweenShiftsFen: Fen;
}

export function composeXReport(input: XReportInput): ReceiptDocument {
  const { totals, staffId, openedAt, at, businessDate, store, locale, betweenShiftsFen } = input;
  const words = receiptWords[locale];
  const methods = byMethod(totals, locale, words);
  const lines = [
    heading(words.xTitle, 'large'),
    centred(words.xNote),
    ...placeLines(input, staffId),
    labelled(words.businessDate, businessDate),
    labelled(words.openedAt, localDateTime(openedAt, store.timeZone)),
    labelled(words.time, localDateTime(at, store.timeZone)),
    rule,
    ...turnover(totals, words),
    rule,
    ...(methods.length === 0 ? [] : [...methods, rule]),
    ...drawer(totals, betweenShiftsFen, words),
    rule,
    ...acts(totals, words),
    centred(words.xNote),
  ];
  return framed(lines, { locale, isTraining: store.isTraining });
}
