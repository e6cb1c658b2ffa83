// The shift: no money without one, the count before the figures, and totals to the fen.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, expectAllIsWell, localEntries, openShift, readySale, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import { removeSubscriber } from '#gateway/subscribers/subscriber-repository.ts';

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
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

describe('shift', () => {
  it('[T1] opens once, with its float, and is journaled', async () => {
    const shift = await openShift(till, 12_345);
    expect(await till.call('shift.open', { floatFen: 0 })).toEqual({ ok: false, problem: { code: 'shift-already-open' } });
    expect(entriesOf(till, 'shift.opened').map((entry) => entry.payload)).toEqual([{ shiftId: shift.shiftId, staffId: 'c01', floatFen: 12_345, lastCountFen: null }]);
    till = await till.restart();
    await till.signIn('c01');
    expect(await till.must('shift.current', {})).toEqual({ shift: { ...shift }, lastCountFen: null, lastZ: null });
  });

  it('[T2] shows no expected cash before the count, then over and short to the fen, and two totals that never reset', async () => {
    const first = await openShift(till, 50_000);
    const sales = [await sell(till, { subscriber: 1, receivedFen: 10_000 }), await sell(till, { subscriber: 3, planId: 'basic-30', months: 3 })];
    const open = await till.must('shift.current', {});
    expect(open.shift).toMatchObject({ saleCount: 2, salesFen: 15_000 });
    expect(JSON.stringify(open)).not.toContain('expected');
    const z = await till.must('shift.close', { shiftId: first.shiftId, countedFen: 64_500 });
    expect(z).toMatchObject({
      zNumber: 1, countedFen: 64_500, overShortFen: -500, grandNetFen: 15_000, grandAbsoluteFen: 15_000,
      totals: { saleCount: 2, salesFen: 15_000, cashSalesFen: 15_000, floatFen: 50_000, expectedFen: 65_000, refundsFen: 0 },
    });
    expect(entriesOf(till, 'shift.closed').map((entry) => entry.payload)).toEqual([z].map(({ receipt: _receipt, closedAt: _closedAt, businessDate: _date, ...rest }) => rest));
    expect(z.lastSeq).toBe((entriesOf(till, 'shift.closed')[0]?.seq ?? 0) - 1);
    expect(z.firstSeq).toBe(entriesOf(till, 'shift.opened')[0]?.seq);
    const second = await openShift(till, z.countedFen);
    sales.push(await sell(till, { subscriber: 6, planId: 'max-100' }));
    expect(await till.must('shift.close', { shiftId: second.shiftId, countedFen: 74_501 })).toMatchObject({
      zNumber: 2, overShortFen: 1, grandNetFen: 25_000, grandAbsoluteFen: 25_000,
    });
    await till.idle();
    await till.sync();
    await expectAllIsWell(till, gateway, sales);
  });

  it('[T3] takes no money after the close, never opens a closed shift again, and answers a second close as closed', async () => {
    const { shiftId } = await openShift(till);
    const z = await till.must('shift.close', { shiftId, countedFen: 50_000 });
    expect(await till.call('shift.close', { shiftId, countedFen: 1 })).toEqual({ ok: false, problem: { code: 'shift-closed' } });
    const { lastZ, shift, lastCountFen } = await till.must('shift.current', {});
    expect({ lastZ, shift, lastCountFen }).toEqual({ lastZ: z, shift: null, lastCountFen: 50_000 });
    await readySale(till, { subscriber: 1 });
    const { draft } = await till.must('sale.current', {});
    expect(await till.call('sale.complete', { saleId: draft?.saleId ?? '', totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 6000 }] }))
      .toEqual({ ok: false, problem: { code: 'shift-closed' } });
  });

  it('[T4] does not close over an open sale, unless its card is gone from the directory and nobody could end it', async () => {
    const { shiftId } = await openShift(till);
    await readySale(till, { subscriber: 230 });
    expect(await till.call('shift.close', { shiftId, countedFen: 50_000 })).toEqual({ ok: false, problem: { code: 'sale-still-open' } });
    await gateway.db.transaction(async (tx) => {
      await lockPublishing(tx);
      await removeSubscriber(tx, refOf(230));
    });
    await till.sync();
    expect((await till.must('sale.current', {})).draft).toBeNull();
    expect(await till.call('shift.close', { shiftId, countedFen: 50_000 })).toMatchObject({ ok: true });
  });

  it('[T5] counts a sale after midnight for the day of its shift, and says in the Z what still waits', async () => {
    gateway.clock.jumpTo('2026-11-24T15:50:00.000Z');
    const { shiftId } = await openShift(till);
    gateway.clock.jumpTo('2026-11-24T16:10:00.000Z');
    gateway.proxy.goDown();
    const sale = await sell(till, { subscriber: 31 });
    expect(sale).toMatchObject({ businessDate: '2026-11-24', receiptNumber: `${till.terminalId()}-20261124-0001` });
    const z = await till.must('shift.close', { shiftId, countedFen: 56_000 });
    expect(z.waitingCount).toBe(localEntries(till).filter((entry) => entry.seq >= sale.seq).length + entriesOf(till, 'network.lost').length + entriesOf(till, 'identity.checked').length - 1);
    await till.idle();
    gateway.proxy.comeBack();
    await openShift(till);
    const next = await sell(till, { subscriber: 32 });
    expect(next).toMatchObject({ businessDate: '2026-11-25', receiptNumber: `${till.terminalId()}-20261125-0001` });
    await till.sync();
    await expectAllIsWell(till, gateway, [sale, next]);
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  });
});
