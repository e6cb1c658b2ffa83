// The slip of cash that entered or left the drawer without a sale; whoever took or brought it signs.
import type { JournalPayload } from '#shared/contract/journal-entries.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { receiptWords } from '#shared/i18n/receipt-words.ts';
import { framed, heading, journalLine, labelled, pair, placeLines, rule, type SlipFacts } from './receipt-lines.ts';

export interface CashSlipInput extends SlipFacts {
  readonly moved: JournalPayload<'cash.moved'>;
  readonly approverId: string | null;
}

export function composeCashSlip(input: CashSlipInput): ReceiptDocument {
  const { moved, approverId, at, businessDate, store, locale } = input;
  const words = receiptWords[locale];
  const lines = [
    heading(words.cashMoved[moved.direction], 'large'),
    ...placeLines(input, moved.staffId),
    labelled(words.time, localDateTime(at, store.timeZone)),
    labelled(words.businessDate, businessDate),
    rule,
    pair(words.cashMoved[moved.direction], formatMoney(moved.amount), true),
    labelled(words.reason, reasonText(moved.reason, locale)),
    ...(approverId === null ? [] : [labelled(words.approvedBy, approverId)]),
    rule,
    journalLine(input),
    labelled(words.signature, '________________'),
  ];
  return framed(lines, { locale, isTraining: store.isTraining });
}
