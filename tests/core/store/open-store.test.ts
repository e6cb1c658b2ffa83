// Opening pos.db: durable, migrated, and refused rather than replaced when in doubt.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { appendEntry } from '#core/journal/append-entry.ts';
import { migrate, type Migration } from '#core/store/migrate.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { openStore } from '#core/store/open-store.ts';
import type { Store } from '#core/store/sql.ts';
import { createCore } from '#core/create-core.ts';
import { dateSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { createTestClock } from '#tests/support/test-clock.ts';
import { createTestPorts } from '#tests/support/test-ports.ts';
import { START_AT } from '#tests/support/open-till.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'store-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const file = (name = 'pos.db'): string => path.join(dataDir, name);
const open = (isReadOnly = false): ReturnType<typeof openStore> => openStore({ dataDir, sqliteBinding: null, at: START_AT, isReadOnly });
const hashOf = (name: string): string => createHash('sha256').update(readFileSync(name)).digest('hex');
function opened(): Store {
  const store = open();
  if (!store.ok) throw new Error(store.problem.code);
  return store.value;
}
const oneNumber = z.object({ n: z.int() });

describe('store/open-store', () => {
  it('[D15] reads the end of the journal without reading the rest, also where the first day left statistics of two rows', () => {
    const explained = z.object({ detail: z.string() });
    const plan = (store: Store): string => store.read.one('EXPLAIN QUERY PLAN SELECT hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?', [1, 2], explained)?.detail ?? '';
    const first = opened();
    const stamp = { terminalId: terminalIdSchema.parse('T-0001'), at: START_AT, businessDate: dateSchema.parse('2026-11-24') };
    first.write((db) => { for (const appVersion of ['1', '2']) appendEntry(db, stamp, 'terminal.started', { appVersion }); });
    first.close();
    // As a version before left it.
    const before = new Database(file());
    before.exec('ANALYZE');
    expect(before.prepare('EXPLAIN QUERY PLAN SELECT hash FROM journal WHERE seq > 1').get()).toMatchObject({ detail: 'SCAN journal' });
    before.close();
    for (let opening = 0; opening < 2; opening += 1) {
      const store = opened();
      expect(plan(store)).toBe('SEARCH journal USING INTEGER PRIMARY KEY (rowid>?)');
      store.close();
    }
    const readOnly = open(true);
    expect(readOnly.ok && plan(readOnly.value)).toBe('SEARCH journal USING INTEGER PRIMARY KEY (rowid>?)');
    if (readOnly.ok) readOnly.value.close();
  });

  it('[D1] is durable at every commit: WAL, and full sync also after the first accesses', () => {
    const store = opened();
    store.write((db) => db.run('UPDATE setting SET paper_mm = 58', []));
    expect(store.read.one('SELECT synchronous AS n FROM pragma_synchronous', [], oneNumber)).toEqual({ n: 2 });
    expect(store.read.one('SELECT journal_mode AS mode FROM pragma_journal_mode', [], z.object({ mode: z.string() }))).toEqual({ mode: 'wal' });
    expect(store.read.one('SELECT foreign_keys AS n FROM pragma_foreign_keys', [], oneNumber)).toEqual({ n: 1 });
    store.close();
  });

  it('[D2] refuses a file of a newer program and leaves every byte of it (F94)', () => {
    opened().close();
    const db = new Database(file());
    db.pragma('user_version = 999');
    db.close();
    const before = hashOf(file());
    expect(open()).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'database-newer' } });
    expect(hashOf(file())).toBe(before);
    expect(existsSync(file('backups'))).toBe(false);
  });

  it.each([
    ['is no database', Buffer.from('This is a text file, and long enough to look like something. '.repeat(200))],
    ['has a damaged head', null],
  ])('[D2] refuses a file that %s and leaves every byte of it', (_name, content) => {
    opened().close();
    const bytes = content ?? Buffer.from(readFileSync(file()));
    if (content === null) bytes.fill(0xff, 0, 200);
    writeFileSync(file(), bytes);
    const before = hashOf(file());
    expect(open()).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'database-corrupt' } });
    expect(hashOf(file())).toBe(before);
    expect(readdirSync(dataDir)).not.toContain('backups');
  });

  it('[D2] refuses what cannot be opened, and a till on it answers every call so', async () => {
    mkdirSync(file());
    expect(open()).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'database-unreadable' } });
    const { ports, log } = createTestPorts(dataDir, createTestClock(START_AT));
    const core = await createCore(ports, {
      dataDir, gatewayUrl: null, enrolWith: null, appVersion: '0', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: true,
    });
    for (const channel of ['terminal.read', 'sale.complete', 'sync.read', 'no.such']) {
      expect(await core.dispatch('window', channel, {})).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'database-unreadable' } });
    }
    expect(log.map((line) => line.event)).toEqual(['store.refused']);
    core.wake();
    await core.close();
  });

  it('[D2] opens for reading only without writing a byte', () => {
    opened().close();
    const before = hashOf(file());
    const { mtimeMs } = statSync(file());
    const store = open(true);
    expect(store.ok).toBe(true);
    if (!store.ok) return;
    expect(store.value.read.one('SELECT count(*) AS n FROM journal', [], oneNumber)).toEqual({ n: 0 });
    expect(() => store.value.write((db) => db.run('UPDATE setting SET paper_mm = 58', []))).toThrow();
    store.value.close();
    expect([hashOf(file()), statSync(file()).mtimeMs]).toEqual([before, mtimeMs]);
  });

  it('[D2] does not make a file where it should only read one', () => {
    expect(open(true)).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'database-unreadable' } });
    expect(existsSync(file())).toBe(false);
  });
});

