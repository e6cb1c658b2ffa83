// Whose shift it is: what others may do at the drawer, what they see of it, and handing it over.
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, openShift, ownDrawers, sell, shareDrawer } from '#tests/support/builders.ts';
import { openGateway, openTill, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { secondPersonSays } from '#tests/support/second-person.ts';

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

const ofOther = { ok: false, problem: { code: 'shift-of-other', ownerId: 'c01' } };

describe('shift/current-shift', () => {
  it('[T16] shows a clerk that another\'s shift is open and whose, and no figure of it', async () => {
    const { shiftId } = await openShift(till);
    const sale = await sell(till, { subscriber: 1 });
    await till.signIn('c02');
    const { shift } = await till.must('shift.current', {});
    expect(shift).toMatchObject({
      shiftId, staffId: 'c01', isMine: false, isTooLong: false, closesBy: '2026-11-24T18:00:00.000Z', saleCount: null, salesFen: null, refundsFen: null,
      voidsFen: null, paidInFen: null, paidOutFen: null, dropsFen: null, noSaleCount: null,
    });
    expect(await till.must('sale.list', {})).toEqual({ rows: [], totalFen: 0, count: 0, hidden: { reason: 'shift-of-other', ownerId: 'c01' } });
    expect(await till.must('shift.open-work', {})).toEqual([]);
    expect((await till.must('sale.list', { search: sale.receiptNumber })).rows.map((row) => row.saleId)).toEqual([sale.saleId]);
    expect((await till.must('sale.list', { search: sale.receiptNumber.slice(0, -1) })).rows).toEqual([]);
    for (const reader of ['m01', 'a01', 'c01']) {
      await till.signIn(reader);
      expect((await till.must('shift.current', {})).shift).toMatchObject({ saleCount: 1, salesFen: 6000, isMine: reader === 'c01' });
      expect((await till.must('sale.list', {})).rows.map((row) => row.saleId)).toEqual([sale.saleId]);
    }
  });

  it('[T16] shows the last Z and the own sales of the day to whose they are, and to who reads the figures', async () => {
    const first = await openShift(till);
    const sale = await sell(till, { subscriber: 1 });
    await till.must('shift.close', { shiftId: first.shiftId, countedFen: 56_000 });
    expect((await till.must('sale.list', {})).rows.map((row) => row.saleId)).toEqual([sale.saleId]);
    await till.signIn('c02');
    expect(await till.must('shift.current', {})).toEqual({ shift: null, lastCountFen: 56_000, lastZ: null });
    expect((await till.must('sale.list', {})).rows).toEqual([]);
    expect(await till.call('shift.reprint', { shiftId: first.shiftId })).toEqual({ ok: false, problem: { code: 'not-allowed' } });
    await till.signIn('m01');
    expect((await till.must('shift.current', {})).lastZ).toMatchObject({ zNumber: 1 });
    expect(await till.call('shift.reprint', { shiftId: first.shiftId })).toMatchObject({ ok: true });
    expect(await till.must('shift.list', { from: '2026-11-24', to: '2026-11-24' })).toMatchObject([{ zNumber: 1, shiftId: first.shiftId, businessDate: '2026-11-24' }]);
    expect(await till.must('shift.list', { from: '2026-11-25', to: '2026-11-30' })).toEqual([]);
  });

  it('[T16] lets everybody see and use the drawer where it is shared', async () => {
    await shareDrawer(till, gateway);
    await openShift(till);
    await till.signIn('c02');
    const sale = await sell(till, { subscriber: 1 });
    expect((await till.must('shift.current', {})).shift).toMatchObject({ isMine: true, saleCount: 1 });
    expect((await till.must('sale.list', {})).rows.map((row) => row.saleId)).toEqual([sale.saleId]);
    await ownDrawers(gateway);
  });
});

describe('shift/close-shift', () => {
  it('[T17] lets no clerk count, close or move cash in another\'s shift, and a manager close it, with both named in the Z', async () => {
    const { shiftId } = await openShift(till);
    await till.signIn('c02');
    expect(await till.call('shift.count', { shiftId, countedFen: 50_000 })).toEqual(ofOther);
    expect(await till.call('shift.close', { shiftId, countedFen: 50_000 })).toEqual(ofOther);
    expect(await till.call('cash.move', { shiftId, moveId: v7(), direction: 'in', amountFen: 100, reason: 'x' })).toEqual(ofOther);
    expect(await till.call('drawer.open', { shiftId, moveId: v7(), reason: 'x' })).toEqual(ofOther);
    await till.signIn('m01');
    expect(await till.call('cash.move', { shiftId, moveId: v7(), direction: 'in', amountFen: 100, reason: 'x' })).toEqual(ofOther);
    const z = await till.must('shift.close', { shiftId, countedFen: 49_000 });
    expect(z).toMatchObject({ staffId: 'm01', ownerId: 'c01', overShortFen: -1000 });
    expect(z.receipt.lines).toEqual(expect.arrayContaining([expect.objectContaining({ text: `终端 ${till.terminalId()} 店员 c01` }), expect.objectContaining({ text: '交班人 m01' })]));
    expect(entriesOf(till, 'shift.closed')[0]?.payload).toMatchObject({ staffId: 'm01', ownerId: 'c01' });
    expect(till.rows(`SELECT staff_id FROM money_line WHERE kind = 'over-short'`)).toEqual([{ staff_id: 'c01' }]);
  });

  it('[T17] takes no sale into a shift that is too long, and marks its close as forced', async () => {
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
    const { shiftId } = await openShift(till);
    gateway.clock.jumpTo('2026-11-24T18:00:00.000Z');
    expect((await till.must('shift.current', {})).shift).toMatchObject({ isTooLong: true });
    await expect(sell(till, { subscriber: 1 })).rejects.toThrow('shift-too-long');
    const { draft } = await till.must('sale.current', {});
    await till.must('sale.abandon', { saleId: draft?.saleId ?? '' });
    const z = await till.must('shift.close', { shiftId, countedFen: 50_000 });
    expect(z).toMatchObject({ forced: true, businessDate: '2026-11-24' });
    expect(JSON.stringify(z.receipt)).toContain('超时强制交班');
    expect(await openShift(till)).toMatchObject({ businessDate: '2026-11-25', isTooLong: false });
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  });

  it('[T18] hands the drawer over by a count: what was taken out between the shifts is in nobody\'s difference (F77)', async () => {
    const first = await openShift(till, 10_000);
    await till.must('shift.close', { shiftId: first.shiftId, countedFen: 10_000 + 1000 });
    const otherTill = await openTill({ gateway });
    // Both tills share the clock, so the second one's first delivery is waited for by what it brings.
    await until(async () => (await otherTill.must('staff.list', {})).length > 0);
    await otherTill.signIn('m02');
    const elsewhere = await openShift(otherTill, 20_000);
    await till.signIn('c02');
    expect((await till.must('shift.current', {})).lastCountFen).toBe(11_000);
    const second = await till.must('shift.open', { floatFen: 4000 });
    expect(entriesOf(till, 'shift.opened')[1]?.payload).toMatchObject({ staffId: 'c02', floatFen: 4000, lastCountFen: 11_000 });
    expect(await till.must('shift.current', {})).toMatchObject({ shift: { floatFen: 4000, staffId: 'c02', isMine: true }, lastCountFen: 11_000 });
    await sell(till, { subscriber: 1 });
    const z = await till.must('shift.close', { shiftId: second.shiftId, countedFen: 10_000 });
    expect(z).toMatchObject({ zNumber: 2, ownerId: 'c02', overShortFen: 0, totals: { floatFen: 4000, expectedFen: 10_000, salesFen: 6000 } });
    expect(z.receipt.lines).toContainEqual({ kind: 'pair', left: '与上班清点差', right: '-70.00', isBold: false });
    expect((await otherTill.must('shift.current', {})).shift).toEqual(elsewhere);
    await otherTill.close();
  });

  it('[T16] uses a word given to one clerk for nobody else\'s act', async () => {
    const { shiftId } = await openShift(till);
    await till.must('session.sign-in', { staffId: 'c02', pin: '246802' }, 'second window');
    const approvalId = await secondPersonSays(till, { operation: 'drawer.open', subject: shiftId, session: 'second window' });
    expect(await till.call('drawer.open', { shiftId, moveId: v7(), reason: 'x', approvalId })).toEqual({ ok: false, problem: { code: 'approval-refused' } });
    const own = await secondPersonSays(till, { operation: 'drawer.open', subject: shiftId });
    expect(await till.call('drawer.open', { shiftId, moveId: v7(), reason: 'x', approvalId: own })).toMatchObject({ ok: true });
  });
});
