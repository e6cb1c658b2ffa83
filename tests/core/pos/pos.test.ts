// The support tool: what it says of a till, and its exit codes.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, expectAllIsWell, localEntries, openShift, sell } from '#tests/support/builders.ts';
import { makeDir, openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { readArguments } from '#scripts/pos/command-line.ts';
import { findWorkplace } from '#scripts/pos/find-workplace.ts';
import { runPos } from '#scripts/pos/run-pos.ts';
import { posOn, type Run } from './run-on.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  // The tool works by the machine's clock, so the gateway does too.
  gateway = await openGateway(new Date().toISOString());
});
afterAll(() => gateway.close());
beforeEach(async () => {
  gateway.clock.jumpTo(new Date().toISOString());
  till = await openTill({ gateway });
  await till.signIn();
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const pos = async (...args: string[]): Promise<Run> => posOn(till.dir, args);

describe('pos status', () => {
  it('[ST1] tells how the till stands while it runs, and changes nothing', async () => {
    const shift = await openShift(till, 20_000);
    gateway.proxy.goDown();
    await sell(till, { subscriber: 1 });
    const before = localEntries(till);
    const { code, out } = await pos('status', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      dataDir: till.dir, mode: 'live', terminalId: till.terminalId(), storeId: 'SZ-001', storeName: { 'zh-CN': '深圳华强北店', en: 'Huaqiangbei Store' },
      isTraining: true, gatewayUrl: gateway.proxy.url,
      shift: { shiftId: shift.shiftId, staffId: 'c01', openedAt: shift.openedAt, businessDate: shift.businessDate, floatFen: 20_000, saleCount: 1, salesFen: 6000 },
      pending: { entries: 3, sales: 1, oldestAt: entriesOf(till, 'identity.checked')[0]?.at }, lastContactAt: expect.any(String),
      lostSince: entriesOf(till, 'network.lost')[0]?.at, rejectedSales: 0, stoppedBy: null,
      head: { seq: before.length, hash: before.at(-1)?.hash }, acknowledgedThrough: before.length - 3,
      checkpoint: null, backups: [],
    });
    expect((await pos('status')).out).toContain('3 entries, 1 of them sales');
    expect(localEntries(till)).toEqual(before);
  });

  it('[ST1] finds a stopped till and a rejected sale to be problems', async () => {
    await till.close();
    till.tamper(`UPDATE sync_progress SET stopped_by = 'journal-fork'`);
    expect(await pos('status')).toMatchObject({ code: 1, out: expect.stringContaining('STOPPED    journal-fork') });
    till.tamper(`UPDATE sync_progress SET stopped_by = NULL; PRAGMA foreign_keys = OFF; INSERT INTO refund_task (sale_id, owner_id, created_at) VALUES ('x', 'c01', '2026-11-24T02:00:00.000Z')`);
    expect(await pos('status')).toMatchObject({ code: 1, out: expect.stringContaining('1 sales need a person') });
  });

  it('[ST2] never makes a till where there is none, and says of a damaged one that it is damaged', async () => {
    const dir = makeDir('pos-');
    for (const command of ['status', 'verify', 'sync']) {
      const out: string[] = [];
      const host = { env: {}, platform: 'linux', homeDir: '/nowhere', exists: existsSync, out: (text: string) => void out.push(text), complain: () => undefined, ask: async () => '' };
      expect(await runPos([command, '--data', dir, '--json'], host)).toBe(1);
      expect(JSON.parse(out.join(''))).toMatchObject({ problem: 'no-till' });
      expect(readdirSync(dir)).toEqual([]);
    }
    writeFileSync(path.join(dir, 'pos.db'), 'no database at all, but long enough to be looked at '.repeat(100));
    const out: string[] = [];
    const host = { env: {}, platform: 'linux', homeDir: '/nowhere', exists: existsSync, out: (text: string) => void out.push(text), complain: () => undefined, ask: async () => '' };
    expect(await runPos(['verify', '--json', '--data', dir], host)).toBe(1);
    expect(JSON.parse(out.join(''))).toMatchObject({ problem: 'database-corrupt' });
  });
});

describe('pos verify', () => {
  it('[ST3] recomputes the whole chain and names the first bad row', async () => {
    await openShift(till);
    await sell(till, { subscriber: 2 });
    const rows = localEntries(till);
    const good = await pos('verify', '--json');
    expect([good.code, JSON.parse(good.out)]).toEqual([0, { ok: true, rows: rows.length, firstChecked: 1, head: rows.at(-1)?.hash, acknowledgedThrough: rows.length, checkpoint: null }]);
    await till.close();
    till.tamper(`DROP TRIGGER journal_no_update; UPDATE journal SET payload = replace(payload, '6000', '6001') WHERE type = 'sale.completed'`);
    const bad = await pos('verify', '--json');
    expect([bad.code, JSON.parse(bad.out)]).toEqual([1, { ok: false, seq: rows.find((row) => row.type === 'sale.completed')?.seq, reason: 'hash' }]);
    expect((await pos('verify')).out).toContain('its content is not what its hash was made of');
  });

  it('[ST3] finds a chain that was rewritten as a whole, by what the carrier confirmed', async () => {
    await till.close();
    till.tamper(`UPDATE sync_progress SET acknowledged_hash = '${'f'.repeat(64)}'`);
    expect(JSON.parse((await pos('verify', '--json')).out)).toMatchObject({ ok: false, reason: 'acknowledged-hash' });
  });
});

describe('pos sync', () => {
  it('[ST4] sends what waits while the till is closed, exactly once', async () => {
    await openShift(till);
    gateway.proxy.goDown();
    const sale = await sell(till, { subscriber: 3 });
    await till.close();
    expect(await pos('sync')).toMatchObject({ code: 1, out: expect.stringContaining('entries still wait, 1 of them sales') });
    gateway.proxy.comeBack();
    gateway.clock.jumpTo(new Date().toISOString());
    const { code, out } = await pos('sync', '--json');
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ state: 'online', pendingCount: 0, pendingSales: 0, lastProblem: null })]);
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[ST4] leaves a running till to send by itself, and says so', async () => {
    await openShift(till);
    gateway.proxy.goDown();
    const sales = [await sell(till, { subscriber: 33 }), await sell(till, { subscriber: 34 })];
    gateway.proxy.comeBack();
    const asked = gateway.proxy.seen.length;
    expect(await pos('sync', '--json')).toMatchObject({ code: 1, out: expect.stringContaining('"data-in-use"') });
    expect(await pos('sync')).toMatchObject({ code: 1, out: expect.stringContaining('the till is running and sends by itself') });
    expect(gateway.proxy.seen.length).toBe(asked);
    await till.sync();
    await expectAllIsWell(till, gateway, sales);
  });

  it('[ST4] leaves sealed keys alone and says who can open them', async () => {
    await till.close();
    const file = path.join(till.dir, 'keys', 'store.key');
    writeFileSync(file, '{"sealed":true,"data":"AAAA"}');
    expect(await pos('sync')).toMatchObject({ code: 1, out: expect.stringContaining('sealed by the keychain') });
    expect(readFileSync(file, 'utf8')).toBe('{"sealed":true,"data":"AAAA"}');
  });
});

