// The journal reaches the gateway exactly once, whatever the network does to requests and answers.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { cash, drain, entriesOf, expectAllIsWell, heldEntries, heldSales, localEntries, openShift, readySale, sell } from '#tests/support/builders.ts';
import { journalPath } from '#tests/support/fault-proxy.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';

let gateway: TestGateway;
let till: OpenTill;
let next = 30;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
});
afterEach(async () => {
  gateway.proxy.comeBack();
  gateway.proxy.html200(false);
  gateway.proxy.mend();
  await till.close();
});

/** Sales nobody can send yet. */
async function soldOffline(count: number): Promise<SaleView[]> {
  gateway.proxy.goDown();
  // Time has passed in some tests: somebody is asked for the PIN again.
  await till.signIn();
  const sales: SaleView[] = [];
  for (let n = 0; n < count; n += 1) {
    next += 1;
    sales.push(await sell(till, { subscriber: next }));
  }
  gateway.proxy.comeBack();
  return sales;
}

/** A sale that meets the faults prepared by `strike` at its very first sending. */
async function soldInto(subscriber: number, strike: () => void): Promise<SaleView> {
  const draft = await readySale(till, { subscriber });
  strike();
  const sale = await till.must('sale.complete', cash(draft));
  await till.idle();
  return sale;
}

const drained = (): Promise<void> => drain(till, gateway);

