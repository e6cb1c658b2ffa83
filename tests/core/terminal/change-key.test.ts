// The device key changes by itself; cut off anywhere, the terminal can still sign, and the gateway knows one key of it.
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { ProbePoint } from '#core/ports.ts';
import { KEY_GOOD_FOR_DAYS } from '#core/terminal/change-key.ts';
import { KEY_OVERLAP_SECONDS } from '#gateway/terminals/change-key.ts';
import { entriesOf, expectAllIsWell, heldSales, openShift, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, until, type OpenTill, type TestGateway, type TillSetup } from '#tests/support/open-till.ts';
import { fileKeychain } from '#hosts/file-keychain.ts';

const DAY_MS = 24 * 3_600_000;
const keyPath = /\/key$/;

let gateway: TestGateway;
let till: OpenTill;
let next = 110;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(async () => {
  gateway.proxy.comeBack();
  gateway.proxy.mend();
  await till.close();
});

const fileOf = (dir: string, name = 'device'): string => path.join(dir, 'keys', `${name}.key`);

function publicKeyOnDisk(dir: string, name = 'device'): string {
  // Written by the file keychain.
  const { data } = JSON.parse(readFileSync(fileOf(dir, name), 'utf8')) as { data: string };
  return createPublicKey(createPrivateKey(data)).export({ type: 'spki', format: 'der' }).toString('base64');
}

async function keyAtGateway(): Promise<string | undefined> {
  const [row] = await gateway.db.query<{ key: string }>('SELECT public_key AS key FROM terminals WHERE terminal_id = $1', [till.terminalId()]);
  return row?.key;
}

const reasons = (): unknown[] => entriesOf(till, 'terminal.key_changed').map((entry) => entry.payload['reason']);

/** One key, known on both sides, under which a sale arrives. */
async function expectSigns(changes: number): Promise<void> {
  await till.signIn();
  if ((await till.must('shift.current', {})).shift === null) await openShift(till);
  next += 1;
  const sale = await sell(till, { subscriber: next });
  expect(await till.sync()).toMatchObject({ state: 'online', pendingCount: 0, lastProblem: null });
  await expectAllIsWell(till, gateway, [sale]);
  expect(await keyAtGateway()).toBe(publicKeyOnDisk(till.dir));
  expect(reasons()).toHaveLength(changes);
}

/** Closes the till, lets others read its key, and opens it: the next pass changes the key. */
async function reopenExposed(change: Partial<TillSetup> = {}): Promise<string> {
  await till.close();
  const before = publicKeyOnDisk(till.dir);
  chmodSync(fileOf(till.dir), 0o644);
  till = await openTill({ gateway, dir: till.dir, activationCode: null, ...change });
  return before;
}

/** What a process that died there would leave on the disk: nothing after that point is done. */
const dyingAt = (point: ProbePoint): Partial<TillSetup> => ({
  replace: {
    probe: {
      reach: (reached) => {
        if (reached === point) throw new Error('died here');
      },
    },
  },
});

