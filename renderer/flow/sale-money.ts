// What the money on an open sale means for the steps of the renewal; pure.
import type { PaymentView, TenderOptions } from '#shared/contract/till/payment-channels.ts';
import type { Draft } from '#shared/contract/till/sale-channels.ts';
import { fen, sumFen, type Fen } from '#shared/domain/fen.ts';
import { isOpen } from '#shared/domain/payment.ts';
import { remainingDue } from '#shared/domain/tender.ts';

/** Money is on it, or may be on its way: such a sale is never simply dropped. */
export function hasMoney({ payments }: Pick<Draft, 'payments'>): boolean {
  return payments.some(({ state }) => state !== 'failed' && state !== 'reversed');
}

/** The one payment whose end is not known; nobody is asked for money again while there is one. */
export function openPaymentOf({ payments }: Pick<Draft, 'payments'>): PaymentView | null {
  return payments.find(({ state }) => isOpen(state)) ?? null;
}

export function settledFen({ payments }: Pick<Draft, 'payments'>): Fen {
  return sumFen(payments.filter(({ state }) => state === 'settled').map(({ amountFen }) => amountFen));
}

/** Somebody wanted it back and it was paid after all: what becomes of it is for a person to say. */
export function isPaidAfterUndo(payment: PaymentView): boolean {
  return payment.state === 'settled' && payment.actions.includes('give-back');
}

/** Left to pay before rounding. */
export function leftToPay(draft: Pick<Draft, 'payments' | 'quote'>): Fen {
  return draft.quote === null ? fen(0) : remainingDue(draft.quote.totalFen, [settledFen(draft)]);
}

/** What cash has to cover: the rest, as the store rounds it. The reading counts only while it speaks of the same rest. */
export function cashDue(draft: Pick<Draft, 'payments' | 'quote'>, options: TenderOptions | null): Fen {
  const left = leftToPay(draft);
  return options?.remainingFen === left ? options.cashDueFen : left;
}

/** Payments are never deleted: one that an older reading does not know yet stays, and no reading turns time back. */
export function mergePayments(known: readonly PaymentView[], read: readonly PaymentView[]): PaymentView[] {
  const merged = new Map(known.map((payment) => [payment.paymentId, payment]));
  for (const payment of read) {
    const before = merged.get(payment.paymentId);
    if (before === undefined || before.changedAt <= payment.changedAt) merged.set(payment.paymentId, payment);
  }
  return [...merged.values()].toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : Number(a.startedAt > b.startedAt)));
}

/** The draft with what was newly heard of its payments. */
export function withPayments<D extends Draft>(draft: D, read: readonly PaymentView[]): D {
  const payments = mergePayments(draft.payments, read);
  return { ...draft, payments, paidFen: settledFen({ payments }) };
}
