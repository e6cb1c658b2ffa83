// The drawer between two counts: its float by denomination, cash in and out with a reason and a slip, opening without a sale.
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, localEntries, openShift, publishConfig, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { secondPersonSays } from '#tests/support/second-person.ts';
import { trainingConfig } from '#gateway/training/store-and-plans.ts';
import { receiptText } from '#shared/receipt/receipt-text.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  till = await openTill({ gateway });
  await till.signIn();
});
afterEach(() => till.close());

const lines = (kind: string): unknown[] => till.rows('SELECT kind, amount_fen, note, staff_id, approver_id FROM money_line WHERE kind = ? ORDER BY seq', kind);

describe('shift/drawer', () => {
  it('[T8] opens with a float counted by denomination, and refuses pieces that do not come to it', async () => {
    const denominations = [{ valueFen: 10_000 as const, pieces: 4 }, { valueFen: 5000 as const, pieces: 1 }, { valueFen: 10 as const, pieces: 3 }];
    expect(await till.call('shift.open', { floatFen: 45_000, denominations })).toEqual({ ok: false, problem: { code: 'count-differs' } });
    expect(entriesOf(till, 'shift.opened')).toEqual([]);
    await till.must('shift.open', { floatFen: 45_030, denominations });
    expect(entriesOf(till, 'shift.opened')[0]?.payload).toMatchObject({ floatFen: 45_030, denominations, lastCountFen: null });
  });

  it('[T9] moves cash with a reason, a line of money and a slip; what leaves needs a second person', async () => {
    const { shiftId } = await openShift(till, 50_000);
    const fresh = await till.must('cash.move', { shiftId, moveId: v7(), direction: 'in', amountFen: 20_000, reason: '备用零钱' });
    expect(fresh).toMatchObject({ paidInFen: 20_000, paidOutFen: 0, dropsFen: 0 });
    const out = { shiftId, moveId: v7(), direction: 'out', amountFen: 5000, reason: '付快递费' } as const;
    expect(await till.call('cash.move', out)).toEqual({ ok: false, problem: { code: 'approval-needed', operation: 'cash.paid-out' } });
    const approvalId = await secondPersonSays(till, { operation: 'cash.paid-out', amountFen: 5000, subject: shiftId });
    expect(await till.call('cash.move', { ...out, amountFen: 5001, approvalId })).toEqual({ ok: false, problem: { code: 'approval-refused' } });
    expect(await till.must('cash.move', { ...out, approvalId })).toMatchObject({ paidOutFen: 5000 });
    expect(await till.call('cash.move', { ...out, moveId: v7(), approvalId })).toEqual({ ok: false, problem: { code: 'approval-refused' } });
    const dropped = await secondPersonSays(till, { operation: 'cash.drop', amountFen: 30_000, subject: shiftId });
    await till.must('cash.move', { shiftId, moveId: v7(), direction: 'drop', amountFen: 30_000, reason: '入保险柜', approvalId: dropped });
    expect(entriesOf(till, 'cash.moved').map((entry) => entry.payload)).toEqual([
      { shiftId, staffId: 'c01', approvalId: null, direction: 'in', amount: 20_000, reason: '备用零钱' },
      { shiftId, staffId: 'c01', approvalId, direction: 'out', amount: 5000, reason: '付快递费' },
      { shiftId, staffId: 'c01', approvalId: dropped, direction: 'drop', amount: 30_000, reason: '入保险柜' },
    ]);
    expect([lines('paid-in'), lines('paid-out'), lines('drop')]).toEqual([
      [{ kind: 'paid-in', amount_fen: 20_000, note: '备用零钱', staff_id: 'c01', approver_id: null }],
      [{ kind: 'paid-out', amount_fen: -5000, note: '付快递费', staff_id: 'c01', approver_id: 'm01' }],
      [{ kind: 'drop', amount_fen: -30_000, note: '入保险柜', staff_id: 'c01', approver_id: 'm01' }],
    ]);
    const slips = await till.must('print.pending', {});
    expect(slips.map((job) => [job.saleId, job.shiftId, job.state])).toEqual([[null, null, 'queued'], [null, null, 'queued'], [null, null, 'queued']]);
    expect(slips.filter(({ document }) => /付快递费\n授权人 m01/.test(receiptText(document, 32))).length).toBe(1);
    const z = await till.must('shift.close', { shiftId, countedFen: 35_000 });
    expect(z.totals).toMatchObject({ paidInFen: 20_000, paidOutFen: 5000, dropsFen: 30_000, expectedFen: 35_000 });
  });

  it('[T19] books a press once, whatever is repeated after a lost answer or a restart; other content under its id is refused', async () => {
    const { shiftId } = await openShift(till, 50_000);
    const move = { shiftId, moveId: v7(), direction: 'in', amountFen: 20_000, reason: '备用零钱' } as const;
    const replies = await Promise.all([till.call('cash.move', move), till.call('cash.move', move), till.call('cash.move', move)]);
    expect(replies.map((reply) => reply.ok && reply.value.paidInFen)).toEqual([20_000, 20_000, 20_000]);
    till = await till.restart();
    await till.signIn();
    expect(await till.must('cash.move', move)).toMatchObject({ paidInFen: 20_000 });
    const reused = { ok: false, problem: { code: 'move-id-reused' } };
    for (const other of [{ amountFen: 20_001 }, { direction: 'drop' as const }, { reason: 'x' }]) expect(await till.call('cash.move', { ...move, ...other })).toEqual(reused);
    const approvalId = await secondPersonSays(till, { operation: 'drawer.open', subject: shiftId });
    expect(await till.call('drawer.open', { shiftId, moveId: move.moveId, reason: move.reason, approvalId })).toEqual(reused);
    const open = { shiftId, moveId: v7(), reason: '换零钱', approvalId };
    expect(await till.must('drawer.open', open)).toMatchObject({ noSaleCount: 1 });
    expect(await till.must('drawer.open', open)).toMatchObject({ noSaleCount: 1 });
    expect(await till.call('drawer.open', { ...open, reason: 'x' })).toEqual(reused);
    expect([entriesOf(till, 'cash.moved').length, entriesOf(till, 'drawer.opened').length, lines('paid-in').length]).toEqual([1, 1, 1]);
    await till.must('shift.close', { shiftId, countedFen: 70_000 });
    expect(await till.call('cash.move', move)).toEqual({ ok: false, problem: { code: 'shift-closed' } });
  });

  it('[T9] gives out no more than the drawer holds, and says how much that is only to somebody whose act is approved', async () => {
    const { shiftId } = await openShift(till, 10_000);
    await sell(till, { subscriber: 1 });
    const out = { shiftId, moveId: v7(), direction: 'out', amountFen: 16_001, reason: 'x' } as const;
    expect(await till.call('cash.move', out)).toEqual({ ok: false, problem: { code: 'approval-needed', operation: 'cash.paid-out' } });
    const approvalId = await secondPersonSays(till, { operation: 'cash.paid-out', amountFen: 16_001, subject: shiftId });
    expect(await till.call('cash.move', { ...out, approvalId })).toEqual({ ok: false, problem: { code: 'drawer-short', heldFen: 16_000 } });
    expect(await till.call('cash.move', { ...out, direction: 'in', amountFen: 0 })).toEqual({ ok: false, problem: { code: 'amount-unreadable' } });
    expect(entriesOf(till, 'cash.moved')).toEqual([]);
    const all = await secondPersonSays(till, { operation: 'cash.paid-out', amountFen: 16_000, subject: shiftId });
    await till.must('cash.move', { ...out, amountFen: 16_000, approvalId: all });
    expect((await till.must('shift.close', { shiftId, countedFen: 0 })).totals.expectedFen).toBe(0);
  });

  it('[T9] lets a shift that is too long drop into the safe, and move nothing else', async () => {
    const { shiftId } = await openShift(till, 10_000);
    const started = gateway.clock.now();
    gateway.clock.jumpTo(new Date(Date.parse(started) + 16 * 3_600_000).toISOString());
    expect(await till.call('cash.move', { shiftId, moveId: v7(), direction: 'in', amountFen: 100, reason: 'x' })).toEqual({ ok: false, problem: { code: 'shift-too-long' } });
    const approvalId = await secondPersonSays(till, { operation: 'cash.drop', amountFen: 100, subject: shiftId });
    expect(await till.call('cash.move', { shiftId, moveId: v7(), direction: 'drop', amountFen: 100, reason: 'x', approvalId })).toMatchObject({ ok: true });
    gateway.clock.jumpTo(started);
  });

  it('[T10] opens the drawer without a sale only with a reason and, by a clerk, a second person; the Z counts it and no money moves', async () => {
    const { shiftId } = await openShift(till);
    const before = localEntries(till).length;
    expect(await till.call('drawer.open', { shiftId, moveId: v7(), reason: '换零钱' })).toEqual({ ok: false, problem: { code: 'approval-needed', operation: 'drawer.open' } });
    expect(localEntries(till).length).toBe(before);
    const approvalId = await secondPersonSays(till, { operation: 'drawer.open', subject: shiftId });
    expect(await till.must('drawer.open', { shiftId, moveId: v7(), reason: '换零钱', approvalId })).toMatchObject({ noSaleCount: 1 });
    expect(entriesOf(till, 'drawer.opened').map((entry) => entry.payload)).toEqual([{ shiftId, staffId: 'c01', approvalId, reason: '换零钱' }]);
    expect(await till.must('shift.close', { shiftId, countedFen: 50_000 })).toMatchObject({ overShortFen: 0, totals: { noSaleCount: 1, expectedFen: 50_000 } });
  });

  it('[T9] asks whom the configuration says, and from the amount it says on', async () => {
    await publishConfig(gateway, { approvals: { ...trainingConfig.approvals, 'cash.paid-out': { need: 'above', aboveFen: 1000 as never, exemptsManagers: false } } });
    await till.sync();
    const { shiftId } = await openShift(till);
    expect(await till.call('cash.move', { shiftId, moveId: v7(), direction: 'out', amountFen: 1000, reason: 'x' })).toMatchObject({ ok: true });
    expect(await till.call('cash.move', { shiftId, moveId: v7(), direction: 'out', amountFen: 1001, reason: 'x' })).toMatchObject({ problem: { code: 'approval-needed' } });
    await publishConfig(gateway, {});
  });
});
