// Payments from the customer's balance: no provider, one transaction under the publishing lock.
import { fen } from '#shared/domain/fen.ts';
import { nextPayment, type ProviderWord } from '#shared/domain/payment.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { lockPublishing } from '../changes/publish-change.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import { findSubscriber, saveSubscribers } from '../subscribers/subscriber-repository.ts';
import type { PaymentPorts } from './payment-ports.ts';
import { insertPayment, lockPayment, updatePayment, type NewPayment, type PaymentRow } from './payment-repository.ts';

/** Takes the amount off the balance and publishes the row. Null when the id is taken. */
export async function chargeBalance(ports: PaymentPorts, fresh: NewPayment): Promise<PaymentRow | null> {
  return ports.db.transaction(async (tx) => {
    await lockPublishing(tx);
    const amountFen = must(fresh.amountFen, 'a charge has an amount');
    const subscriber = await findSubscriber(tx, 'ref', fresh.subscriberRef ?? '');
    const failure = subscriber === null ? 'account-blocked' : (subscriber.balanceFen < amountFen ? 'insufficient-funds' : null);
    const word: ProviderWord = failure === null ? 'settled' : 'failed';
    const next = nextPayment(fresh.state, { type: 'answered', word });
    const row = await insertPayment(tx, {
      ...fresh, state: must(next.ok ? next.value : null, 'what was sent can be answered'), failure,
      reference: failure === null ? `BAL${fresh.paymentId.replaceAll('-', '').slice(-16).toUpperCase()}` : null,
    });
    if (row !== null && subscriber !== null && failure === null) await saveBalance(tx, subscriber, -amountFen, ports.clock.now());
    return row;
  });
}

/** Puts the amount back, once. A payment of a completed sale stays: that is refunded. */
export async function undoBalance(ports: PaymentPorts, paymentId: string): Promise<PaymentRow> {
  return ports.db.transaction(async (tx) => {
    await lockPublishing(tx);
    const row = must(await lockPayment(tx, paymentId), 'payments are never removed');
    if (row.state !== 'settled' || row.usedBySale !== null) return row;
    const undoing = nextPayment(row.state, { type: 'undo-asked' });
    const undone = undoing.ok ? nextPayment(undoing.value, { type: 'answered', word: 'reversed' }) : undoing;
    if (!undone.ok) return row;
    await moveBalance(tx, must(row.subscriberRef, 'a charge names its card'), must(row.amountFen, 'a charge has an amount'), ports.clock.now());
    return updatePayment(tx, row, { state: undone.value });
  });
}

/** Adds to a balance (negative: takes away) and publishes the row. The caller holds `lockPublishing`. */
export async function moveBalance(tx: SqlRunner, ref: string, byFen: number, now: string): Promise<void> {
  const subscriber = await findSubscriber(tx, 'ref', ref);
  if (subscriber !== null) await saveBalance(tx, subscriber, byFen, now);
}

async function saveBalance(tx: SqlRunner, subscriber: SubscriberRecord, byFen: number, now: string): Promise<void> {
  await saveSubscribers(tx, [{ ...subscriber, balanceFen: fen(subscriber.balanceFen + byFen), asOf: now }]);
}
