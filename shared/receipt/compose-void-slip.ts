// The slip of a sale that was taken back before it left the terminal.
import type { SaleVoided } from '#shared/contract/journal-entries.ts';
import type { StoreRecord } from '#shared/contract/records.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { fen, formatMoney, formatYuan, subtractFen, sumFen } from '#shared/domain/fen.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { receiptWords } from '#shared/i18n/receipt-words.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { undoSlipWords } from '#shared/i18n/undo-slip-words.ts';
import { framed, heading, labelled, pair, plain, rule, type ReceiptLine } from './receipt-lines.ts';

/** What the slips of voids and refunds are composed from besides their fact. */
export interface UndoSlipInput {
  readonly at: string;
  readonly businessDate: string;
  /** Journal row of the fact and the hash it got there. */
  readonly seq: number;
  readonly hash: string;
  readonly store: StoreRecord;
  readonly terminalId: string;
  readonly msisdnMasked: string;
  readonly receiptNumber: string;
  readonly staffId: string;
  /** The second person; null where none was needed. */
  readonly approverId: string | null;
  readonly reason: string;
  readonly lines: SaleVoided['tenders'];
  readonly locale: Locale;
}

export function composeVoidSlip(input: UndoSlipInput): ReceiptDocument {
  const words = undoSlipWords[input.locale];
  return framed([
    ...undoHead(input, words.voidTitle), rule, ...undoMoney(input), rule, plain(words.nothingApplied), ...undoFoot(input),
  ], { locale: input.locale, isTraining: input.store.isTraining });
}

export function undoHead({ store, terminalId, staffId, approverId, receiptNumber, at, businessDate, msisdnMasked, reason, locale }: UndoSlipInput, title: string): ReceiptLine[] {
  const words = receiptWords[locale];
  const own = undoSlipWords[locale];
  return [
    heading(title, 'large'), plain(store.name[locale]), plain(`${words.terminal} ${terminalId} ${words.clerk} ${staffId}`),
    ...(approverId === null ? [] : [labelled(own.approver, approverId)]),
    labelled(own.ofSale, receiptNumber), labelled(words.time, localDateTime(at, store.timeZone)), labelled(words.businessDate, businessDate),
    labelled(words.msisdn, msisdnMasked), labelled(own.reason, reasonText(reason, locale)),
  ];
}

/** Each way to pay gets back what it is given, as minus amounts; paper with a plus sign would be taken for a sale. */
export function undoMoney({ lines, locale }: UndoSlipInput): ReceiptLine[] {
  const total = sumFen(lines.map((line) => line.amount));
  return [
    ...lines.map((line) => pair(tenderText(line.method, locale), `-${formatYuan(line.amount)}`)),
    pair(undoSlipWords[locale].returned, formatMoney(subtractFen(fen(0), total)), true),
  ];
}

export function undoFoot({ seq, hash, store, locale }: UndoSlipInput): ReceiptLine[] {
  const words = receiptWords[locale];
  return [plain(words.journalRow(seq, hash.slice(0, 4))), labelled(words.hotline, store.hotline), labelled(undoSlipWords[locale].signature, '________________')];
}
