// The reading of an open shift: the figures the Z would have now, marked so that nobody takes it for one.
import type { ShiftTotals } from '#shared/contract/journal-entries.ts';
import type { StoreRecord } from '#shared/contract/records.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';
import { receiptWords } from '#shared/i18n/receipt-words.ts';
import { centred, framed, heading, labelled, plain, rule } from './receipt-lines.ts';
import { acts, byMethod, drawer, turnover } from './shift-sections.ts';

export interface XReportInput {
  readonly totals: ShiftTotals;
  /** Whose shift it is. */
  readonly staffId: string;
  readonly openedAt: string;
  /** Instant of the reading. */
  readonly at: string;
  readonly businessDate: string;
  readonly store: StoreRecord;
  readonly terminalId: string;
  readonly locale: Locale;
  /** Float less what the last close had counted. */
  readonly betweenShiftsFen: Fen;
}

export function composeXReport({ totals, staffId, openedAt, at, businessDate, store, terminalId, locale, betweenShiftsFen }: XReportInput): ReceiptDocument {
  const words = receiptWords[locale];
  const methods = byMethod(totals, locale, words);
  const lines = [
    heading(words.xTitle, 'large'),
    centred(words.xNote),
    plain(store.name[locale]),
    plain(`${words.terminal} ${terminalId} ${words.clerk} ${staffId}`),
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
