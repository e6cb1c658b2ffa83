// Finding a card: offline directory first, the carrier's fresh record beside it, and a clear word for every card that cannot be renewed.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeAtCarrier, iccidOf, msisdnOf, openShift, publishConfig, refOf } from '#tests/support/builders.ts';
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
  await openShift(till);
});
afterEach(async () => {
  gateway.proxy.comeBack();
  gateway.proxy.mend();
  await till.close();
});

const lookUp = (key: string): Promise<unknown> => till.call('subscriber.look-up', { key });

async function goOffline(): Promise<void> {
  gateway.proxy.goDown();
  gateway.clock.advance(till.clock.nextInMs() ?? 0);
  await till.idle();
}

describe('subscriber/look-up', () => {
  it('[L1] finds a card by phone or card number however it was typed or scanned', async () => {
    const keys = ['16500000001', ' 165 0000 0001 ', '+86 165-0000-0001', '008616500000001', '１６５０００００００１', iccidOf(1), ` ${iccidOf(1).replaceAll(/(\d{4})/g, '$1 ')}`];
    for (const key of keys) {
      expect(await lookUp(key)).toMatchObject({ ok: true, value: {
        ref: refOf(1), msisdnMasked: '165****0001', nameMasked: '张*', iccidLast4: iccidOf(1).slice(-4), stage: 'ACTIVE', planId: 'plus-60', expiryOn: '2026-12-06',
        daysLeft: 12, balanceFen: 1250, source: 'directory', isStale: false, bar: null, waitingSales: 0, documentType: 'RESIDENT_ID', hasLuhnMismatch: false,
      } });
    }
  });

  it.each([
    ['letters', 'hello', 'lookup-unreadable'], ['too few digits', '1650000', 'msisdn-invalid'], ['a data card', '1064800000001', 'msisdn-data-card'],
    ['half a card number', '8986990000', 'iccid-invalid'],
  ])('[L2] names what is wrong with %s', async (_name, key, code) => {
    expect(await lookUp(key)).toEqual({ ok: false, problem: { code } });
    expect(await till.call('subscriber.refresh', { key })).toEqual({ ok: false, problem: { code } });
  });

  it('[L3] says of an unknown number whether the carrier could be asked', async () => {
    expect(await lookUp('16500009999')).toEqual({ ok: false, problem: { code: 'subscriber-unknown', isOnline: true } });
    expect(await till.call('subscriber.refresh', { key: '16500009999' })).toEqual({ ok: false, problem: { code: 'subscriber-unknown', isOnline: true } });
    await goOffline();
    expect(await lookUp('16500009999')).toEqual({ ok: false, problem: { code: 'subscriber-unknown', isOnline: false } });
  });

  it('[L4] answers from its own directory without any request, also with the cable out (F111)', async () => {
    await goOffline();
    const before = gateway.proxy.seen.length;
    expect(await lookUp(msisdnOf(3))).toMatchObject({ ok: true, value: { ref: refOf(3), expiryOn: '2026-11-24', daysLeft: 0, stage: 'ACTIVE' } });
    expect(gateway.proxy.seen.length).toBe(before);
  });

  it('[L5] shows the carrier\'s fresh record and keeps it, also of a card the directory does not hold', async () => {
    await changeAtCarrier(gateway, 90, { balanceFen: 777 as never });
    expect(await lookUp(msisdnOf(90))).not.toMatchObject({ value: { balanceFen: 777 } });
    expect(await till.must('subscriber.refresh', { ref: refOf(90) })).toMatchObject({ balanceFen: 777, source: 'fresh', asOf: gateway.clock.now() });
    expect(await lookUp(msisdnOf(90))).toMatchObject({ value: { balanceFen: 777, source: 'directory' } });
    till.tamper(`DELETE FROM subscriber WHERE ref = '${refOf(91)}'`);
    expect(await lookUp(msisdnOf(91))).toMatchObject({ ok: false });
    expect(await till.must('subscriber.refresh', { key: msisdnOf(91) })).toMatchObject({ ref: refOf(91), source: 'fresh' });
    expect(await lookUp(msisdnOf(91))).toMatchObject({ ok: true });
  });

  it('[L5] sends digests, never numbers, and nothing in the address', async () => {
    gateway.proxy.seen.length = 0;
    await till.must('subscriber.refresh', { key: msisdnOf(92) });
    expect(gateway.proxy.seen).toEqual(['POST /v1/subscribers/search']);
  });

  it.each([
    ['real-name block', 4, 'REAL_NAME_BLOCK', 'real-name-block', 'real-name-block'], ['never bound', 5, 'UNBOUND', 'card-unbound', 'card-unbound'],
    ['on hold', 7, 'HOLD', 'card-on-hold', 'card-on-hold'], ['closing', 8, 'CLOSING', null, 'card-closing-offline'],
    ['closed', 9, 'CLOSED', 'card-closed', 'card-closed'], ['recycled', 10, 'RECYCLED', 'card-recycled', 'card-recycled'],
    ['in service', 1, 'ACTIVE', null, null], ['in grace', 2, 'GRACE', null, null],
  ] as const)('[L6] %s: what may be done with the carrier in reach and without', async (_name, subscriber, stage, online, offline) => {
    expect(await lookUp(msisdnOf(subscriber))).toMatchObject({ value: { stage, bar: online } });
    const begun = await till.call('sale.begin', { subscriberRef: refOf(subscriber) });
    expect(begun).toMatchObject(online === null ? { ok: true } : { ok: false, problem: { code: online } });
    await goOffline();
    expect(await lookUp(msisdnOf(subscriber))).toMatchObject({ value: { stage, bar: offline } });
  });

  it('[L7] offline a row that is too old may not be sold to, and says how old it is', async () => {
    await publishConfig(gateway, { offlineRowMaxAgeHours: 1 });
    await till.sync();
    await goOffline();
    gateway.clock.jumpTo('2026-11-26T02:00:00.000Z');
    expect(await lookUp(msisdnOf(93))).toMatchObject({ value: { isStale: true, bar: 'directory-too-old' } });
    expect(await till.call('sale.begin', { subscriberRef: refOf(93) })).toEqual({ ok: false, problem: { code: 'directory-too-old' } });
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
    await publishConfig(gateway, {});
  });

  it('[L7] a row that the carrier never had to change is as fresh as the last delivery', async () => {
    await publishConfig(gateway, { offlineRowMaxAgeHours: 1 });
    gateway.clock.jumpTo('2026-11-26T02:00:00.000Z');
    await till.sync();
    await goOffline();
    expect(await lookUp(msisdnOf(93))).toMatchObject({ value: { isStale: false, bar: null } });
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
    await publishConfig(gateway, {});
  });

  it('[L8] of two rows under one number the one that can be served is shown, and a removed row is forgotten', async () => {
    const [row] = await gateway.db.query<{ record: string }>('SELECT record FROM subscribers WHERE ref = $1', [refOf(1)]);
    const digest = (JSON.parse(row?.record ?? '{}') as { msisdnDigest: string }).msisdnDigest;
    await changeAtCarrier(gateway, 10, { msisdnDigest: digest });
    await till.sync();
    expect(await lookUp(msisdnOf(1))).toMatchObject({ value: { ref: refOf(1) } });
    await gateway.db.transaction(async (tx) => {
      await lockPublishing(tx);
      await removeSubscriber(tx, refOf(94));
    });
    await till.sync();
    expect(await lookUp(msisdnOf(94))).toEqual({ ok: false, problem: { code: 'subscriber-unknown', isOnline: true } });
  });
});
