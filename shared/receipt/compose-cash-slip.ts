// The slip of cash that entered or left the drawer without a sale; whoever took or brought it signs.
import type { JournalPayload } from '#shared/contract/journal-entries.ts';
import type { StoreRecord } from '#shared/contract/records.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { receiptWords } from '#shared/i18n/receipt-words.ts';
import { framed, heading, labelled, pair, plain, rule } from './receipt-lines.ts';

export interface CashSlipInput {
  readonly moved: JournalPayload<'cash.moved'>;
  readonly approverId: string | null;
  readonly at: string;
  readonly businessDate: string;
  /** Journal row of the movement and the hash it got there. */
  readonly seq: number;
  readonly hash: string;
  readonly store: StoreRecord;
  readonly terminalId: string;
  readonly locale: Locale;
}

export function composeCashSlip({ moved, approverId, at, businessDate, seq, hash, store, terminalId, locale }: CashSlipInput): ReceiptDocument {
  const words = receiptWords[locale];
  const lines = [
    heading(words.cashMoved[moved.direction], 'large'),
    plain(store.name[locale]),
    plain(`${words.terminal} ${terminalId} ${words.clerk} ${moved.staffId}`),
    labelled(words.time, localDateTime(at, store.timeZone)),
    labelled(words.businessDate, businessDate),
    rule,
    pair(words.cashMoved[moved.direction], formatMoney(moved.amount), true),
    labelled(words.reason, reasonText(moved.reason, locale)),
    ...(approverId === null ? [] : [labelled(words.approvedBy, approverId)]),
    rule,
    plain(words.journalRow(seq, hash.slice(0, 4))),
    labelled(words.signature, '________________'),
  ];
  return framed(lines, { locale, isTraining: store.isTraining });
}
