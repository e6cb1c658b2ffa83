// Backups of a real till while it sells: made daily, verified, journaled, pruned, and shown when they fail.
import Database from 'better-sqlite3';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { must } from '#shared/domain/base/invariant.ts';
import { err } from '#shared/domain/base/result.ts';
import type { BackupReply } from '#core/ports.ts';
import { backupName, listBackups, outlived, type BackupFile } from '#core/store/backup-files.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { inspectCopy } from '#core/store/inspect-copy.ts';
import { writeBackup, type BackupOrder } from '#core/store/write-backup.ts';
import { entriesOf, expectAllIsWell, localEntries, openShift, sell } from '#tests/support/builders.ts';
import { makeDir, openGateway, openTill, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  till = await openTill({ gateway, keepsBackups: true });
  await till.signIn();
});
afterEach(() => till.close());

const backups = (): BackupFile[] => listBackups(till.dir);
const settled = (count: number): Promise<void> => until(() => entriesOf(till, 'backup.made').length === count);
/** A clock that is moved while a pass is under way would time its request out, so the pass is waited for. */
async function passTime(ms: number): Promise<void> {
  await till.must('sync.now', {});
  gateway.clock.advance(ms);
}

describe('backup/keep-backups', () => {
  it('[BK1] makes one a minute after the start, verified, journaled and for its owner alone', async () => {
    await openShift(till);
    await sell(till, { subscriber: 1 });
    expect(backups()).toEqual([]);
    await passTime(MINUTE);
    await settled(1);
    const backup = must(backups()[0], 'it was made');
    const entry = must(entriesOf(till, 'backup.made')[0], 'it was journaled');
    const copied = must(localEntries(till)[entry.seq - 2], 'the row before it');
    expect(entry.payload).toEqual({ name: backup.name, seq: copied.seq, head: copied.hash, bytes: backup.bytes, reason: 'daily' });
    expect(inspectCopy(backup.file, { sqliteBinding: null, isChainChecked: true })).toMatchObject({ ok: true, value: { terminalId: till.terminalId() } });
    expect(statSync(backup.file).mode & 0o077).toBe(0);
    expect(till.rows('SELECT seq, hash FROM journal_checkpoint')).toEqual([{ seq: copied.seq, hash: copied.hash }]);
    expect(readdirSync(path.join(till.dir, 'backups'))).toEqual([backup.name]);
  });

  it('[BK1] makes the next one on the next day, on a till that is on for a short while each day', async () => {
    await passTime(MINUTE);
    await settled(1);
    await passTime(60 * MINUTE);
    expect(backups()).toHaveLength(1);
    await till.close();
    gateway.clock.advance(DAY - 62 * MINUTE);
    till = await till.restart();
    await till.signIn();
    expect(backups()).toHaveLength(1);
    await passTime(2 * MINUTE);
    await settled(2);
    expect(backups()).toHaveLength(2);
  });

  it('[BK2] sales that are made while it is written are whole, and not in it', async () => {
    await openShift(till);
    let release: () => void = () => undefined;
    const copied: BackupReply[] = [];
    const slow = async (order: BackupOrder): Promise<BackupReply> => {
      const reply = await writeBackup(order);
      copied.push(reply);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return reply;
    };
    till = await till.restart({ replace: { writeBackup: slow } });
    await till.signIn();
    await passTime(MINUTE);
    await until(() => copied.length === 1);
    const sale = await sell(till, { subscriber: 2 });
    release();
    await settled(1);
    const [backup] = backups();
    const db = new Database(backup?.file ?? '', { readonly: true });
    expect(db.prepare('SELECT count(*) AS n FROM sale WHERE sale_id = ?').get(sale.saleId)).toEqual({ n: 0 });
    db.close();
    await till.sync();
    await expectAllIsWell(till, gateway, [sale]);
  });

  it.each([['disk-full'], ['not-writable'], ['unsound'], ['failed']] as const)('[BK3] one that fails (%s) is shown and logged, and selling goes on; the next that works ends it', async (reason) => {
    let isBad = true;
    const writes = async (order: BackupOrder): Promise<BackupReply> => (isBad ? err({ reason, detail: 'planted' }) : writeBackup(order));
    await openShift(till);
    till = await till.restart({ replace: { writeBackup: writes } });
    await till.signIn();
    await passTime(MINUTE);
    await expect.poll(() => till.must('sync.read', {})).toMatchObject({ state: 'attention', backupProblem: reason });
    expect(till.log.filter((line) => line.event === 'backup.failed')).toMatchObject([{ level: 'error', fields: { reason } }]);
    await sell(till, { subscriber: 3 });
    isBad = false;
    await passTime(60 * MINUTE);
    await settled(1);
    await expect.poll(() => till.must('sync.read', {})).toMatchObject({ backupProblem: null });
  });

  it('[BK3] a copy of another journal than the till\'s is no backup', async () => {
    const other = await openTill({ gateway });
    const foreign = async (order: BackupOrder): Promise<BackupReply> => writeBackup({ ...order, source: path.join(other.dir, 'pos.db') });
    till = await till.restart({ replace: { writeBackup: foreign } });
    await till.signIn();
    await passTime(MINUTE);
    await expect.poll(() => till.must('sync.read', {})).toMatchObject({ backupProblem: 'unsound' });
    expect(backups()).toEqual([]);
    await other.close();
  });

  it('[BK4] after a new one those older than 14 days go, never the seven newest, and what a killed program left goes too', async () => {
    const folder = path.join(till.dir, 'backups');
    mkdirSync(folder, { mode: 0o700 });
    const old = Array.from({ length: 12 }, (_, day) => backupName(5, new Date(Date.parse(gateway.clock.now()) - (10 + day) * DAY).toISOString()));
    for (const name of [...old, 'pos-v5-half.db.part', 'notes.txt']) writeFileSync(path.join(folder, name), 'x');
    await passTime(MINUTE);
    await settled(1);
    await until(() => till.log.some((line) => line.event === 'backup.pruned'));
    expect(backups().map((backup) => backup.name).slice(1)).toEqual(old.slice(0, 6));
    expect(readdirSync(folder)).toContain('notes.txt');
    expect(readdirSync(folder).some((name) => name.includes('.part'))).toBe(false);
  });
});