describe('store/transaction', () => {
  it('[D6] leaves nothing of a transaction that fails, waits or nests', () => {
    const store = opened();
    const paper = (): unknown => store.read.one('SELECT paper_mm AS n FROM setting', [], oneNumber);
    const change = (): void => void store.write((db) => db.run('UPDATE setting SET paper_mm = 58', []));
    expect(() => store.write((db) => {
      db.run('UPDATE setting SET paper_mm = 58', []);
      throw new Error('no');
    })).toThrow('no');
    expect(paper()).toEqual({ n: 80 });
    expect(() => store.write(async (db) => {
      db.run('UPDATE setting SET paper_mm = 58', []);
      await Promise.resolve();
    })).toThrow('must not wait');
    expect(paper()).toEqual({ n: 80 });
    expect(() => store.write(() => change())).toThrow('do not nest');
    expect(paper()).toEqual({ n: 80 });
    change();
    expect(paper()).toEqual({ n: 58 });
    store.close();
  });

  it('[D3] a full disk rolls back and is said; the next write works again when there is room (F93)', () => {
    const store = opened();
    const other = new Database(file());
    const pages = Number(other.pragma('page_count', { simple: true }));
    other.close();
    // The page limit belongs to the connection: SQLite then says what it says on a full disk.
    store.read.one(`PRAGMA max_page_count = ${pages}`, [], z.object({ max_page_count: z.int() }));
    const fill = (): unknown => store.write((db) => db.run('INSERT INTO plan (plan_id, version, data) VALUES (?, 1, ?)', ['p', 'x'.repeat(500_000)]));
    expect(fill).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
    expect(store.read.one('SELECT count(*) AS n FROM plan', [], oneNumber)).toEqual({ n: 0 });
    store.read.one('PRAGMA max_page_count = 1000000', [], z.object({ max_page_count: z.int() }));
    fill();
    expect(store.read.one('SELECT count(*) AS n FROM plan', [], oneNumber)).toEqual({ n: 1 });
    store.close();
  });
});

describe('store/migrate', () => {
  const version = (): number => {
    const db = new Database(file(), { readonly: true });
    const found = Number(db.pragma('user_version', { simple: true }));
    db.close();
    return found;
  };
  const upTo = (migrations: readonly Migration[], at: string = START_AT): ReturnType<typeof migrate> => {
    const db = new Database(file());
    try {
      return migrate(db, migrations, { dataDir, at, isReadOnly: false });
    } finally {
      db.close();
    }
  };

  it('[D4] goes from every older version to the newest, keeping rows and a copy of the file before', () => {
    for (let from = 1; from < allMigrations.length; from += 1) {
      rmSync(dataDir, { recursive: true });
      mkdirSync(dataDir);
      expect(upTo(allMigrations.slice(0, from))).toEqual({ ok: true, value: null });
      const db = new Database(file());
      db.exec(`INSERT INTO journal VALUES (1, 'terminal.started', '${START_AT}', '2026-11-24', '{}', '${'0'.repeat(64)}', '${'1'.repeat(64)}')`);
      db.close();
      opened().close();
      expect(version()).toBe(allMigrations.length);
      expect(readdirSync(file('backups'))).toEqual([`pos-v${from}-2026-11-24T02-00-00-000Z.db`]);
      for (const one of [file(), path.join(file('backups'), `pos-v${from}-2026-11-24T02-00-00-000Z.db`)]) {
        const kept = new Database(one, { readonly: true });
        expect(kept.prepare('SELECT seq, type FROM journal').all()).toEqual([{ seq: 1, type: 'terminal.started' }]);
        kept.close();
      }
    }
  });

  it('[D4] a step that fails leaves the file at the version before, and can be tried again (F96)', () => {
    opened().close();
    const next = allMigrations.length + 1;
    const bad: Migration = { version: next, name: 'bad', sql: 'CREATE TABLE half (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);' };
    expect(() => upTo([...allMigrations, bad])).toThrow(`migration ${next} (bad) failed`);
    expect(version()).toBe(allMigrations.length);
    const store = opened();
    expect(store.read.one(`SELECT count(*) AS n FROM sqlite_master WHERE name = 'half'`, [], oneNumber)).toEqual({ n: 0 });
    store.close();
    expect(upTo([...allMigrations, { ...bad, sql: 'CREATE TABLE half (x INTEGER) STRICT;' }], '2026-11-24T02:00:01.000Z')).toMatchObject({ ok: true, value: { name: expect.stringContaining('02-00-01') } });
    expect(version()).toBe(next);
    expect(open()).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'database-newer' } });
  });

  it('[D4] keeps its copies for the owner\'s eyes only', () => {
    upTo(allMigrations.slice(0, 1));
    opened().close();
    expect(statSync(file('backups')).mode & 0o077).toBe(0);
    chmodSync(file('backups'), 0o700);
  });
});
