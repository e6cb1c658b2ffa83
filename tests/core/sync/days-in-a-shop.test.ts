// What happens to waiting entries while people come and go, machines sleep, programs are closed, and the carrier errs.
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cash, changeAtCarrier, entriesOf, expectAllIsWell, heldEntries, msisdnOf, openShift, readySale, sell } from '#tests/support/builders.ts';
import { lockPublishing, publishChanges } from '#gateway/changes/publish-change.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let till: OpenTill;
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
  gateway.proxy.mend();
  await till.close();
});

async function publishStaff(id: string, data: object | null): Promise<void> {
  await gateway.db.transaction(async (tx) => {
    await lockPublishing(tx);
    await publishChanges(tx, [{ scope: 'store:SZ-001', kind: 'staff', id, data }]);
  });
}

describe('sync/days-in-a-shop', () => {
  it('[Y9] closing the program with entries waiting loses none, and nothing calls itself done before the carrier has them (F02, F06)', async () => {
    gateway.proxy.goDown();
    const sale = await sell(till, { subscriber: 101 });
    const waiting = (await till.must('sync.read', {})).pendingCount;
    expect(waiting).toBeGreaterThan(0);
    till = await till.restart();
    await till.signIn();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', pendingSales: 1, pendingCount: waiting + 2 });
    expect((await till.must('sale.read', { saleId: sale.saleId })).carrier).toEqual({ state: 'waiting' });
    gateway.proxy.comeBack();
    gateway.proxy.failNext(2, 503, { code: 'overloaded' });
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline', pendingSales: 1 });
    gateway.proxy.mend();
    await till.sync();
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y9] a shift closed without a network arrives with its sales, in order (F12, F36)', async () => {
    gateway.proxy.goDown();
    const sales = [await sell(till, { subscriber: 102 }), await sell(till, { subscriber: 103 })];
    const { shift } = await till.must('shift.current', {});
    await till.must('shift.close', { shiftId: shift?.shiftId ?? '', countedFen: 62_000 });
    await till.idle();
    gateway.proxy.comeBack();
    await till.sync();
    const types = (await heldEntries(gateway, till.terminalId())).map((entry) => entry.type).filter((type) => /^(sale|shift)/.test(type));
    expect(types).toEqual(['shift.opened', 'sale.completed', 'sale.completed', 'shift.counted', 'shift.closed']);
    await expectAllIsWell(till, gateway, sales);
  });

  it('[Y14] keeps the seller\'s name when somebody else is signed in at the sending, and after the seller has left (F28)', async () => {
    gateway.proxy.goDown();
    const sales = [await sell(till, { subscriber: 104 }), await sell(till, { subscriber: 105 })];
    await till.signIn('c02');
    gateway.proxy.comeBack();
    const [row] = await gateway.db.query<{ data: string }>(`SELECT data FROM changes WHERE kind = 'staff' AND id = 'c01'`);
    await publishStaff('c01', null);
    await till.sync();
    const sold = (await heldEntries(gateway, till.terminalId())).filter((entry) => entry.type === 'sale.completed');
    expect(sold.map((entry) => entry.payload['staffId'])).toEqual(['c01', 'c01']);
    expect((await till.must('staff.list', {})).map((person) => person.staffId)).toEqual(['c02', 'm01', 'm02', 'a01']);
    await expectAllIsWell(till, gateway, sales);
    await publishStaff('c01', JSON.parse(row?.data ?? 'null') as object);
  });

  it('[Y15] sends at once after the machine slept, and a jump of the wall clock alone changes nothing (F35)', async () => {
    gateway.proxy.goDown();
    const sale = await sell(till, { subscriber: 106 });
    for (let pass = 0; pass < 12; pass += 1) {
      gateway.clock.advance(till.clock.nextInMs() ?? 0);
      await till.idle();
    }
    gateway.proxy.comeBack();
    gateway.clock.jumpTo('2026-11-24T11:00:00.000Z');
    expect(till.clock.nextInMs()).toBeGreaterThan(0);
    till.core.wake();
    await till.idle();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', pendingCount: 0 });
    expect(await till.must('session.read', {})).toMatchObject({ state: 'locked' });
    await expectAllIsWell(till, gateway, [sale]);
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  });

  it('[Y15] a network that is back after minutes is tried at once, after a long outage within a minute, and a sale waits for neither', async () => {
    const outage = async (ms: number): Promise<void> => {
      await till.signIn();
      gateway.proxy.goDown();
      await till.sync();
      gateway.clock.advance(ms);
      await till.idle();
      gateway.proxy.comeBack();
    };
    const state = async (): Promise<string> => (await till.must('sync.read', {})).state;

    await outage(5 * 60_000);
    till.core.networkIsBack();
    await till.idle();
    expect(await state()).toBe('online');

    const waits: number[] = [];
    for (let times = 0; times < 8; times += 1) {
      await outage(20 * 60_000);
      const before = till.clock.nextInMs() ?? 0;
      till.core.networkIsBack();
      till.core.networkIsBack();
      const wait = till.clock.nextInMs() ?? 0;
      expect(wait).toBeLessThanOrEqual(Math.min(before, 60_000));
      waits.push(wait);
      expect(await state()).toBe('offline');
      gateway.clock.advance(wait);
      await till.idle();
      expect(await state()).toBe('online');
    }
    expect(new Set(waits).size).toBeGreaterThan(4);

    await outage(20 * 60_000);
    till.core.networkIsBack();
    await till.signIn();
    const sale = await sell(till, { subscriber: 117 });
    await till.idle();
    expect(await state()).toBe('online');
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y12] a till whose signature is not believed sells as in an outage, however good the network is', async () => {
    const { publicKey } = generateKeyPairSync('ed25519');
    const [own] = await gateway.db.query<{ key: string }>('SELECT public_key AS key FROM terminals WHERE terminal_id = $1', [till.terminalId()]);
    const setKey = async (key: string) => gateway.db.query('UPDATE terminals SET public_key = $2 WHERE terminal_id = $1', [till.terminalId(), key]);
    await setKey(publicKey.export({ type: 'spki', format: 'der' }).toString('base64'));
    expect(await till.sync()).toMatchObject({ state: 'attention', lastProblem: 'signature-invalid' });
    expect(await till.must('subscriber.look-up', { key: msisdnOf(8) })).toMatchObject({ stage: 'CLOSING', bar: 'card-closing-offline' });
    const sale = await sell(till, { subscriber: 116 });
    expect(sale.mode).toBe('offline');
    await setKey(own?.key ?? '');
    expect(await till.sync()).toMatchObject({ state: 'online', pendingCount: 0 });
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y13] one unreadable row of the feed holds up neither plans nor outcomes, and is shown (F23, F24)', async () => {
    const draft = await readySale(till, { subscriber: 111 });
    await gateway.db.transaction(async (tx) => {
      await lockPublishing(tx);
      await publishChanges(tx, [
        { scope: 'global', kind: 'subscriber', id: 'sub-000112', data: { ref: 'sub-000112', of: 'another world' } },
        { scope: 'global', kind: 'plan', id: 'basic-30', data: { planId: 'basic-30', priceFen: 'many' } },
      ]);
    });
    const sale = await till.must('sale.complete', cash(draft));
    await till.idle();
    await till.sync();
    await changeAtCarrier(gateway, 113, { balanceFen: 1313 as never });
    await till.sync();
    expect((await till.must('sale.read', { saleId: sale.saleId })).carrier).toMatchObject({ state: 'applied' });
    expect(await till.must('subscriber.look-up', { key: msisdnOf(113) })).toMatchObject({ balanceFen: 1313 });
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'attention', isReachable: true, pendingCount: 0, lastProblem: 'change-unreadable' });
    expect(till.log.filter((line) => line.event === 'changes.unreadable').map((line) => line.fields)).toEqual([
      { kind: 'subscriber', id: 'sub-000112' }, { kind: 'plan', id: 'basic-30' },
    ]);
    expect((await till.must('plan.list', {})).map((plan) => plan.planId)).toContain('basic-30');
    expect(entriesOf(till, 'sale.completed').length).toBe(1);
  });
});
