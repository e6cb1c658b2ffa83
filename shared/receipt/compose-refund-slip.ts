// The slip of a refund that is done: what was given back on which way to pay, and what becomes of the card's last day.
import type { ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { undoSlipWords } from '#shared/i18n/undo-slip-words.ts';
import { undoFoot, undoHead, undoMoney, type UndoSlipInput } from './compose-void-slip.ts';
import { framed, labelled, plain, rule } from './receipt-lines.ts';

export interface RefundSlipInput extends UndoSlipInput {
  readonly refundId: string;
  readonly validity: 'moved-back' | 'stays' | 'undecided';
}

export function composeRefundSlip(input: RefundSlipInput): ReceiptDocument {
  const words = undoSlipWords[input.locale];
  return framed([
    ...undoHead(input, words.refundTitle), labelled(words.refundNumber, input.refundId.replaceAll('-', '').slice(-8).toUpperCase()), rule, ...undoMoney(input), rule,
    plain(words.validity[input.validity]), ...undoFoot(input),
  ], { locale: input.locale, isTraining: input.store.isTraining });
}