describe('terminal/change-key', () => {
  it('[E8] changes a key that is old enough, not before, and says so in the journal', async () => {
    till = await openTill({ gateway });
    const first = publicKeyOnDisk(till.dir);
    gateway.clock.advance(KEY_GOOD_FOR_DAYS * DAY_MS - 1);
    await till.idle();
    expect([publicKeyOnDisk(till.dir), reasons()]).toEqual([first, []]);
    gateway.clock.advance(60_000);
    await till.idle();
    expect(reasons()).toEqual(['age']);
    expect(publicKeyOnDisk(till.dir)).not.toBe(first);
    expect(publicKeyOnDisk(till.dir, 'device-next')).toBe(publicKeyOnDisk(till.dir));
    gateway.clock.advance((KEY_GOOD_FOR_DAYS - 1) * DAY_MS);
    await till.idle();
    await expectSigns(1);
  });

  it('[E10] a key that others could read is put away from them at the start and changed at once', async () => {
    till = await openTill({ gateway });
    const before = await reopenExposed();
    expect(statSync(fileOf(till.dir)).mode & 0o777).toBe(0o600);
    expect([publicKeyOnDisk(till.dir) === before, reasons()]).toEqual([false, ['exposed']]);
    expect(till.log.filter(({ event }) => event === 'key.was-exposed').map(({ fields }) => fields)).toEqual([{ name: 'device' }]);
    till = await till.restart();
    await expectSigns(1);
  });

  it('[E10] remembers over a start without a network that the key must be changed', async () => {
    till = await openTill({ gateway });
    gateway.proxy.goDown();
    const before = await reopenExposed();
    expect(publicKeyOnDisk(till.dir)).toBe(before);
    till = await till.restart();
    gateway.proxy.comeBack();
    till = await till.restart();
    expect(reasons()).toEqual(['exposed']);
    await expectSigns(1);
  });

  it.each(['key.before-send', 'key.after-answer', 'key.after-seal'] as const)('[E9] cut off at %s it goes on from there, and the change is journaled once', async (point) => {
    till = await openTill({ gateway });
    const before = await reopenExposed(dyingAt(point));
    expect(publicKeyOnDisk(till.dir) === before).toBe(point !== 'key.after-seal');
    till = await till.restart({ replace: {} });
    expect(publicKeyOnDisk(till.dir)).not.toBe(before);
    await expectSigns(1);
  });

  it('[E9] what was signed with the old key and arrives after the change is still believed: questions and sales under way', async () => {
    till = await openTill({ gateway });
    await till.signIn();
    gateway.proxy.goDown();
    const before = await reopenExposed();
    await till.signIn();
    await openShift(till);
    gateway.proxy.comeBack();
    let letGo: () => void = () => undefined;
    gateway.proxy.holdUntil(new Promise((resolve) => { letGo = resolve; }), /\/subscribers/);
    const asked = till.call('subscriber.refresh', { ref: refOf(109) });
    await until(() => gateway.proxy.seen.some((line) => line.includes('/subscribers')));
    await till.sync();
    expect([publicKeyOnDisk(till.dir) === before, reasons()]).toEqual([false, ['exposed']]);
    letGo();
    expect(await asked).toMatchObject({ ok: true });
    await expectSigns(1);
  });

  it('[E9] cut off after the answer and opened only when the old key is not believed any more, it signs with the new one', async () => {
    till = await openTill({ gateway });
    const before = await reopenExposed(dyingAt('key.after-answer'));
    await till.close();
    expect(publicKeyOnDisk(till.dir)).toBe(before);
    gateway.clock.advance((KEY_OVERLAP_SECONDS + 60) * 1000);
    till = await till.restart({ replace: {} });
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', lastProblem: null });
    await expectSigns(1);
  });

  it.each([['the request is lost', () => gateway.proxy.failNext(1, 502, { path: keyPath })], ['the answer is lost', () => gateway.proxy.dropNextReply(keyPath)], ['the answer is cut', () => gateway.proxy.cutAfter(10, keyPath)], ['the request arrives twice', () => gateway.proxy.duplicateNext(keyPath)]] as const)('[E9] when %s the same key is registered again', async (_how, strike) => {
    till = await openTill({ gateway });
    strike();
    await reopenExposed();
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
    await expectSigns(1);
  });

  it('[E9] a keychain that fails between the answer and the sealing is met again by the next pass', async () => {
    till = await openTill({ gateway });
    let failures = 1;
    const real = fileKeychain(path.join(till.dir, 'keys'));
    const keychain = {
      ...real,
      write: async (name: string, value: string) => {
        if (name === 'device' && (failures -= 1) >= 0) throw new Error('the keychain is locked');
        return real.write(name, value);
      },
    };
    await reopenExposed({ replace: { keychain } });
    expect(reasons()).toEqual([]);
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
    await expectSigns(1);
  });

  it('[E9] a gateway that knows no such call is asked once an hour, and everything else goes on', async () => {
    till = await openTill({ gateway });
    gateway.proxy.failNext(1, 404, { code: 'not-found', path: keyPath });
    const before = await reopenExposed();
    const asked = (): number => gateway.proxy.seen.filter((line) => line.endsWith(`${till.terminalId()}/key`)).length;
    await till.signIn();
    expect(await till.sync()).toMatchObject({ state: 'online', lastProblem: null });
    expect([asked(), publicKeyOnDisk(till.dir)]).toEqual([1, before]);
    gateway.clock.advance(3_600_000);
    await till.idle();
    await expectSigns(1);
  });

  it('[E10] the second copy of the key tells as much as the first: one that others could read has the key changed', async () => {
    till = await openTill({ gateway });
    await reopenExposed();
    const before = publicKeyOnDisk(till.dir);
    await till.close();
    chmodSync(fileOf(till.dir, 'device-next'), 0o644);
    till = await openTill({ gateway, dir: till.dir, activationCode: null });
    expect([publicKeyOnDisk(till.dir) === before, reasons()]).toEqual([false, ['exposed', 'exposed']]);
    till = await till.restart();
    await expectSigns(2);
  });

  it('[E10] a next key that others could read before its turn is changed in its turn', async () => {
    till = await openTill({ gateway });
    await reopenExposed(dyingAt('key.after-answer'));
    const open = publicKeyOnDisk(till.dir, 'device-next');
    await till.close();
    chmodSync(fileOf(till.dir, 'device-next'), 0o644);
    till = await openTill({ gateway, dir: till.dir, activationCode: null });
    expect(publicKeyOnDisk(till.dir)).not.toBe(open);
    await expectSigns(2);
  });

  it('[E9] a next key that the keychain does not open today is not replaced: it may be the one the gateway knows', async () => {
    till = await openTill({ gateway });
    await reopenExposed(dyingAt('key.after-answer'));
    const known = publicKeyOnDisk(till.dir, 'device-next');
    const real = fileKeychain(path.join(till.dir, 'keys'));
    const read = async (name: string): Promise<string | null> => {
      if (name === 'device-next') throw new Error('the keychain is locked');
      return real.read(name);
    };
    till = await till.restart({ replace: { keychain: { ...real, read } } });
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', lastProblem: null });
    expect([publicKeyOnDisk(till.dir, 'device-next'), reasons()]).toEqual([known, []]);
    await till.close();
    gateway.clock.advance((KEY_OVERLAP_SECONDS + 60) * 1000);
    till = await till.restart({ replace: {} });
    await expectSigns(1);
  });

  it('[E8] a key made by a clock that was far ahead, as an older version let it, does not stay for as long', async () => {
    till = await openTill({ gateway });
    const before = publicKeyOnDisk(till.dir);
    till.tamper(`UPDATE terminal SET enrolled_at = '${new Date(Date.parse(gateway.clock.now()) + 400 * DAY_MS).toISOString()}'`);
    till = await till.restart({ replace: {} });
    expect([publicKeyOnDisk(till.dir) === before, reasons()]).toEqual([false, ['age']]);
    till = await till.restart();
    expect(reasons()).toEqual(['age']);
  });

  it('[E11] an image of the disk from before a change is not believed after the hour: it says so, sells as in an outage and changes nothing', async () => {
    till = await openTill({ gateway });
    await till.close();
    const image = mkdtempSync(path.join(tmpdir(), 'image-'));
    cpSync(till.dir, image, { recursive: true });
    await reopenExposed();
    const present = publicKeyOnDisk(till.dir);
    await till.close();
    gateway.clock.advance((KEY_OVERLAP_SECONDS + 60) * 1000);
    const old = await openTill({ gateway, dir: image, activationCode: null });
    expect(await old.must('sync.read', {})).toMatchObject({ state: 'attention', lastProblem: 'signature-invalid' });
    await old.signIn();
    await openShift(old);
    expect((await sell(old, { subscriber: 116 })).mode).toBe('offline');
    expect(await old.must('sync.read', {})).toMatchObject({ state: 'attention', lastProblem: 'signature-invalid' });
    await old.close();
    expect([await keyAtGateway(), await heldSales(gateway, till.terminalId())]).toEqual([present, []]);
    rmSync(image, { recursive: true });
    till = await till.restart();
    await expectSigns(1);
  });

  it('[E9] a damaged next key does not keep the present one from signing', async () => {
    till = await openTill({ gateway });
    await till.close();
    writeFileSync(fileOf(till.dir, 'device-next'), 'torn');
    till = await openTill({ gateway, dir: till.dir, activationCode: null });
    await expectSigns(0);
  });
});
