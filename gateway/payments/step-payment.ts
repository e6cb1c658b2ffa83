// Takes an open payment one step on: asks, and after the last question undoes. Never charges.
import { must } from '#shared/domain/base/invariant.ts';
import { isFinal, nextPayment } from '#shared/domain/payment.ts';
import type { Acquirer, AcquirerAnswer, AcquirerOrder } from '../acquirer/acquirer.ts';
import { noteAttention } from '../store-day/attention-repository.ts';
import { storeDateAt } from '../store-day/store-time.ts';
import { decideAnswer, isGivenUp } from './decide-payment.ts';
import { LEASE_MS, later, type PaymentPorts } from './payment-ports.ts';
import {
  claimPayment, findPayment, keepLateWord, lockPayment, updatePayment, type PaymentRow,
} from './payment-repository.ts';

const NO_ACQUIRER_PAUSE_MS = 60_000;

/** Does what is to be done for a payment, if nobody else is at it. Answers how it stands then. */
export async function stepPayment(ports: PaymentPorts, paymentId: string): Promise<PaymentRow | null> {
  const now = ports.clock.now();
  const row = await claimPayment(ports.db, paymentId, now, later(now, LEASE_MS));
  if (row === null) return findPayment(ports.db, paymentId);
  const acquirer = acquirerFor(ports, row);
  if (acquirer === null) return updatePayment(ports.db, row, { leaseUntil: null, nextAt: later(now, NO_ACQUIRER_PAUSE_MS) });
  if (row.state === 'reversing') return undo(ports, acquirer, row);
  // A sale was completed with it on a manager's word: from then on it is asked about and never undone.
  const isLast = row.usedBySale === null && isGivenUp(row, now);
  const asked = await recordAnswer(ports, acquirer, row, await heard(ports, async () => acquirer.ask(orderOf(row))), isLast);
  if (!isLast) return asked;
  const undoing = await beginUndo(ports, row);
  return undoing === null ? must(await findPayment(ports.db, paymentId), 'payments are never removed') : undo(ports, acquirer, undoing);
}

/** The provider of a payment; none for the balance and for wallets no longer offered. */
export function acquirerFor(ports: Pick<PaymentPorts, 'acquirerOf'>, row: Pick<PaymentRow, 'method'>): Acquirer | null {
  return row.method === null || row.method === 'balance' ? null : ports.acquirerOf(row.method);
}

/** The payment as the provider knows it. */
export function orderOf(row: PaymentRow): AcquirerOrder {
  const { method, way } = row;
  if (method === null || method === 'balance' || way === null || way === 'account') throw new Error(`payment ${row.paymentId} has no provider`);
  return { orderNumber: row.paymentId.replaceAll('-', ''), method, way, amountFen: must(row.amountFen, 'only tombstones have no amount') };
}

/** An adapter should not throw; when it does, nobody knows what happened. */
export async function heard<A>(ports: PaymentPorts, speak: () => Promise<A>): Promise<A | { readonly word: 'unknown'; readonly detail: string }> {
  try {
    return await speak();
  } catch (cause) {
    ports.logger.error('acquirer.threw', {}, cause);
    return { word: 'unknown', detail: 'threw' };
  }
}

/** What the last question ended stays so. Otherwise the payment is marked as being undone before the provider hears of it. */
async function beginUndo(ports: PaymentPorts, held: PaymentRow): Promise<PaymentRow | null> {
  return ports.db.transaction(async (tx) => {
    const row = must(await lockPayment(tx, held.paymentId), 'payments are never removed');
    const next = nextPayment(row.state, { type: 'undo-asked' });
    if (isFinal(row.state) || row.usedBySale !== null || !next.ok || row.leaseNumber !== held.leaseNumber) return null;
    const now = ports.clock.now();
    return updatePayment(tx, row, { state: next.value, nextAt: now, leaseUntil: later(now, LEASE_MS) });
  });
}

async function undo(ports: PaymentPorts, acquirer: Acquirer, row: PaymentRow): Promise<PaymentRow> {
  const now = ports.clock.now();
  const notBefore = later(row.createdAt, acquirer.timing.undoNotBeforeMs);
  if (now < notBefore) return updatePayment(ports.db, row, { nextAt: notBefore, leaseUntil: null });
  return recordAnswer(ports, acquirer, row, await heard(ports, async () => acquirer.undo(orderOf(row))));
}

/** Writes down what the provider said. `keepsLease`: the same step goes on. */
export async function recordAnswer(
  ports: PaymentPorts, acquirer: Acquirer, held: PaymentRow, answer: AcquirerAnswer, keepsLease = false,
): Promise<PaymentRow> {
  const now = ports.clock.now();
  return ports.db.transaction(async (tx) => {
    const row = must(await lockPayment(tx, held.paymentId), 'payments are never removed');
    const decision = decideAnswer(row, answer, { now, timing: acquirer.timing, isHolder: row.leaseNumber === held.leaseNumber });
    if (decision.kind === 'nothing') return row;
    if (decision.kind === 'too-late') {
      ports.logger.error('payment.late-word', { paymentId: row.paymentId, state: row.state, word: decision.word });
      await keepLateWord(tx, row.paymentId, decision.word);
      await noteAttention(tx, { terminalId: row.terminalId, kind: 'payment-late-word', subject: row.paymentId, saleId: row.saleId, amountFen: row.amountFen ?? 0, at: now, businessDate: await storeDateAt(tx, row.storeId, now) });
      return row;
    }
    const { change } = decision;
    const next = await updatePayment(tx, row, { ...change, leaseUntil: keepsLease && !isFinal(change.state ?? row.state) ? row.leaseUntil : null });
    if (next.state !== row.state) ports.logger.info('payment.moved', { paymentId: row.paymentId, from: row.state, to: next.state });
    return next;
  });
}
