// Refunds through the one door: a real till, and a gateway whose refund desk plays what a test wants.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gateway } from '#core/ports.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { trainingConfig } from '#gateway/training/store-and-plans.ts';
import { entriesOf, openShift, publishConfig, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { refundDesk, refusedWith, scripted, unreachable, type RefundDesk } from '#tests/support/scripted-gateway.ts';
import { secondPersonSays } from '#tests/support/second-person.ts';

let gateway: TestGateway;
let till: OpenTill;
let desk: RefundDesk;
let subscriber = 120;
const script: Partial<Gateway> = {};
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});
beforeEach(async () => {
  gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  till = await openTill({ gateway, replace: { connectGateway: scripted(script) } });
  desk = refundDesk(gateway, (saleId) => till.rows<{ paymentId: string; method: 'cash'; amount: number }>('SELECT payment_id AS paymentId, method, amount_fen AS amount FROM tender WHERE sale_id = ?', saleId));
  Object.assign(script, desk.calls);
  await till.signIn();
  await openShift(till);
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const codeOf = (reply: unknown): string => (reply as { problem?: { code: string } }).problem?.code ?? 'ok';

/** A cash sale of 60 yuan that the carrier has. */
async function sold(): Promise<SaleView> {
  const sale = await sell(till, { subscriber: subscriber++ });
  await till.sync();
  return sale;
}

async function start(saleId: string, amountFen: number, refundId?: string): Promise<{ ok: boolean; refundId: string; reply: unknown }> {
  const preview = await till.call('refund.preview', { saleId, amountFen });
  const id = refundId ?? (preview.ok ? preview.value.refundId : '019ab000-0000-7000-8000-00000000000f');
  const approvalId = await secondPersonSays(till, { operation: 'refund.start', amountFen, subject: saleId });
  const reply = await till.call('refund.start', { saleId, refundId: id, amountFen, reason: 'customer changed mind', approvalId });
  await till.idle();
  return { ok: reply.ok, refundId: id, reply };
}

const left = async (saleId: string): Promise<unknown> => {
  const preview = await till.call('refund.preview', { saleId });
  return preview.ok ? { refunded: preview.value.refundedFen, left: preview.value.leftFen } : preview.problem.code;
};

describe('refund/online', () => {
  it('[RF4] is durable before it is asked for, named for hand-out only when complete, and counts once', async () => {
    const sale = await sold();
    desk.answers.push('accepted', 'lost-after');
    const preview = await till.must('refund.preview', { saleId: sale.saleId, amountFen: 2000 });
    expect(preview).toMatchObject({ paidFen: 6000, refundedFen: 0, leftFen: 6000, amountFen: 2000, mode: 'online', validity: 'moved-back', needsApproval: true });
    expect(till.rows('SELECT * FROM refund')).toEqual([]);
    const approvalId = await secondPersonSays(till, { operation: 'refund.start', amountFen: 2000, subject: sale.saleId });
    const started = await till.must('refund.start', { saleId: sale.saleId, refundId: preview.refundId, amountFen: 2000, reason: 'x', approvalId });
    expect(started).toMatchObject({ state: 'requested', cashFen: 0, approverId: 'm01', staffId: 'c01' });
    expect(entriesOf(till, 'refund.started')).toHaveLength(1);
    expect(till.rows(`SELECT count(*) AS n FROM money_line WHERE kind = 'refund'`)).toEqual([{ n: 0 }]);
    await till.idle();
    await till.sync();
    expect(await till.must('refund.ask', { refundId: preview.refundId })).toMatchObject({ state: 'completed', cashFen: 2000, validity: 'moved-back' });
    await till.sync();
    expect(await till.must('refund.start', { saleId: sale.saleId, refundId: preview.refundId, amountFen: 2000, reason: 'x' })).toMatchObject({ state: 'completed' });
    expect(desk.done.size).toBe(1);
    expect(entriesOf(till, 'refund.completed')).toHaveLength(1);
    expect(till.rows(`SELECT kind, method, amount_fen, approver_id FROM money_line WHERE kind IN ('refund', 'tender-back') ORDER BY line`)).toEqual([
      { kind: 'refund', method: null, amount_fen: -2000, approver_id: 'm01' }, { kind: 'tender-back', method: 'cash', amount_fen: -2000, approver_id: 'm01' },
    ]);
    const slip = (await till.must('print.pending', {})).find((job) => job.title.startsWith(`${sale.receiptNumber}-refund`));
    expect(JSON.stringify(slip?.document)).toContain('退款凭条');
  });

  it('[RF4] a restart in the middle goes on asking by the same id', async () => {
    const sale = await sold();
    desk.answers.push('lost-after', 'lost-before', 'lost-after');
    const { refundId } = await start(sale.saleId, 6000);
    desk.answers.length = 0;
    till = await till.restart();
    await till.signIn();
    await till.sync();
    expect(await till.must('refund.read', { refundId })).toMatchObject({ state: 'completed', cashFen: 6000 });
    expect([...desk.done.keys()]).toEqual([refundId]);
  });

  it('[RF1] [RF6] twice 30 stays 60 whatever is synced or restarted; 60 more of 40 is refused by name (F63, F64)', async () => {
    const sale = await sold();
    await start(sale.saleId, 1500);
    await start(sale.saleId, 1500);
    for (let pass = 0; pass < 10; pass += 1) await till.sync();
    till = await (await till.restart()).restart();
    await till.signIn();
    await till.sync();
    expect(await left(sale.saleId)).toEqual({ refunded: 3000, left: 3000 });
    expect(await till.must('sale.read', { saleId: sale.saleId })).toMatchObject({ refundedFen: 3000, refundingFen: 0, tenders: [{ refundedFen: 3000 }] });
    expect(codeOf((await start(sale.saleId, 3001)).reply)).toBe('refund-exceeds');
    expect((await start(sale.saleId, 3000)).ok).toBe(true);
    expect(codeOf((await start(sale.saleId, 1)).reply)).toBe('refund-nothing-left');
    expect(till.rows(`SELECT sum(amount_fen) AS n FROM money_line WHERE kind LIKE 'tender%'`)).toEqual([{ n: 0 }]);
  });

  it('[RF1] two at once for the same money: one is written, the other refused, in the till and behind its back', async () => {
    const sale = await sold();
    const [a, b] = [await till.must('refund.preview', { saleId: sale.saleId, amountFen: 4000 }), await till.must('refund.preview', { saleId: sale.saleId, amountFen: 4000 })];
    const ids = [await secondPersonSays(till, { operation: 'refund.start', amountFen: 4000, subject: sale.saleId }), await secondPersonSays(till, { operation: 'refund.start', amountFen: 4000, subject: sale.saleId })];
    const replies = await Promise.all([a, b].map((preview, index) => till.call('refund.start', { saleId: sale.saleId, refundId: preview.refundId, amountFen: 4000, reason: 'x', approvalId: ids[index] ?? '' })));
    expect(replies.map(codeOf)).toEqual(['ok', 'refund-exceeds']);
    const payment = till.rows<{ id: string }>('SELECT payment_id AS id FROM tender')[0]?.id ?? '';
    expect(() => till.tamper(`INSERT INTO refund_line (refund_id, payment_id, sale_id, method, amount_fen) VALUES ('${b.refundId}', '${payment}', '${sale.saleId}', 'cash', 4000)`)).toThrow(/exceed|FOREIGN/);
  });

  it('[RF1] what was given back at another terminal counts, before and at the gateway', async () => {
    const sale = await sold();
    const paymentId = sale.tenders[0]?.paymentId ?? '';
    desk.elsewhere.set(paymentId, 5000);
    expect(await left(sale.saleId)).toEqual({ refunded: 5000, left: 1000 });
    desk.answers.push('exceeds');
    const { refundId } = await start(sale.saleId, 2000);
    await till.sync();
    expect(await till.must('refund.read', { refundId })).toMatchObject({ state: 'failed', failure: 'refund-exceeds', cashFen: 0 });
  });

  it('[RF6] a failed refund, and one given up at the manager’s PIN, free their amount (F65)', async () => {
    const sale = await sold();
    desk.answers.push('failed');
    const { refundId } = await start(sale.saleId, 6000);
    expect(await till.must('refund.read', { refundId })).toMatchObject({ state: 'failed', failure: 'provider-refused' });
    expect(entriesOf(till, 'refund.failed')).toHaveLength(1);
    const preview = await till.must('refund.preview', { saleId: sale.saleId });
    expect(codeOf(await till.call('refund.start', { saleId: sale.saleId, refundId: preview.refundId, amountFen: 6000, reason: 'x' }))).toBe('approval-needed');
    expect(await left(sale.saleId)).toEqual({ refunded: 0, left: 6000 });
    expect(till.rows(`SELECT * FROM money_line WHERE kind = 'refund'`)).toEqual([]);
  });

  it('[AP1] the word for 30 opens neither 31, nor another sale, nor the same once more (F105)', async () => {
    const [sale, other] = [await sold(), await sold()];
    const approvalId = await secondPersonSays(till, { operation: 'refund.start', amountFen: 3000, subject: sale.saleId });
    const tryIt = async (saleId: string, amountFen: number): Promise<string> => {
      const preview = await till.must('refund.preview', { saleId, amountFen });
      const reply = await till.call('refund.start', { saleId, refundId: preview.refundId, amountFen, reason: 'x', approvalId });
      await till.idle();
      return codeOf(reply);
    };
    expect([await tryIt(sale.saleId, 3100), await tryIt(other.saleId, 3000), await tryIt(sale.saleId, 3000), await tryIt(sale.saleId, 3000)])
      .toEqual(['approval-refused', 'approval-refused', 'ok', 'approval-refused']);
    const second = await secondPersonSays(till, { operation: 'refund.start', amountFen: 3000, subject: sale.saleId });
    gateway.clock.advance(60_001);
    const preview = await till.must('refund.preview', { saleId: sale.saleId, amountFen: 3000 });
    expect(codeOf(await till.call('refund.start', { saleId: sale.saleId, refundId: preview.refundId, amountFen: 3000, reason: 'x', approvalId: second }))).toBe('approval-refused');
  });

  it('[RF3] the carrier is asked first, and what it says before it has the sale is "too early"', async () => {
    const sale = await sold();
    desk.previewRefusal = refusedWith('refund-sale-unknown', 404);
    expect(await left(sale.saleId)).toBe('refund-too-early');
    desk.previewRefusal = refusedWith('refund-not-possible');
    expect(await left(sale.saleId)).toBe('gateway-refused');
    desk.previewRefusal = unreachable;
    expect(await left(sale.saleId)).toBe('gateway-unreachable');
    desk.previewRefusal = null;
    desk.answers.push('unknown-sale', 'unknown-sale', 'unknown-sale', 'unknown-sale', 'unknown-sale');
    const { refundId } = await start(sale.saleId, 1000);
    expect(await till.must('refund.read', { refundId })).toMatchObject({ state: 'requested' });
    desk.answers.length = 0;
    expect(await till.must('refund.ask', { refundId })).toMatchObject({ state: 'completed' });
  });

  it('[RF5] counts in the shift that is open when it completes, and with none open waits for the next', async () => {
    const sale = await sold();
    desk.answers.push('accepted', 'accepted', 'accepted');
    const { refundId } = await start(sale.saleId, 6000);
    const shift = (await till.must('shift.current', {})).shift;
    const shiftId = shift?.shiftId ?? '';
    expect(codeOf(await till.call('shift.close', { shiftId, countedFen: 56_000 }))).toBe('approval-needed');
    const approvalId = await secondPersonSays(till, { operation: 'shift.close-open-work', amountFen: 0, subject: shiftId });
    expect(await till.must('shift.close', { shiftId, countedFen: 56_000, approvalId })).toMatchObject({ carriedOver: expect.arrayContaining([{ kind: 'refund', id: refundId, amount: 6000 }]) });
    desk.answers.length = 0;
    await till.sync();
    await till.sync();
    expect(await till.must('refund.read', { refundId })).toMatchObject({ state: 'requested', cashFen: 0 });
    expect(codeOf(await till.call('refund.preview', { saleId: sale.saleId, amountFen: 1 }))).toBe('refund-nothing-left');
    gateway.clock.jumpTo('2026-11-25T02:00:00.000Z');
    await till.signIn();
    const next = await openShift(till);
    await till.sync();
    expect(await till.must('refund.read', { refundId })).toMatchObject({ state: 'completed', cashFen: 6000 });
    expect(till.rows(`SELECT business_date, shift_id FROM money_line WHERE kind = 'refund'`)).toEqual([{ business_date: '2026-11-25', shift_id: next.shiftId }]);
  });
});

describe('refund/offline', () => {
  it('[RF3] gives back cash on the day of the sale at once, in one piece, and not tomorrow', async () => {
    const sale = await sold();
    gateway.proxy.goDown();
    await till.sync();
    const preview = await till.must('refund.preview', { saleId: sale.saleId, amountFen: 2000 });
    expect(preview).toMatchObject({ mode: 'offline', validity: 'undecided' });
    const approvalId = await secondPersonSays(till, { operation: 'refund.start', amountFen: 2000, subject: sale.saleId });
    expect(await till.must('refund.start', { saleId: sale.saleId, refundId: preview.refundId, amountFen: 2000, reason: 'x', approvalId })).toMatchObject({ state: 'completed', cashFen: 2000, mode: 'offline' });
    expect(entriesOf(till, 'refund.completed')).toMatchObject([{ payload: { mode: 'offline', validity: 'undecided' } }]);
    expect(desk.asked).toBe(0);
    const shift = (await till.must('shift.current', {})).shift;
    await till.must('shift.close', { shiftId: shift?.shiftId ?? '', countedFen: 54_000 });
    expect(codeOf(await till.call('refund.preview', { saleId: sale.saleId, amountFen: 1000 }))).toBe('shift-closed');
    gateway.clock.jumpTo('2026-11-25T02:00:00.000Z');
    await till.signIn();
    await openShift(till);
    expect(codeOf(await till.call('refund.preview', { saleId: sale.saleId, amountFen: 1000 }))).toBe('refund-offline');
  });

  it('[RF3] does not where the store does not allow it; and online a sale still here is sent first', async () => {
    await publishConfig(gateway, { payments: { ...trainingConfig.payments, offline: { ...trainingConfig.payments.offline, allowsCashRefund: false } } });
    const sale = await sold();
    gateway.proxy.goDown();
    await till.sync();
    expect(await left(sale.saleId)).toBe('refund-offline');
    await publishConfig(gateway, {});
  });

  it('[RF3] is refused to whom the drawer does not belong', async () => {
    const sale = await sold();
    await till.must('session.sign-in', { staffId: 'c02', pin: pins['c02'] ?? '' });
    expect(codeOf((await start(sale.saleId, 6000)).reply)).toBe('shift-of-other');
  });
});

describe('task/refund-tasks', () => {
  it('[RF7] a refused sale is its seller’s task until the money is back', async () => {
    const sale = await sell(till, { subscriber: subscriber++ });
    await rejectNext(sale.saleId);
    expect(await till.must('task.list', {})).toMatchObject([{ saleId: sale.saleId, ownerId: 'c01', totalFen: 6000, leftFen: 6000, reason: 'card-closed' }]);
    expect(await till.must('sync.read', {})).toMatchObject({ rejectedCount: 1 });
    await start(sale.saleId, 2000);
    await till.sync();
    expect(await till.must('task.list', {})).toMatchObject([{ leftFen: 4000 }]);
    await start(sale.saleId, 4000);
    await till.sync();
    expect(await till.must('task.list', {})).toEqual([]);
    expect(await till.must('sync.read', {})).toMatchObject({ rejectedCount: 0 });
  });

  it('[RF7] a manager gives it to somebody who can do it; closing it without a refund takes two', async () => {
    const sale = await sell(till, { subscriber: subscriber++ });
    await rejectNext(sale.saleId);
    expect(codeOf(await till.call('task.close', { saleId: sale.saleId, reason: 'carrier mended it' }))).toBe('approval-needed');
    const approvalId = await secondPersonSays(till, { operation: 'task.close', amountFen: 6000, subject: sale.saleId });
    await till.must('session.sign-in', { staffId: 'm01', pin: pins['m01'] ?? '' }, 'manager');
    expect(await till.must('task.assign', { saleId: sale.saleId, ownerId: 'c02' }, 'manager')).toMatchObject({ ownerId: 'c02' });
    expect(codeOf(await till.call('task.assign', { saleId: sale.saleId, ownerId: 'a01' }, 'manager'))).toBe('staff-unknown');
    await till.must('task.close', { saleId: sale.saleId, reason: 'carrier mended it', approvalId });
    expect(codeOf(await till.call('task.close', { saleId: sale.saleId, reason: 'again', approvalId }))).toBe('task-unknown');
    expect(entriesOf(till, 'task.closed')).toMatchObject([{ payload: { saleId: sale.saleId, staffId: 'c01', approvalId } }]);
    expect(entriesOf(till, 'task.assigned')).toHaveLength(1);
  });

  /** The carrier's refusal comes with the feed. */
  async function rejectNext(saleId: string): Promise<void> {
    const real = scripted({})(gateway.proxy.url, gateway.clock);
    let isTold = false;
    script.readChanges = async (identity, cursor) => {
      const reply = await real.readChanges(identity, cursor);
      if (!reply.ok || isTold) return reply;
      isTold = true;
      const data = { saleId, status: 'rejected', reason: 'card-closed', decidedAt: gateway.clock.now() } as never;
      const others = reply.value.changes.filter((change) => change.kind !== 'outcome');
      return { ok: true, value: { ...reply.value, changes: [...others, { kind: 'outcome', id: saleId, version: 1, data }] } };
    };
    till.tamper(`DELETE FROM outcome WHERE sale_id = '${saleId}'`);
    await till.sync();
    delete script.readChanges;
  }
});