describe('sync/delivery', () => {
  it('[Y1] sends in the background as soon as a sale is committed, and the answer to the clerk leaves first', async () => {
    const sale = await sell(till, { subscriber: 1 });
    expect(till.reached.lastIndexOf('sale.before-reply')).toBeGreaterThan(-1);
    expect(till.reached.lastIndexOf('sync.before-send')).toBeGreaterThan(till.reached.lastIndexOf('sale.before-reply'));
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', pendingCount: 0, pendingSales: 0, oldestPendingAt: null });
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y1] has one request under way, however often it is woken (F15)', async () => {
    const before = gateway.proxy.seen.length;
    const sales = await soldOffline(1);
    let release: () => void = () => undefined;
    gateway.proxy.holdUntil(new Promise((resolve) => { release = resolve; }), journalPath);
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    const calls = Array.from({ length: 5 }, () => till.must('sync.now', {}));
    for (let n = 0; n < 5; n += 1) till.core.wake();
    release();
    await Promise.all(calls);
    await till.idle();
    expect(gateway.proxy.peakUnderWay()).toBe(1);
    expect(gateway.proxy.seen.slice(before).filter((line) => line.startsWith('POST') && journalPath.test(line)).length).toBeLessThan(6);
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y2] a lost answer sends the same again and the gateway keeps one of each (F13)', async () => {
    const sales = await soldOffline(3);
    gateway.proxy.dropNextReply(journalPath);
    await drained();
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y2] a request that arrives twice has one effect', async () => {
    const sales = await soldOffline(2);
    gateway.proxy.duplicateNext(journalPath);
    await drained();
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y3] an answer cut off in the middle counts as none', async () => {
    const sales = await soldOffline(2);
    const { acknowledged_through: before } = till.rows<{ acknowledged_through: number }>('SELECT acknowledged_through FROM sync_progress')[0] ?? { acknowledged_through: -1 };
    gateway.proxy.cutAfter(20, journalPath);
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
    expect(till.rows('SELECT acknowledged_through FROM sync_progress')).toEqual([{ acknowledged_through: before }]);
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', pendingSales: 2 });
    await drained();
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y3] a page that answers 200 to everything is not the gateway (F33)', async () => {
    gateway.proxy.html200(true);
    gateway.clock.advance(5000);
    await till.idle();
    const sale = await sell(till, { subscriber: 2, planId: 'basic-30' });
    expect(sale.mode).toBe('offline');
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', isReachable: false, pendingSales: 1, lastProblem: 'gateway-unreachable' });
    expect((await till.must('sale.read', { saleId: sale.saleId })).carrier).toEqual({ state: 'waiting' });
    gateway.proxy.html200(false);
    await drained();
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y4] one single failure is mended without anybody touching the till (F25)', async () => {
    const sale = await soldInto(3, () => gateway.proxy.failNext(1, 503, { code: 'overloaded', path: journalPath }));
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', pendingSales: 1 });
    expect(till.clock.nextInMs()).toBeLessThanOrEqual(2000);
    gateway.clock.advance(10_000);
    await till.idle();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', pendingCount: 0 });
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y4] waits as long as the gateway asks, whatever happens at the till; only a person may try earlier (F27)', async () => {
    const first = await soldInto(64, () => gateway.proxy.failNext(1, 429, { code: 'overloaded', headers: { 'retry-after': '40' }, path: journalPath }));
    const before = gateway.proxy.seen.length;
    expect(till.clock.nextInMs()).toBeGreaterThanOrEqual(40_000);
    expect(till.clock.nextInMs()).toBeLessThanOrEqual(48_000);
    const second = await sell(till, { subscriber: 65 });
    till.core.wake();
    gateway.clock.advance(39_000);
    await till.idle();
    expect(gateway.proxy.seen.length).toBe(before);
    expect(await till.sync()).toMatchObject({ state: 'online', pendingCount: 0 });
    await expectAllIsWell(till, gateway, [first, second]);
  });

  it('[Y4] a timer that rings a moment early still sends when the gateway had asked for patience', async () => {
    await till.close();
    const { timers } = gateway.clock;
    till = await openTill({ gateway, replace: { timers: { after: (ms, call) => timers.after(ms > 1000 ? ms - 1 : ms, call) } } });
    await till.signIn();
    await openShift(till);
    await soldInto(66, () => gateway.proxy.failNext(1, 503, { code: 'overloaded', headers: { 'retry-after': '10' }, path: journalPath }));
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', pendingCount: 0 });
  });

  it('[Y4] goes on although the end of a pass could not be written down', async () => {
    till.tamper(`CREATE TRIGGER no_marks BEFORE INSERT ON journal WHEN NEW.type = 'network.lost' BEGIN SELECT RAISE(ABORT, 'disk trouble'); END`);
    gateway.proxy.goDown();
    gateway.clock.advance(5000);
    await till.idle();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', isReachable: false });
    till.tamper('DROP TRIGGER no_marks');
    gateway.proxy.comeBack();
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online' });
  });

  it('[Y9] keeps every entry through fifty failures, days and restarts (F26, F06)', async () => {
    const sale = await soldInto(67, () => gateway.proxy.failNext(1000, 503, { code: 'overloaded', path: journalPath }));
    for (let pass = 0; pass < 50; pass += 1) {
      gateway.clock.advance(till.clock.nextInMs() ?? 0);
      await till.idle();
      if (pass % 12 === 11) till = await till.restart();
    }
    await till.signIn();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', pendingSales: 1 });
    expect((await till.must('sync.waiting', {})).waiting).toContainEqual({
      seq: sale.seq, type: 'sale.completed', at: sale.completedAt, saleId: sale.saleId, receiptNumber: sale.receiptNumber, amountFen: 6000,
    });
    gateway.proxy.mend();
    await drained();
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y7] marks both ends of an outage in the journal, once each', async () => {
    gateway.proxy.goDown();
    for (let pass = 0; pass < 4; pass += 1) {
      gateway.clock.advance(till.clock.nextInMs() ?? 0);
      await till.idle();
    }
    const [lost] = entriesOf(till, 'network.lost');
    expect(entriesOf(till, 'network.lost').length).toBe(1);
    till = await till.restart();
    expect(entriesOf(till, 'network.lost').length).toBe(1);
    gateway.proxy.comeBack();
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
    expect(entriesOf(till, 'network.restored').map((entry) => entry.payload)).toEqual([{ lostSince: lost?.payload['since'] }]);
    expect((await heldEntries(gateway, till.terminalId())).map((entry) => entry.type)).toEqual(localEntries(till).map((entry) => entry.type));
  });

  it('[Y8] tells how many entries wait, how many of them are sales, and how old the oldest is', async () => {
    gateway.proxy.goDown();
    gateway.clock.advance(5000);
    await till.idle();
    const at = gateway.clock.now();
    gateway.clock.advance(60_000);
    await sell(till, { subscriber: 68 });
    const view = await till.must('sync.read', {});
    const [lost] = entriesOf(till, 'network.lost');
    expect(view).toMatchObject({ state: 'offline', pendingSales: 1, oldestPendingAt: lost?.at });
    expect(lost?.at).toBe(at);
    expect(view.pendingCount).toBe(localEntries(till).filter((entry) => entry.seq >= (lost?.seq ?? 0)).length);
    expect((await till.must('sync.waiting', {})).waiting.map((item) => item.type)).toEqual(['network.lost', 'identity.checked', 'sale.completed']);
  });

  it('[Y2] keeps one of each under any mixture of faults (F17)', async () => {
    const fault = fc.constantFrom('drop', 'fail', 'twice', 'cut', 'none');
    await fc.assert(fc.asyncProperty(fc.array(fault, { minLength: 3, maxLength: 8 }), async (faults) => {
      const sales = await soldOffline(2);
      for (const one of faults) {
        if (one === 'drop') gateway.proxy.dropNextReply();
        if (one === 'fail') gateway.proxy.failNext(1, 502);
        if (one === 'twice') gateway.proxy.duplicateNext();
        if (one === 'cut') gateway.proxy.cutAfter(30);
        gateway.clock.advance(till.clock.nextInMs() ?? 0);
        await till.idle();
      }
      await drained();
      await expectAllIsWell(till, gateway, sales);
    }), { numRuns: 4, seed: 20_261_124 });
    expect((await heldSales(gateway, till.terminalId())).every((sale) => sale.status === 'applied')).toBe(true);
  });

  it('[Y16] learns from the refusal itself that this computer is ten minutes ahead, says so, and is believed at once', async () => {
    const minutesAhead = 10;
    const { clock } = gateway;
    const ahead = { ...clock, now: () => new Date(Date.parse(clock.now()) + minutesAhead * 60_000).toISOString() };
    const other = await openTill({ gateway });
    await other.close();
    const again = await openTill({ gateway, dir: other.dir, activationCode: null, replace: { clock: ahead } });
    // Two tills share the hand-moved timers here, so `idle` cannot tell whose pass is planned.
    await expect.poll(() => again.must('sync.read', {})).toMatchObject({ state: 'online', lastProblem: null, clockSkewSeconds: -minutesAhead * 60 });
    expect(entriesOf(again, 'clock.corrected')).toMatchObject([{ payload: { bySeconds: expect.closeTo(-minutesAhead * 60, -1) } }]);
    await again.close();
  });
});