describe('pos command line', () => {
  it.each([
    [[], 'a command is needed'], [['dance'], 'unknown command dance'], [['status', 'now'], 'status takes no further words'],
    [['status', '--loud'], 'unknown option --loud'], [['status', '--data'], '--data needs a directory'], [['verify', '--data', '--json'], '--data needs a directory'],
    [['export'], 'export needs FILE'], [['export', 'x', '--from', 'today'], '--from needs a date such as 2026-11-24'], [['export', 'x', '--format', 'xlsx'], '--format needs jsonl or csv'],
    [['export', 'x', '--from', '2026-11-25', '--to', '2026-11-24'], '--from is after --to'], [['status', '--from', '2026-11-24'], 'status has no option --from'],
    [['restore'], 'restore needs FILE'], [['restore', 'x', '--new-terminal'], '--new-terminal needs the number of a manager'], [['doctor', 'now'], 'doctor takes no further words'],
    [['backup'], 'backup needs FILE'], [['status', '--whole'], 'status has no option --whole'],
  ])('[ST5] %j is not understood', (args, problem) => {
    expect(readArguments(args)).toEqual({ ok: false, problem });
  });

  it('[ST5] as a program: usage on standard error and exit code 2, JSON alone on standard output', async () => {
    const run = promisify(execFile);
    const main = path.resolve(import.meta.dirname, '../../../scripts/pos/main.ts');
    const lost = await run(process.execPath, [main, 'dance']).catch((failure: unknown) => failure as { code: number; stdout: string; stderr: string });
    expect(lost).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('usage: npm run pos') });
    const { stdout } = await run(process.execPath, [main, 'status', '--json'], { env: { ...process.env, HEYON_DATA_DIR: till.dir } });
    expect(JSON.parse(stdout)).toMatchObject({ terminalId: till.terminalId() });
  });

  it('[ST6] looks where the window\'s program looks', () => {
    const facts = { env: {}, platform: 'linux', homeDir: path.resolve('/home/x'), exists: () => false };
    const own = path.resolve('/home/x/.config/Heyon POS');
    expect(findWorkplace(facts, null)).toMatchObject({ mode: 'training', coreDir: path.join(own, 'training') });
    expect(findWorkplace({ ...facts, exists: (file) => file === path.join(own, 'pos.db') }, null)).toMatchObject({ mode: 'live', coreDir: own });
    expect(findWorkplace({ ...facts, env: { HEYON_DATA_DIR: '/a' } }, '/b').ownDir).toBe(path.resolve('/b'));
    expect(findWorkplace({ ...facts, platform: 'win32', env: { APPDATA: path.resolve('/appdata') } }, null).ownDir).toBe(path.resolve('/appdata/Heyon POS'));
  });
});
