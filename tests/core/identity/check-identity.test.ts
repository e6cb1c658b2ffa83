// Checking a document at the till: the outcome is journaled, the number never leaves memory.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, entriesOf, iccidOf, localEntries, msisdnOf, openShift, publishConfig, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

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
  await till.close();
});

type Shown = { documentType: 'RESIDENT_ID' | 'PASSPORT' | 'HKMO_TRAVEL_PERMIT' | 'OTHER'; number: string; expiresOn?: string };

async function check(subscriber: number, shown: Shown): Promise<unknown> {
  const { saleId } = await till.must('sale.begin', { subscriberRef: refOf(subscriber) });
  return till.call('identity.check', { saleId, ...shown, way: 'scanned' });
}

async function pay(subscriber: number): Promise<unknown> {
  const { saleId } = await till.must('sale.begin', { subscriberRef: refOf(subscriber) });
  const { quote } = await till.must('sale.quote', { saleId, planId: 'plus-60', months: 1 });
  return till.call('sale.complete', { saleId, totalFen: quote?.totalFen ?? 0, tenders: [{ method: 'cash', receivedFen: 6000 }] });
}

describe('identity/check-identity', () => {
  it.each([
    ['the registered document', 1, { documentType: 'RESIDENT_ID', number: '999999199003070012' }, 'match', null],
    ['somebody else\'s document', 1, { documentType: 'RESIDENT_ID', number: '999999199003070020' }, 'mismatch', { code: 'identity-refused', outcome: 'mismatch' }],
    ['a document whose last day was yesterday', 1, { documentType: 'RESIDENT_ID', number: '999999199003070012', expiresOn: '2026-11-23' }, 'expired', { code: 'identity-refused', outcome: 'expired' }],
    ['a document on its last day', 1, { documentType: 'RESIDENT_ID', number: '999999199003070012', expiresOn: '2026-11-24' }, 'match', null],
    ['a registered document that has run out', 24, { documentType: 'RESIDENT_ID', number: '999999199003070039' }, 'expired', { code: 'identity-refused', outcome: 'expired' }],
    ['its successor, whose end was typed', 24, { documentType: 'RESIDENT_ID', number: '999999199003070039', expiresOn: 'LONG_TERM' }, 'match', null],
    ['another type than was registered', 1, { documentType: 'PASSPORT', number: 'X00000001' }, 'not-comparable', null],
    ['a document for a card with none on record', 25, { documentType: 'RESIDENT_ID', number: '999999199003070012' }, 'not-comparable', null],
    ['a permit renewed once more', 14, { documentType: 'HKMO_TRAVEL_PERMIT', number: 'H0000000101' }, 'match', null],
  ] as const)('[IC1] %s', async (_name, subscriber, shown, outcome, refusal) => {
    expect(await check(subscriber, shown)).toMatchObject({ ok: true, value: { outcome, documentType: shown.documentType } });
    expect(entriesOf(till, 'identity.checked').map((entry) => entry.payload)).toEqual([{
      identityCheckId: expect.any(String), saleId: expect.any(String), subscriberRef: refOf(subscriber), staffId: 'c01', documentType: shown.documentType,
      outcome, way: 'scanned',
    }]);
    expect(await pay(subscriber)).toMatchObject(refusal === null ? { ok: true } : { ok: false, problem: refusal });
  });

  it('[IC2] a number that cannot be right is refused, named, and recorded nowhere', async () => {
    expect(await check(1, { documentType: 'RESIDENT_ID', number: '999999199003070011' })).toEqual({ ok: false, problem: { code: 'document-check-digit' } });
    expect(await check(1, { documentType: 'RESIDENT_ID', number: '99999919900307' })).toEqual({ ok: false, problem: { code: 'document-length' } });
    expect(await check(1, { documentType: 'RESIDENT_ID', number: '999999199003079' })).toEqual({ ok: false, problem: { code: 'document-15-digit' } });
    expect(entriesOf(till, 'identity.checked')).toEqual([]);
    expect(till.rows('SELECT count(*) AS n FROM identity_check')).toEqual([{ n: 0 }]);
  });

  it('[IC3] the last look counts: a wrong document can be followed by the right one', async () => {
    await check(1, { documentType: 'RESIDENT_ID', number: '999999199003070020' });
    await check(1, { documentType: 'RESIDENT_ID', number: '999999199003070012' });
    expect(await pay(1)).toMatchObject({ ok: true });
    expect(entriesOf(till, 'identity.checked').map((entry) => entry.payload['outcome'])).toEqual(['mismatch', 'match']);
  });

  it('[IC4] the carrier\'s policy decides whether a document is asked for, by the total of the sale', async () => {
    await publishConfig(gateway, { identityPolicy: { mode: 'above-limit', limitFen: 3000 as never } });
    await till.sync();
    const { saleId } = await till.must('sale.begin', { subscriberRef: refOf(41) });
    expect(await till.must('sale.quote', { saleId, planId: 'basic-30', months: 1 })).toMatchObject({ isIdentityNeeded: false });
    expect(await till.must('sale.quote', { saleId, planId: 'plus-60', months: 1 })).toMatchObject({ isIdentityNeeded: true });
    expect(await till.call('sale.complete', { saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 6000 }] })).toEqual({ ok: false, problem: { code: 'identity-needed' } });
    await publishConfig(gateway, { identityPolicy: { mode: 'never-for-payment', limitFen: 0 as never } });
    await till.sync();
    expect(await till.call('sale.complete', { saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 6000 }] })).toMatchObject({ ok: true });
    await publishConfig(gateway, {});
  });

  it('[D8] after a whole day no full number, PIN or card is anywhere on the disk, at the till or in the carrier\'s journal (F109)', async () => {
    const seeds = new Set<string>(Object.values(pins));
    for (const subscriber of [1, 3, 6, 14, 18]) {
      const shown = documentOf(subscriber);
      for (const seed of [msisdnOf(subscriber), iccidOf(subscriber), shown.number]) seeds.add(seed);
      await till.must('subscriber.look-up', { key: msisdnOf(subscriber) });
      await till.must('subscriber.look-up', { key: ` ${iccidOf(subscriber)} ` });
      await till.must('subscriber.refresh', { key: iccidOf(subscriber) });
      const sale = await sell(till, { subscriber });
      await till.must('receipt.reprint', { saleId: sale.saleId });
    }
    for (const key of ['16500099999', '898699000000000999990', 'nothing at all 999999199003070012']) {
      seeds.add(key.replaceAll(/\D/g, ''));
      await till.call('subscriber.look-up', { key });
      await till.call('subscriber.refresh', { key });
      await till.core.dispatch('window', 'identity.check', { number: key });
    }
    await till.call('session.sign-in', { staffId: 'c02', pin: '975318642' });
    seeds.add('975318642');
    await till.sync();
    const files = readdirSync(till.dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map((entry) => entry.name)).toEqual(expect.arrayContaining(['pos.db', 'pos.db-wal', 'device.key']));
    for (const entry of files) {
      const text = readFileSync(path.join(entry.parentPath, entry.name), 'latin1');
      for (const seed of seeds) expect([entry.name, text.includes(seed)]).toEqual([entry.name, false]);
    }
    const held = await gateway.db.query<{ body: string }>('SELECT body FROM journal WHERE terminal_id = $1', [till.terminalId()]);
    expect(held.length).toBe(localEntries(till).length);
    for (const { body } of held) for (const seed of seeds) expect(body.includes(seed)).toBe(false);
    expect(gateway.proxy.seen.filter((line) => [...seeds].some((seed) => line.includes(seed)))).toEqual([]);
  });
});
