// Takes a refund one step on: wallets one after the other, then the balance and the card's validity in one transaction.
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { needsCarrier } from '#shared/domain/tender.ts';
import type { Acquirer, AcquirerOrder, AcquirerRefund, RefundAnswer } from '../acquirer/acquirer.ts';
import { lockPublishing } from '../changes/publish-change.ts';
import { moveBalance } from '../payments/balance-payment.ts';
import { LEASE_MS, later, type PaymentPorts } from '../payments/payment-ports.ts';
import { findPayment } from '../payments/payment-repository.ts';
import { acquirerFor, heard, orderOf } from '../payments/step-payment.ts';
import { noteAttention } from '../store-day/attention-repository.ts';
import { storeDateAt } from '../store-day/store-time.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import {
  claimRefund, findRefund, lockRefund, lockSale, readRefundLines, readTenders, setLineState, updateRefund, type RefundLineRow, type RefundRow,
} from './refund-repository.ts';
import { foresee, moveBack } from './refund-validity.ts';

const LONG_PAUSE_MS = 3_600_000;

/** Does what is to be done for a refund, if nobody else is at it. Answers how it stands then. */
export async function stepRefund(ports: PaymentPorts, refundId: string): Promise<RefundRow | null> {
  const now = ports.clock.now();
  const row = await claimRefund(ports.db, refundId, now, later(now, LEASE_MS));
  if (row === null) return findRefund(ports.db, refundId);
  for (const line of await readRefundLines(ports.db, refundId)) {
    if (line.method === 'balance' || line.state === 'done') continue;
    const stop = await giveBack(ports, row, line);
    if (stop !== null) return stop;
  }
  return finish(ports, row);
}

/** Null: the line is done, go on. */
async function giveBack(ports: PaymentPorts, row: RefundRow, line: RefundLineRow): Promise<RefundRow | null> {
  const payment = await findPayment(ports.db, line.paymentId);
  // Called paid by a manager, and never heard of here: no provider can give it back.
  if (payment === null) return refused(ports, row, line);
  const acquirer = acquirerFor(ports, payment);
  if (acquirer === null) return pause(ports, row, LONG_PAUSE_MS);
  // From here on the provider may have it, also when this process ends now.
  const lost = line.state === 'waiting' ? await mark(ports, row, line, 'sent') : null;
  if (lost !== null) return lost;
  const answer = await heard(ports, async () => answerTo(acquirer, orderOf(payment), line, row.reason));
  if (answer.word === 'done') return mark(ports, row, line, 'done');
  return answer.word === 'failed' ? refused(ports, row, line) : pause(ports, row, acquirer.timing.askRefundAfterMs);
}

/** A refund that was sent is asked about first; one that never arrived is sent again under its number. The customer reads the reason. */
async function answerTo(acquirer: Acquirer, order: AcquirerOrder, line: RefundLineRow, reason: string): Promise<RefundAnswer> {
  const refund: AcquirerRefund = { refundNumber: line.refundNumber, amountFen: line.amountFen, reason: reasonText(reason, 'zh-CN') };
  const asked = line.state === 'sent' ? await acquirer.askRefund(order, refund) : null;
  return asked === null || asked.word === 'not-found' ? acquirer.refund(order, refund) : asked;
}

/** Nobody has finished the refund or taken it over since `row` was claimed. */
const isStillHeld = (row: RefundRow, now: RefundRow): boolean => now.status === 'accepted' && now.leaseNumber === row.leaseNumber;

/** Writes under the row's lock what the holder heard. Whoever holds it no longer changes nothing, and answers how it stands. */
async function asHolder<T>(ports: PaymentPorts, row: RefundRow, write: (tx: SqlRunner, held: RefundRow) => Promise<T>): Promise<T | RefundRow> {
  return ports.db.transaction(async (tx) => {
    const held = must(await lockRefund(tx, row.refundId), 'refunds are never removed');
    return isStillHeld(row, held) ? write(tx, held) : held;
  });
}

/** Null: written. */
async function mark(ports: PaymentPorts, row: RefundRow, line: RefundLineRow, state: 'sent' | 'done'): Promise<RefundRow | null> {
  return asHolder(ports, row, async (tx) => {
    await setLineState(tx, row.refundId, line.line, state);
    return null;
  });
}

async function pause(ports: PaymentPorts, row: RefundRow, ms: number): Promise<RefundRow> {
  return asHolder(ports, row, async (tx, held) => {
    const tries = held.tries + 1;
    const nextAt = later(ports.clock.now(), Math.min(LONG_PAUSE_MS, ms * 2 ** Math.min(10, Math.max(0, tries - 10))));
    return updateRefund(tx, held, { nextAt, tries });
  });
}

/** Before any money went back the whole refund has failed; after some did, a person has to finish it. */
async function refused(ports: PaymentPorts, row: RefundRow, line: RefundLineRow): Promise<RefundRow> {
  const now = ports.clock.now();
  return asHolder(ports, row, async (tx, held) => {
    const hasMoved = (await readRefundLines(tx, row.refundId)).some(({ method, state }) => needsCarrier(method) && state === 'done');
    if (!hasMoved) {
      await setLineState(tx, row.refundId, line.line, 'failed');
      return updateRefund(tx, held, { status: 'failed', failure: 'provider-refused', validity: 'stays', nextAt: null });
    }
    const businessDate = await storeDateAt(tx, row.storeId, now);
    await noteAttention(tx, { terminalId: row.terminalId, kind: 'refund-stuck', subject: row.refundId, saleId: row.saleId, amountFen: line.amountFen, at: now, businessDate });
    return updateRefund(tx, held, { nextAt: later(now, LONG_PAUSE_MS), tries: held.tries + 1 });
  });
}

async function finish(ports: PaymentPorts, row: RefundRow): Promise<RefundRow> {
  const now = ports.clock.now();
  return ports.db.transaction(async (tx) => {
    await lockPublishing(tx);
    const sale = must(await lockSale(tx, row.saleId), 'a refund was taken for a sale');
    const held = must(await lockRefund(tx, row.refundId), 'refunds are never removed');
    if (!isStillHeld(row, held)) return held;
    for (const line of await readRefundLines(tx, row.refundId)) {
      if (line.method !== 'balance' || line.state === 'done') continue;
      if (sale.subscriberRef !== null) await moveBalance(tx, sale.subscriberRef, line.amountFen, now);
      await setLineState(tx, row.refundId, line.line, 'done');
    }
    // Its own lines are already counted as given.
    const forecast = await foresee(tx, { sale, tenders: await readTenders(tx, row.saleId), amountFen: 0, todayOn: await storeDateAt(tx, row.storeId, now) });
    if (forecast.validity === 'moved-back') await moveBack(tx, sale, now);
    ports.logger.info('refund.done', { refundId: row.refundId, validity: forecast.validity });
    return updateRefund(tx, held, { status: 'done', ...forecast, nextAt: null });
  });
}
