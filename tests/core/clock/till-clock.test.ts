// A till whose computer's clock is wrong: it keeps the carrier's time, through outages, restarts and whoever sets the clock.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Clock } from '#core/ports.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { drain, entriesOf, expectAllIsWell, heldSales, localEntries, openShift, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, START_AT, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { secondPersonSays } from '#tests/support/second-person.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The carrier's day; START_AT is 10:00 of it in the store. */
const TODAY = '2026-11-24';
const dayOff = (days: number): string => new Date(Date.parse(`${TODAY}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(async () => {
  await till.close();
  gateway.proxy.comeBack();
  gateway.clock.jumpTo(START_AT);
});
afterAll(() => gateway.close());

/** The clock of a computer that somebody has set. */
interface Computer extends Clock { setMs: number }

function computerOf(setMs: number): Computer {
  const { clock } = gateway;
  const computer: Computer = { ...clock, setMs, now: () => new Date(Date.parse(clock.now()) + computer.setMs).toISOString() };
  return computer;
}

/** A till that has heard the carrier once, on a computer whose clock is right, and then loses the line. */
async function cutOff(): Promise<{ readonly computer: Computer }> {
  const computer = computerOf(0);
  till = await openTill({ gateway, replace: { clock: computer } });
  await till.signIn();
  gateway.proxy.goDown();
  await till.sync();
  return { computer };
}

/** The till is switched off; somebody sets the clock; it is switched on again. */
async function restartedAt(computer: Computer, setMs: number): Promise<void> {
  await till.close();
  computer.setMs = setMs;
  till = await openTill({ gateway, dir: till.dir, activationCode: null, replace: { clock: computer } });
  await till.signIn();
}

async function backOnline(): Promise<void> {
  gateway.proxy.comeBack();
  await till.sync();
  await drain(till, gateway);
}

const nowOf = async (): Promise<string> => (await till.must('terminal.read', {})).now;
/** Read by a manager: a clerk counts blind. */
async function xOf(): Promise<ReplyValueOf<'shift.x'>> {
  await till.signIn('m01', 'office');
  return till.must('shift.x', {}, 'office');
}
const openDay = async (): Promise<string | undefined> => (await till.must('shift.current', {})).shift?.businessDate;

describe('core/clock/till-clock', () => {
  it.each([[3, 1], [-3, 30], [400, 31]])('[K1] [K6] a computer %i days off enrols, sells and is believed, all by the carrier\'s time (F80)', async (days, subscriber) => {
    till = await openTill({ gateway, replace: { clock: computerOf(days * DAY) } });
    await till.signIn();
    await openShift(till);
    const sale = await sell(till, { subscriber });
    await drain(till, gateway);
    expect(sale).toMatchObject({ businessDate: TODAY, receiptNumber: expect.stringContaining('-20261124-') });
    expect(localEntries(till).every(({ at, businessDate }) => at.startsWith(TODAY) && businessDate === TODAY)).toBe(true);
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', clockSkewSeconds: -days * 86_400, clockDoubt: null });
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[K1] goes on through an outage and a night of sleep without a look at the computer\'s clock', async () => {
    const { computer } = await cutOff();
    await openShift(till);
    computer.setMs = 2 * DAY;
    gateway.clock.advance(HOUR);
    gateway.clock.jumpTo(new Date(Date.parse(START_AT) + 3 * HOUR).toISOString());
    await till.signIn();
    const sale = await sell(till, { subscriber: 32 });
    expect(sale).toMatchObject({ completedAt: gateway.clock.now(), businessDate: TODAY });
    await backOnline();
    await expectAllIsWell(till, gateway, [sale]);
  });

  it.each([-3 * DAY, 2 * DAY, 90_000])('[K2] writes down once that the clock was set by %i ms while it ran, and sells on by the same time', async (setMs) => {
    const { computer } = await cutOff();
    await openShift(till);
    const before = localEntries(till).length;
    computer.setMs = setMs;
    await till.must('sync.read', {});
    await till.must('sync.read', {});
    const [jump, ...more] = entriesOf(till, 'clock.jumped');
    expect(more).toEqual([]);
    expect(jump).toMatchObject({ seq: before + 1, at: gateway.clock.now(), businessDate: TODAY, payload: { bySeconds: setMs / 1000, machineAt: computer.now(), wasOpen: true } });
    expect(await openDay()).toBe(TODAY);
    await backOnline();
    expect(entriesOf(till, 'clock.corrected')).toEqual([]);
  });

  it('[K2] leaves a clock alone that was set by less than a minute', async () => {
    const { computer } = await cutOff();
    computer.setMs = 50_000;
    await till.must('sync.read', {});
    expect(entriesOf(till, 'clock.jumped')).toEqual([]);
  });

  it('[K1] [K3] starts by what the clock was off when the carrier was last heard', async () => {
    const computer = computerOf(5 * DAY);
    till = await openTill({ gateway, replace: { clock: computer } });
    await till.signIn();
    gateway.proxy.goDown();
    await restartedAt(computer, 5 * DAY);
    expect(await nowOf()).toBe(gateway.clock.now());
    expect(await till.must('sync.read', {})).toMatchObject({ isReachable: false, clockSkewSeconds: -5 * 86_400, clockDoubt: null });
  });

  it('[K3] never goes behind its last row, and asks people to look at the date (F80)', async () => {
    const { computer } = await cutOff();
    const last = localEntries(till).at(-1);
    await restartedAt(computer, -3 * DAY);
    expect(Date.parse(await nowOf())).toBeGreaterThanOrEqual(Date.parse(last?.at ?? ''));
    expect(entriesOf(till, 'clock.jumped')).toMatchObject([{ payload: { bySeconds: -3 * 86_400, wasOpen: false } }]);
    expect((await till.must('sync.read', {})).clockDoubt).toBe('jumped');
    await openShift(till);
    expect(await openDay()).toBe(TODAY);
    await backOnline();
    expect((await till.must('sync.read', {})).clockDoubt).toBeNull();
  });

  it('[K3] [K4] [K5] [K6] started two days ahead in an outage it asks, and what was sold moves to its own day with the first answer (F80)', async () => {
    const [days, card] = [2, 40];
    const { computer } = await cutOff();
    await restartedAt(computer, days * DAY);
    expect((await till.must('sync.read', {})).clockDoubt).toBe('long-gap');
    await openShift(till);
    const early = [await sell(till, { subscriber: card }), await sell(till, { subscriber: card + 1 })];
    expect(early[1]).toMatchObject({ businessDate: dayOff(days), receiptNumber: expect.stringMatching(/-0002$/) });

    await backOnline();
    const { shift } = await till.must('shift.current', {});
    expect(shift).toMatchObject({ businessDate: TODAY, openedAt: expect.stringContaining(TODAY) });
    expect(entriesOf(till, 'clock.corrected')).toMatchObject([
      { businessDate: TODAY, payload: { bySeconds: -days * 86_400, shift: { shiftId: shift?.shiftId, from: dayOff(days), to: TODAY } } },
    ]);
    // The drawer, X and the day of the review are the whole shift's, and the wrong day holds nothing.
    expect(await xOf()).toMatchObject({ totals: { saleCount: 2 } });
    expect(till.rows('SELECT DISTINCT business_date AS day FROM money_line')).toEqual([{ day: TODAY }]);

    const late = [await sell(till, { subscriber: card + 2 }), await sell(till, { subscriber: card + 3 })];
    expect(late.map((sale) => sale.receiptNumber.slice(-13))).toEqual(['20261124-0001', '20261124-0002']);
    await drain(till, gateway);
    expect((await xOf()).totals.saleCount).toBe(4);
    await expectAllIsWell(till, gateway, [...early, ...late]);
    expect((await heldSales(gateway, till.terminalId())).map(({ status }) => status)).toEqual(['applied', 'applied', 'applied', 'applied']);

    // Started again without the line, it does not believe the rows that came from the future.
    gateway.proxy.goDown();
    await restartedAt(computer, days * DAY);
    expect((await nowOf()).slice(0, 10)).toBe(TODAY);
    expect(entriesOf(till, 'clock.jumped')).toEqual([]);
  });

  it('[K4] follows the carrier silently over less than a minute, and never backwards', async () => {
    const { computer } = await cutOff();
    await restartedAt(computer, 40_000);
    const before = await nowOf();
    await backOnline();
    expect(entriesOf(till, 'clock.corrected')).toEqual([]);
    expect(await nowOf()).toBe(before);
    gateway.clock.advance(50_000);
    expect(Date.parse(await nowOf()) - Date.parse(gateway.clock.now())).toBeLessThan(2000);
  });

  it('[K5] leaves a shift on its day that was opened while the time was sure, whatever happened to the clock later', async () => {
    const { computer } = await cutOff();
    await openShift(till);
    const sale = await sell(till, { subscriber: 60 });
    await restartedAt(computer, 2 * DAY);
    await till.must('sync.read', {});
    await backOnline();
    expect(entriesOf(till, 'clock.corrected')).toMatchObject([{ payload: { bySeconds: -2 * 86_400, shift: null } }]);
    expect(await openDay()).toBe(TODAY);
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[K5] leaves a closed shift as its Z was printed', async () => {
    const { computer } = await cutOff();
    await restartedAt(computer, 2 * DAY);
    const { shiftId } = await openShift(till);
    await sell(till, { subscriber: 61 });
    const { totals } = await xOf();
    const approvalId = await secondPersonSays(till, { operation: 'shift.close-open-work', subject: shiftId });
    const z = await till.must('shift.close', { shiftId, countedFen: totals.expectedFen, approvalId });
    const lines = till.rows('SELECT * FROM money_line');
    await backOnline();
    expect(entriesOf(till, 'clock.corrected')).toMatchObject([{ payload: { shift: null } }]);
    expect(till.rows('SELECT * FROM money_line')).toEqual(lines);
    expect((await till.must('shift.list', { from: dayOff(2), to: dayOff(2) }, 'office')).map(({ zNumber }) => zNumber)).toEqual([z.zNumber]);
    // The day that is not over yet belongs to nobody: its own shift, later, is a Z of its own.
    await openShift(till);
    expect(await openDay()).toBe(TODAY);
  });

  it('[K6] a refused signature is repeated by itself with the carrier\'s time', async () => {
    const { computer } = await cutOff();
    await restartedAt(computer, 2 * HOUR);
    await openShift(till);
    const sale = await sell(till, { subscriber: 70 });
    gateway.proxy.comeBack();
    await till.sync();
    await drain(till, gateway);
    await expectAllIsWell(till, gateway, [sale]);
  });
});
