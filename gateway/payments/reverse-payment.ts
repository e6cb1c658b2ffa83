// Undoing a payment on the terminal's word. An id nobody has seen gets a tombstone, so that a late charge charges nobody.
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { isFinal, nextPayment } from '#shared/domain/payment.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import { undoBalance } from './balance-payment.ts';
import type { PaymentPorts } from './payment-ports.ts';
import { findPayment, insertPayment, lockPayment, updatePayment, type PaymentRow } from './payment-repository.ts';
import { stepPayment } from './step-payment.ts';

/** Idempotent. What is open afterwards goes on being undone by itself. */
export async function reversePayment(
  ports: PaymentPorts, terminal: TerminalRow, paymentId: string, reason: string,
): Promise<Result<PaymentRow, { code: 'payment-unknown' }>> {
  const row = await findPayment(ports.db, paymentId) ?? await tombstone(ports, terminal, paymentId);
  if (row.terminalId !== terminal.terminalId) return err({ code: 'payment-unknown' });
  if (row.method === 'balance') return ok(await undoBalance(ports, paymentId));
  const marked = await markForUndo(ports, paymentId, reason);
  return ok(isFinal(marked.state) ? marked : await stepPayment(ports, paymentId) ?? marked);
}

async function tombstone(ports: PaymentPorts, terminal: TerminalRow, paymentId: string): Promise<PaymentRow> {
  const made = await insertPayment(ports.db, {
    paymentId, terminalId: terminal.terminalId, storeId: terminal.storeId, saleId: null, subscriberRef: null, method: null, way: null, amountFen: null,
    fingerprint: null, state: 'reversed', reference: null, failure: null, createdAt: ports.clock.now(), giveUpAt: null, nextAt: null, leaseUntil: null,
  });
  return made ?? must(await findPayment(ports.db, paymentId), 'an id that cannot be inserted is there');
}

/** An open payment is asked about a last time first; a settled one is undone at once, unless its sale is completed. */
async function markForUndo(ports: PaymentPorts, paymentId: string, reason: string): Promise<PaymentRow> {
  return ports.db.transaction(async (tx) => {
    const row = must(await lockPayment(tx, paymentId), 'payments are never removed');
    const now = ports.clock.now();
    if (row.state === 'reversing' || row.usedBySale !== null) return row;
    if (!isFinal(row.state)) return updatePayment(tx, row, { undoReason: row.undoReason ?? reason, nextAt: now });
    const next = nextPayment(row.state, { type: 'undo-asked' });
    return next.ok ? updatePayment(tx, row, { state: next.value, undoReason: reason, nextAt: now }) : row;
  });
}
