// Takes a refund one step on: wallets one after the other, then the balance and the card's validity in one transaction.
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { AcquirerRefund, RefundAnswer } from '../acquirer/acquirer.ts';
import { lockPublishing } from '../changes/publish-change.ts';
import { moveBalance } from '../payments/balance-payment.ts';
import { LEASE_MS, later, type PaymentPorts } from '../payments/payment-ports.ts';
import { findPayment, type PaymentRow } from '../payments/payment-repository.ts';
import { acquirerFor, orderOf } from '../payments/step-payment.ts';
import { noteAttention } from '../store-day/attention-repository.ts';
import { storeDateAt } from '../store-day/store-time.ts';
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
  const lines = await readRefundLines(ports.db, refundId);
  for (const line of lines.filter(({ method, state }) => method !== 'balance' && state !== 'done')) {
    const stop = await giveBack(ports, row, line, lines);
    if (stop !== null) return stop;
  }
  return finish(ports, row);
}

/** Null: the line is done, go on. */
async function giveBack(ports: PaymentPorts, row: RefundRow, line: RefundLineRow, lines: readonly RefundLineRow[]): Promise<RefundRow | null> {
  const payment = await findPayment(ports.db, line.paymentId);
  // Called paid by a manager, and never heard of here: no provider can give it back.
  if (payment === null) return refused(ports, row, line, lines);
  const acquirer = acquirerFor(ports, payment);
  if (acquirer === null) return pause(ports, row, LONG_PAUSE_MS);
  // From here on the provider may have it, also when this process ends now.
  if (line.state === 'waiting') await setLineState(ports.db, row.refundId, line.line, 'sent');
  const answer = await answerTo(ports, payment, line, row.reason);
  if (answer.word === 'done') {
    await setLineState(ports.db, row.refundId, line.line, 'done');
    return null;
  }
  if (answer.word === 'failed') return refused(ports, row, line, lines);
  return pause(ports, row, acquirer.timing.askRefundAfterMs);
}

/** A refund that was sent is asked about first; one that never arrived is sent again under its number. The customer reads the reason. */
async function answerTo(ports: PaymentPorts, payment: PaymentRow, line: RefundLineRow, reason: string): Promise<RefundAnswer> {
  const acquirer = must(acquirerFor(ports, payment), 'looked up before');
  const refund: AcquirerRefund = { refundNumber: line.refundNumber, amountFen: line.amountFen, reason: reasonText(reason, 'zh-CN') };
  try {
    const asked = line.state === 'sent' ? await acquirer.askRefund(orderOf(payment), refund) : null;
    return asked === null || asked.word === 'not-found' ? await acquirer.refund(orderOf(payment), refund) : asked;
  } catch (cause) {
    ports.logger.error('acquirer.threw', {}, cause);
    return { word: 'unknown', detail: 'threw' };
  }
}

async function pause(ports: PaymentPorts, row: RefundRow, ms: number): Promise<RefundRow> {
  const tries = row.tries + 1;
  const nextAt = later(ports.clock.now(), Math.min(LONG_PAUSE_MS, ms * 2 ** Math.min(10, Math.max(0, tries - 10))));
  return updateRefund(ports.db, row, { nextAt, tries });
}

/** Before any money went back the whole refund has failed; after some did, a person has to finish it. */
async function refused(ports: PaymentPorts, row: RefundRow, line: RefundLineRow, lines: readonly RefundLineRow[]): Promise<RefundRow> {
  const now = ports.clock.now();
  const wallets = await readRefundLines(ports.db, row.refundId);
  const hasMoved = lines.length > 0 && wallets.some(({ method, state }) => method !== 'cash' && method !== 'card' && state === 'done');
  return ports.db.transaction(async (tx) => {
    const held = must(await lockRefund(tx, row.refundId), 'refunds are never removed');
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
    if (held.status !== 'accepted') return held;
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
