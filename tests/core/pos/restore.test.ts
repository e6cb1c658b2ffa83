// pos restore against a real gateway: no number of an entry or a slip is used twice, whatever was made after the backup.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDisk, readGateway } from '#tests/faults/facts.ts';
import { entriesOf, heldEntries, localEntries, openShift, sell } from '#tests/support/builders.ts';
import { makeDir, openGateway, openTill, pins, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { violations, type Shown } from '#tests/support/oracle.ts';
import { posOn, type Run } from './run-on.ts';

let gateway: TestGateway;
let till: OpenTill;
let backup: string;
const now = (): void => gateway.clock.jumpTo(new Date().toISOString());
beforeAll(async () => {
  gateway = await openGateway(new Date().toISOString());
});
afterAll(() => gateway.close());
beforeEach(async () => {
  now();
  till = await openTill({ gateway });
  await till.signIn();
  backup = path.join(makeDir('restore-'), 'yesterday.db');
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const pos = async (...args: string[]): Promise<Run> => posOn(till.dir, args);
const takeOver = async (...answers: string[]): Promise<Run> => posOn(till.dir, ['restore', backup, '--new-terminal', 'm01', '--json'], { ask: async () => answers.shift() ?? '' });
const hashesIn = (dir: string): string[] => readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && /pos\.db$|\.key$/.test(entry.name))
  .map((entry) => path.join(entry.parentPath, entry.name)).toSorted().map((file) => createHash('sha256').update(readFileSync(file)).digest('hex'));
async function reopen(): Promise<OpenTill> {
  now();
  till = await till.restart();
  await till.signIn();
  return till;
}
async function whatIsWrong(dir: string, shown: readonly Shown[]): Promise<unknown[]> {
  const disk = readDisk(dir);
  if (disk === null) throw new Error('nobody is enrolled here');
  return violations({ terminalId: disk.terminalId, shown, till: disk.till, gateway: await readGateway(gateway.db, disk.terminalId) });
}

describe('pos restore', () => {
  it('[ST8] goes on from a backup after which nothing was done, with the rows since, and each number used once', async () => {
    await openShift(till);
    const sale = await sell(till, { subscriber: 1 });
    await till.close();
    expect(await pos('backup', backup)).toMatchObject({ code: 0 });
    await reopen();
    await till.sync();
    await till.close();
    const before = localEntries(till);
    till.tamper('DROP TABLE plan');
    const { code, out } = await pos('restore', backup, '--json');
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ ok: true, kind: 'restored', rows: before.length + 1 })]);
    expect(localEntries(till).slice(0, before.length)).toEqual(before);
    await reopen();
    const next = await sell(till, { subscriber: 2 });
    await till.sync();
    expect(entriesOf(till, 'backup.restored')[0]?.payload).toMatchObject({ name: 'yesterday.db', setAside: expect.any(String) });
    await till.close();
    expect(await whatIsWrong(till.dir, [sale, next])).toEqual([]);
    const [aside = ''] = readdirSync(path.join(till.dir, 'set-aside'));
    expect(existsSync(path.join(till.dir, 'set-aside', aside, 'pos.db'))).toBe(true);
  });

  it('[ST9] refuses a backup older than what the gateway holds, and changes nothing', async () => {
    await openShift(till);
    await till.close();
    await pos('backup', backup);
    await reopen();
    await sell(till, { subscriber: 3 });
    await till.close();
    const before = hashesIn(till.dir);
    expect(await pos('restore', backup, '--json')).toMatchObject({ code: 1, out: '{"problem":"needs-new-terminal","reason":"work-since"}' });
    expect(await pos('restore', backup)).toMatchObject({ code: 1, out: expect.stringContaining('nothing was changed: sales, payments') });
    expect(hashesIn(till.dir)).toEqual(before);
    // The disk was lost and an old copy stands in its place: only the gateway knows better.
    writeFileSync(path.join(till.dir, 'pos.db'), readFileSync(backup));
    expect(await pos('restore', backup, '--json')).toMatchObject({ code: 1, out: '{"problem":"needs-new-terminal","reason":"gateway-holds-more"}' });
    gateway.proxy.goDown();
    expect(await pos('restore', backup, '--json')).toMatchObject({ code: 1, out: '{"problem":"needs-new-terminal","reason":"gateway-unknown"}' });
    writeFileSync(path.join(till.dir, 'pos.db'), 'nothing that can be read '.repeat(500));
    expect(await pos('restore', backup, '--json')).toMatchObject({ code: 1, out: '{"problem":"needs-new-terminal","reason":"present-unreadable"}' });
  });

  it('[ST9] refuses a backup from before a change of the key, which keeps the key that is believed', async () => {
    await till.close();
    expect(await pos('backup', backup)).toMatchObject({ code: 0 });
    chmodSync(path.join(till.dir, 'keys', 'device.key'), 0o644);
    await reopen();
    await till.sync();
    expect(entriesOf(till, 'terminal.key_changed')).toHaveLength(1);
    await till.close();
    const before = hashesIn(till.dir);
    expect(await pos('restore', backup, '--json')).toMatchObject({ code: 1, out: '{"problem":"needs-new-terminal","reason":"work-since"}' });
    expect(hashesIn(till.dir)).toEqual(before);
    await reopen();
    expect(await till.must('sync.now', {})).toMatchObject({ state: 'online', lastProblem: null });
  });

  it('[ST9] refuses what is no whole backup, and a till that is running', async () => {
    await openShift(till);
    expect(await pos('backup', backup)).toMatchObject({ code: 0 });
    expect(await pos('restore', backup, '--json')).toMatchObject({ code: 1, out: expect.stringContaining('"in-use"') });
    await till.close();
    const bytes = readFileSync(backup);
    const at = bytes.indexOf('"floatFen"');
    bytes.write('"floatFem"', at);
    writeFileSync(backup, bytes);
    expect(await pos('restore', backup, '--json')).toMatchObject({ code: 1, out: expect.stringContaining('"backup-broken"') });
    writeFileSync(backup, 'no database');
    expect(await pos('restore', backup, '--json')).toMatchObject({ code: 1, out: expect.stringContaining('"backup-unreadable"') });
    expect(existsSync(path.join(till.dir, 'set-aside'))).toBe(false);
  });

  it('[ST10] a manager lets a new terminal take over: every sale once, no number twice, what was not sent can still be sent (F101)', async () => {
    await openShift(till);
    const early = await sell(till, { subscriber: 108 });
    await till.sync();
    await till.close();
    await pos('backup', backup);
    await reopen();
    const sent = await sell(till, { subscriber: 109 });
    await till.sync();
    gateway.proxy.goDown();
    const unsent = await sell(till, { subscriber: 110 });
    await till.close();
    gateway.proxy.comeBack();
    now();
    const former = till.terminalId();
    const heldBefore = await heldEntries(gateway, former);
    const rowsBefore = localEntries(till);

    const { code, out } = await takeOver(pins['m01'] ?? '', await gateway.activationCode());
    const done = JSON.parse(out) as { setAside: string; terminalId: string };
    expect([code, done]).toEqual([0, expect.objectContaining({ ok: true, kind: 'new-terminal', formerTerminalId: former, unconfirmedReceipts: [unsent.receiptNumber] })]);
    expect(done.terminalId).not.toBe(former);
    expect(entriesOf(till, 'backup.restored')[0]?.payload).toMatchObject({ name: 'yesterday.db', setAside: path.basename(done.setAside) });
    expect(existsSync(path.join(till.dir, 'restoring'))).toBe(false);

    await reopen();
    await openShift(till);
    const next = await sell(till, { subscriber: 111 });
    await till.sync();
    await till.close();
    expect(await whatIsWrong(till.dir, [next])).toEqual([]);
    expect(new Set([early, sent, unsent, next].map(({ receiptNumber }) => receiptNumber)).size).toBe(4);
    // The old journal lies aside as it was; what was not sent goes out from there, once.
    expect((await heldEntries(gateway, former)).length).toBe(heldBefore.length);
    expect(readDisk(done.setAside)?.till.journal.map(({ hash }) => hash)).toEqual(rowsBefore.map(({ hash }) => hash));
    now();
    expect(await posOn(done.setAside, ['sync'])).toMatchObject({ code: 0 });
    expect(await whatIsWrong(done.setAside, [early, sent, unsent])).toEqual([]);
    expect(await posOn(path.join(done.setAside, 'backup'), ['verify'])).toMatchObject({ code: 0 });
  });

  it('[ST10] without a manager\'s PIN nothing is replaced, and the activation code is not lost by it', async () => {
    await openShift(till);
    await till.close();
    await pos('backup', backup);
    await reopen();
    await sell(till, { subscriber: 112 });
    await till.close();
    now();
    const code = await gateway.activationCode();
    const before = hashesIn(till.dir);
    expect(await takeOver('000001', code)).toMatchObject({ code: 1, out: expect.stringContaining('"pin-wrong"') });
    expect(await posOn(till.dir, ['restore', backup, '--new-terminal', 'c01'], { ask: async () => pins['c01'] ?? '' })).toMatchObject({ code: 1, out: expect.stringContaining('only a manager') });
    expect(hashesIn(till.dir)).toEqual(expect.arrayContaining(before));
    expect(existsSync(path.join(till.dir, 'set-aside'))).toBe(false);
    expect(await takeOver(pins['m01'] ?? '', '')).toMatchObject({ code: 0 });
    expect(await takeOver()).toMatchObject({ code: 1 });
  });
});
