// Every fault a network can have, on every road between till and gateway: what was sold arrives once, and nobody need touch the till.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectHttpGateway } from '#core/gateway-client/http-gateway.ts';
import { drain, entriesOf, expectAllIsWell, heldEntries, openShift, publishPlan, sell } from '#tests/support/builders.ts';
import { changesPath, journalPath, type FaultProxy } from '#tests/support/fault-proxy.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { startTlsFront, tlsFaults } from '#tests/support/tls-fronts.ts';
import { trainingPlans } from '#gateway/training/store-and-plans.ts';
import type { SyncView } from '#shared/contract/till/sync-channels.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { uuidIds } from '../../../electron/hosts/system-clock.ts';

/** How long these tills wait for an answer, in real time: a shop's would take a quarter of a minute. */
const PATIENCE_MS = 250;

let gateway: TestGateway;
let till: OpenTill;
let next = 60;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  // Enrolment is not what is tried here, and takes longer than these tills have patience for.
  till = await (await openTill({ gateway })).restart({ replace: { connectGateway: (url, clock) => connectHttpGateway(url, { clock, ids: uuidIds, patienceMs: PATIENCE_MS }) } });
  await till.signIn();
  await openShift(till);
  await till.sync();
});
afterEach(async () => {
  gateway.proxy.comeBack();
  gateway.proxy.html200(false);
  gateway.proxy.skewClock(0);
  gateway.proxy.mend();
  await till.close();
});

async function sold(count: number): Promise<SaleView[]> {
  const sales: SaleView[] = [];
  for (let n = 0; n < count; n += 1) {
    next += 1;
    sales.push(await sell(till, { subscriber: next }));
  }
  return sales;
}

/** Online at the end, too: a till that has nothing left to send may still think nobody answers. */
const drained = (isSo: (view: SyncView) => boolean = ({ pendingCount, state }) => pendingCount === 0 && state === 'online'): Promise<void> => drain(till, gateway, isSo, 80);

type Strike = (proxy: FaultProxy, path: RegExp) => void;

const faults: Readonly<Record<string, Strike>> = {
  'a request that is lost': (proxy, path) => proxy.dropNextRequest(path),
  'an answer that is lost after the commit': (proxy, path) => proxy.dropNextReply(path),
  'a request that arrives twice': (proxy, path) => proxy.duplicateNext(path),
  'a slow road': (proxy, path) => proxy.delayNext(PATIENCE_MS / 4, path),
  'a road slower than patience': (proxy, path) => proxy.delayNext(PATIENCE_MS * 3, path),
  'a connection that stays open and silent': (proxy, path) => proxy.halfOpen(2, path),
  'an answer that drips': (proxy, path) => proxy.slowBody(PATIENCE_MS / 4, path),
  'an answer without its head': (proxy, path) => proxy.cutAfter(0, path),
  'an answer cut in the middle': (proxy, path) => proxy.cutAfter(25, path),
  'a status 400 of somebody in between': (proxy, path) => proxy.failNext(1, 400, { path }),
  'a status 403 of somebody in between': (proxy, path) => proxy.failNext(1, 403, { path }),
  'a status 404 of somebody in between': (proxy, path) => proxy.failNext(1, 404, { path }),
  'a status 409 of somebody in between': (proxy, path) => proxy.failNext(1, 409, { path }),
  'a status 204 without a body': (proxy, path) => proxy.failNext(1, 204, { path }),
  'a status 301 to elsewhere': (proxy, path) => proxy.failNext(1, 301, { path, headers: { location: 'http://127.0.0.1:9/' } }),
  'a status 429 of the gateway': (proxy, path) => proxy.failNext(1, 429, { path, code: 'overloaded', headers: { 'retry-after': '3' } }),
  'a status 500': (proxy, path) => proxy.failNext(2, 500, { path }),
  'a status 503 of the gateway': (proxy, path) => proxy.failNext(2, 503, { path, code: 'overloaded', headers: { 'retry-after': '1' } }),
  'a code nobody has heard of': (proxy, path) => proxy.failNext(1, 418, { path, code: 'teapot' }),
};

describe('sync/every-fault', () => {
  const roads = [['journal', journalPath], ['changes', changesPath]] as const;
  const cases = roads.flatMap(([road, path]) => Object.entries(faults).map(([name, strike]) => ({ road, path, name, strike })));

  it.each(cases)('[Y30] $name, on the road of $road: what was sold arrives once (F13, F17, F33)', async ({ path, strike }) => {
    const before = gateway.proxy.seen.length;
    const [first] = await sold(1);
    strike(gateway.proxy, path);
    const sales = [...(first === undefined ? [] : [first]), ...await sold(1)];
    await drained();
    expect(gateway.proxy.seen.slice(before).some((line) => path.test(line.split(' ')[1] ?? ''))).toBe(true);
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y30] a road that comes and goes: it gets there between two losses (F17)', async () => {
    gateway.proxy.flap(3, 2);
    const sales = await sold(3);
    await drained(({ pendingSales }) => pendingSales === 0);
    gateway.proxy.mend();
    await drained();
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y30] an old request that arrives after younger ones changes nothing (F17)', async () => {
    const release = gateway.proxy.deliverLate(journalPath);
    const sales = await sold(1);
    await drained();
    sales.push(...await sold(1));
    await drained();
    const before = await heldEntries(gateway, till.terminalId());
    expect(await release()).toBe(200);
    expect(await heldEntries(gateway, till.terminalId())).toEqual(before);
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y30] a portal that answers everything with its own page, and then lets go (F33)', async () => {
    gateway.proxy.html200(true);
    const sales = await sold(2);
    await till.sync();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', pendingSales: 2 });
    gateway.proxy.html200(false);
    await drained();
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y30] [K4] somebody on the way who tells a wrong time: sales go on, and arrive when the right one is told again', async () => {
    const before = await sold(1);
    gateway.proxy.skewClock(3_600_000);
    await till.sync();
    const during = await sold(1);
    gateway.proxy.skewClock(0);
    await drained();
    await expectAllIsWell(till, gateway, [...before, ...during]);
    expect(entriesOf(till, 'clock.corrected').map(({ payload }) => payload['bySeconds'])).toEqual([3600, expect.closeTo(-3600, -1)]);
  });

  it.each(tlsFaults)('[Y30] %s where the gateway should be: nothing signed goes there, and selling goes on', async (fault) => {
    const front = await startTlsFront(fault);
    await till.close();
    till = await openTill({ gateway, dir: till.dir, activationCode: null, gatewayUrl: front.url });
    await till.signIn();
    const sales = await sold(1);
    await till.sync();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', pendingSales: 1 });
    expect(front.connections()).toBeGreaterThan(0);
    expect(front.requests).toEqual([]);
    await front.close();
    till = await till.restart({ gatewayUrl: gateway.proxy.url });
    await till.signIn();
    await drained();
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y30] a change that is published during the faults is received, once', async () => {
    const [plan] = trainingPlans;
    if (plan === undefined) throw new Error('training has plans');
    for (const strike of Object.values(faults)) strike(gateway.proxy, changesPath);
    await publishPlan(gateway, { ...plan, version: plan.version + 1, name: { ...plan.name, en: 'After the faults' } });
    await sold(1);
    await drained();
    const arrived = (): number => till.rows(`SELECT 1 FROM plan WHERE plan_id = '${plan.planId}' AND version = ${plan.version + 1}`).length;
    for (let pass = 0; pass < 60 && arrived() === 0; pass += 1) {
      gateway.clock.advance(till.clock.nextInMs() ?? 0);
      await till.idle();
    }
    expect(arrived()).toBe(1);
  });
});