describe('store/backup-files', () => {
  const made = (ageDays: number): BackupFile => {
    const madeAt = new Date(Date.parse('2026-11-24T02:00:00.000Z') - ageDays * DAY).toISOString();
    return { name: backupName(5, madeAt), file: '', version: 5, madeAt, bytes: 1 };
  };
  const now = '2026-11-24T02:00:00.000Z';

  it('[BK4] nothing goes unless a newer one was verified just now', () => {
    const all = Array.from({ length: 30 }, (_, day) => made(day));
    expect(outlived(all, 'pos-v5-of-nobody.db', now)).toEqual([]);
    expect(outlived(all, all[0]?.name ?? '', now)).toEqual(all.slice(15));
  });

  it('[BK4] a clock that was two years ahead for a day costs no backup of the days before', () => {
    const real = Array.from({ length: 7 }, (_, day) => made(day + 1));
    const ahead = made(-730);
    expect(outlived([ahead, ...real], ahead.name, ahead.madeAt)).toEqual([made(7)]);
    // And once it is right again, what was made in that future does not stay for ever.
    const weeks = Array.from({ length: 8 }, (_, day) => made(day));
    expect(outlived([ahead, ...weeks], weeks[0]?.name ?? '', now)).toEqual([]);
  });
});

describe('store/write-backup', () => {
  const order = (target: string): BackupOrder => ({ source: path.join(till.dir, 'pos.db'), target, sqliteBinding: null });

  it('[BK2] answers what the copy holds, leaves one file, and replaces nothing', async () => {
    const dir = makeDir('backup-');
    const file = path.join(dir, 'a.db');
    const entries = localEntries(till);
    expect(await writeBackup(order(file))).toEqual({
      ok: true, value: { version: allMigrations.length, terminalId: till.terminalId(), head: { seq: entries.length, hash: entries.at(-1)?.hash }, bytes: statSync(file).size },
    });
    expect(readdirSync(dir)).toEqual(['a.db']);
    expect(await writeBackup(order(file))).toMatchObject({ ok: false, problem: { reason: 'exists' } });
    const db = new Database(file, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('delete');
    db.close();
  });

  it('[BK5] a copy that does not verify is no backup, and nothing of it stays', async () => {
    const dir = makeDir('backup-');
    till.tamper(`DROP TRIGGER journal_no_update; UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2`);
    expect(await writeBackup(order(path.join(dir, 'a.db')))).toEqual({ ok: false, problem: { reason: 'unsound', detail: 'broken: hash' } });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('[BK5] a file that SQLite finds damaged is no backup either', async () => {
    await openShift(till);
    for (const subscriber of [1, 2, 3]) await sell(till, { subscriber });
    await till.close();
    const source = path.join(till.dir, 'pos.db');
    const bytes = readFileSync(source);
    bytes.fill(0xa5, 4096 * 12, 4096 * 30);
    writeFileSync(source, bytes);
    const dir = makeDir('backup-');
    expect(await writeBackup(order(path.join(dir, 'a.db')))).toMatchObject({ ok: false, problem: { reason: expect.stringMatching(/^(unsound|source-unreadable)$/) } });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('[BK5] a folder that is not there is said, and nothing is made', async () => {
    const dir = makeDir('backup-');
    expect(await writeBackup(order(path.join(dir, 'missing', 'a.db')))).toMatchObject({ ok: false, problem: { reason: 'not-writable' } });
    expect(existsSync(path.join(dir, 'missing'))).toBe(false);
    chmodSync(dir, 0o700);
    rmSync(dir, { recursive: true });
  });
});
