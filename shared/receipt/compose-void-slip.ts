// The slip of a sale that was taken back before it left the terminal.
import type { SaleVoided } from '#shared/contract/journal-entries.ts';
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { localDateTime } from '#shared/domain/business-date.ts';
import { formatMoney, formatYuan, negativeFen, sumFen } from '#shared/domain/fen.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { receiptWords } from '#shared/i18n/receipt-words.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { undoSlipWords } from '#shared/i18n/undo-slip-words.ts';
import { framed, heading, journalLine, labelled, pair, placeLines, plain, rule, type ReceiptLine, type SlipFacts } from './receipt-lines.ts';

/** What the slips of voids and refunds are composed from besides their fact. */
export interface UndoSlipInput extends SlipFacts {
  readonly msisdnMasked: string;
  readonly receiptNumber: string;
  readonly staffId: string;
  /** The second person; null where none was needed. */
  readonly approverId: string | null;
  readonly reason: string;
  readonly lines: SaleVoided['tenders'];
}

export function composeVoidSlip(input: UndoSlipInput): ReceiptDocument {
  const words = undoSlipWords[input.locale];
  return framed([
    ...undoHead(input, words.voidTitle), rule, ...undoMoney(input), rule, plain(words.nothingApplied), ...undoFoot(input),
  ], { locale: input.locale, isTraining: input.store.isTraining });
}

export function undoHead(input: UndoSlipInput, title: string): ReceiptLine[] {
  const { store, staffId, approverId, receiptNumber, at, businessDate, msisdnMasked, reason, locale } = input;
  const words = receiptWords[locale];
  const own = undoSlipWords[locale];
  return [
    heading(title, 'large'), ...placeLines(input, staffId),
    ...(approverId === null ? [] : [labelled(words.approvedBy, approverId)]),
    labelled(own.ofSale, receiptNumber), labelled(words.time, localDateTime(at, store.timeZone)), labelled(words.businessDate, businessDate),
    labelled(words.msisdn, msisdnMasked), labelled(own.reason, reasonText(reason, locale)),
  ];
}

/** Each way to pay gets back what it is given, as minus amounts; paper with a plus sign would be taken for a sale. */
export function undoMoney({ lines, locale }: UndoSlipInput): ReceiptLine[] {
  const total = sumFen(lines.map((line) => line.amount));
  return [
    ...lines.map((line) => pair(tenderText(line.method, locale), `-${formatYuan(line.amount)}`)),
    pair(undoSlipWords[locale].returned, formatMoney(negativeFen(total)), true),
  ];
}

export function undoFoot(input: UndoSlipInput): ReceiptLine[] {
  const { store, locale } = input;
  return [journalLine(input), labelled(receiptWords[locale].hotline, store.hotline), labelled(undoSlipWords[locale].signature, '________________')];
}
