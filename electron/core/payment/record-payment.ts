// Writes what became of a payment: its row and its journal entry, in the caller's transaction. The state machine decides.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { ApprovalId, StaffId } from '#shared/domain/ids.ts';
import { nextPayment, type PaymentRefusal, type ProviderWord, type UndoReason } from '#shared/domain/payment.ts';
import { appendEntry, type EntryStamp } from '../journal/append-entry.ts';
import type { WriteDb } from '../store/sql.ts';
import { changePayment, type PaymentChange, type PaymentRow } from './payment-repository.ts';

/** What was said of a payment, by its provider or by the person who read a machine or a wallet. */
export interface PaymentNews {
  readonly word: ProviderWord;
  /** Code for people and the journal: why it failed, or why nobody knows. */
  readonly reason?: string;
  readonly reference?: string | null;
  readonly approvalCode?: string | null;
  readonly cardLast4?: string | null;
  readonly storeCode?: string | null;
  readonly giveUpAt?: string | null;
}

/** Whose word it is; of a provider, nobody's. */
export interface PaymentWitness {
  readonly staffId: StaffId | null;
  readonly approvalId: ApprovalId | null;
  readonly isForced: boolean;
}

export const providersWord: PaymentWitness = { staffId: null, approvalId: null, isForced: false };

/** Answers the row as it stands now. A word that does not fit (a payment that is over) is refused and changes nothing. */
export function noteNews(db: WriteDb, stamp: EntryStamp, row: PaymentRow, news: PaymentNews, witness = providersWord): Result<PaymentRow, PaymentRefusal> {
  const next = nextPayment(row.state, { type: 'answered', word: news.word });
  if (!next.ok) return next;
  const isConfirmedAtLast = row.state === 'settled' && row.isForced && !witness.isForced;
  const hasChanged = next.value !== row.state || isConfirmedAtLast;
  const after = changePayment(db, row, {
    ...learnt(row, news), state: next.value, changedAt: hasChanged ? stamp.at : row.changedAt, isForced: next.value === 'settled' && witness.isForced,
    failure: next.value === 'failed' ? news.reason ?? 'provider-refused' : null,
  });
  if (hasChanged) journalState(db, stamp, after, news, witness);
  return ok(after);
}

/** What was known stays known where nothing newer was said. */
function learnt(row: PaymentRow, { giveUpAt, reference, approvalCode, cardLast4, storeCode }: PaymentNews): PaymentChange {
  return {
    giveUpAt: giveUpAt === undefined ? row.giveUpAt : giveUpAt, reference: reference ?? row.reference, approvalCode: approvalCode ?? row.approvalCode,
    cardLast4: cardLast4 ?? row.cardLast4, storeCode: storeCode ?? row.storeCode,
  };
}

function journalState(db: WriteDb, stamp: EntryStamp, row: PaymentRow, news: PaymentNews, witness: PaymentWitness): void {
  const { paymentId, saleId } = row;
  switch (row.state) {
    case 'settled':
      appendEntry(db, stamp, 'payment.settled', {
        paymentId, saleId, reference: row.reference, approvalCode: row.approvalCode, cardLast4: row.cardLast4, ...witness,
      });
      return;
    case 'failed':
      appendEntry(db, stamp, 'payment.failed', { paymentId, saleId, reason: row.failure ?? 'provider-refused' });
      return;
    case 'unknown':
      appendEntry(db, stamp, 'payment.unknown', { paymentId, saleId, reason: news.reason ?? news.word });
      return;
    case 'reversed':
      appendEntry(db, stamp, 'payment.reversed', { paymentId, saleId });
      return;
    default:
      // Sent and confirming are steps of the way, not facts for the books.
  }
}

/** From here it only ends in the money being back, or in the payment standing. */
export function noteUndo(
  db: WriteDb, stamp: EntryStamp, row: PaymentRow, { staffId, reason }: { readonly staffId: StaffId | null; readonly reason: UndoReason },
): Result<PaymentRow, PaymentRefusal> {
  const next = nextPayment(row.state, { type: 'undo-asked' });
  if (!next.ok) return next;
  if (row.state === next.value) return ok(row);
  const after = changePayment(db, row, { state: next.value, changedAt: stamp.at, undoReason: reason, isForced: false });
  appendEntry(db, stamp, 'payment.reversing', { paymentId: row.paymentId, saleId: row.saleId, staffId, reason });
  return ok(after);
}

/** On disk before the request leaves: after a restart nobody needs to guess whether it did. */
export function noteSent(db: WriteDb, at: string, row: PaymentRow): Result<PaymentRow, PaymentRefusal> {
  const next = nextPayment(row.state, { type: 'sent' });
  return next.ok ? ok(changePayment(db, row, { state: next.value, changedAt: at })) : err(next.problem);
}
