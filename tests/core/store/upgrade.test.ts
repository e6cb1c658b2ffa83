// Upgrades of the till's file from every version that was shipped: no row is lost or changed, also when the power goes in the middle.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '#core/store/migrate.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { openStore } from '#core/store/open-store.ts';
import { seeded } from '#tests/support/seeded.ts';
import { inFile, upgradeInChild } from './upgrade-by-child.ts';
import { knownVersions, movedColumns, rowsOfVersion } from './upgrade-rows.ts';

const AT = '2026-11-25T01:00:00.000Z';
let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'upgrade-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Tables = ReadonlyMap<string, { readonly columns: readonly string[]; readonly rows: readonly string[] }>;

/** A file of a version, closed by a crash: what was committed last is in its log alone. */
function fileOfVersion(version: number, extraRows = 0): string {
  const dir = path.join(root, `v${version}`);
  mkdirSync(dir);
  const made = path.join(dir, 'made.db');
  const db = new Database(made);
  db.pragma('journal_mode = WAL');
  migrate(db, allMigrations.slice(0, version), { dataDir: dir, at: AT, isReadOnly: false });
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.exec(rowsOfVersion(version));
  if (extraRows > 0) addCards(db, extraRows);
  for (const end of ['', '-wal']) copyFileSync(`${made}${end}`, path.join(dir, `pos.db${end}`));
  db.close();
  for (const name of readdirSync(dir)) if (name.startsWith('made')) rmSync(path.join(dir, name));
  return dir;
}

/** So that an upgrade takes its time. */
function addCards(db: Database.Database, count: number): void {
  const add = db.prepare('INSERT INTO subscriber (ref, msisdn_digest, iccid_digest, data) VALUES (?, ?, ?, ?)');
  db.transaction(() => {
    for (let row = 0; row < count; row += 1) add.run(`x-${row}`, Buffer.from(`m${row}`), Buffer.from(`i${row}`), 'x'.repeat(300));
  })();
}

/** Every row of every table; `like`: of these tables and columns alone. */
function contentOf(file: string, like?: Tables): Tables {
  return inFile(file, (db) => {
    const names = like === undefined ? (db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).pluck().all() as string[]) : [...like.keys()];
    return new Map(names.map((name) => {
      const present = (db.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name);
      const columns = (like?.get(name)?.columns ?? present).filter((column) => present.includes(column));
      return [name, { columns, rows: db.prepare(`SELECT ${columns.join(', ')} FROM ${name}`).all().map((row) => JSON.stringify(row)).toSorted() }];
    }));
  });
}

function upgrade(dir: string): void {
  const opened = openStore({ dataDir: dir, sqliteBinding: null, at: AT });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  opened.value.close();
}

/** What an upgrade leaves must hold every row of before, in every column that is still there. */
function expectKept(dir: string, before: Tables): void {
  const file = path.join(dir, 'pos.db');
  const after = contentOf(file, before);
  for (const [name, { columns, rows }] of before) {
    const now = after.get(name);
    const gone = columns.filter((column) => now?.columns.includes(column) !== true);
    expect(gone.filter((column) => !movedColumns.has(`${name}.${column}`))).toEqual([]);
    for (const column of gone) expect(inFile(file, (db) => db.prepare(movedColumns.get(`${name}.${column}`) ?? '').pluck().get())).toBe(1);
    const left = rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(row) as object).filter(([column]) => !gone.includes(column))))).toSorted();
    expect([name, now?.rows.filter((row) => left.includes(row)) ?? []]).toEqual([name, left]);
  }
  expect(inFile(file, (db) => [db.pragma('user_version', { simple: true }), db.pragma('integrity_check', { simple: true }), db.pragma('foreign_key_check')])).toEqual([allMigrations.length, 'ok', []]);
}

const versions = allMigrations.map(({ version }) => version);

describe('store/upgrade', () => {
  it('[D16] knows rows of every table of every version', () => {
    expect(knownVersions).toBe(allMigrations.length);
    for (const version of versions) {
      const empty = [...contentOf(path.join(fileOfVersion(version), 'pos.db'))].filter(([, { rows }]) => rows.length === 0).map(([name]) => name);
      expect([version, empty]).toEqual([version, []]);
    }
  });

  it.each(versions.slice(0, -1))('[D16] from version %d every row is kept, with what was not sent yet and a copy of before', (version) => {
    const dir = fileOfVersion(version);
    const before = contentOf(path.join(dir, 'pos.db'));
    upgrade(dir);
    expectKept(dir, before);
    const [copy = ''] = readdirSync(path.join(dir, 'backups'));
    expect(contentOf(path.join(dir, 'backups', copy))).toEqual(before);
    expect(inFile(path.join(dir, 'pos.db'), (db) => db.prepare('SELECT count(*) FROM journal, sync_progress WHERE seq > acknowledged_through').pluck().get())).toBe(2);
  });

  it('[D17] killed at any step of an upgrade, the next start finds all and finishes it', async () => {
    const base = fileOfVersion(3);
    const before = contentOf(path.join(base, 'pos.db'));
    for (let point = 0; point < 2 * (allMigrations.length - 3); point += 1) {
      const dir = copyOf(base, `point-${point}`);
      expect(await upgradeInChild({ dir, at: AT, point })).toBe('SIGKILL');
      expect(inFile(path.join(dir, 'pos.db'), (db) => db.pragma('user_version', { simple: true }))).toBe(3 + Math.floor(point / 2));
      upgrade(dir);
      expectKept(dir, before);
      const copies = readdirSync(path.join(dir, 'backups'));
      expect(copies.filter((name) => name.startsWith('pos-v3-'))).toHaveLength(1);
      expect(contentOf(path.join(dir, 'backups', copies.find((name) => name.startsWith('pos-v3-')) ?? ''))).toEqual(before);
    }
  }, 60_000);

  it('[D17] killed at any moment of an upgrade, the next start finds all and finishes it', async () => {
    const seed = Number(process.env['UPGRADE_SEED'] ?? '11');
    const chance = seeded(seed);
    const base = fileOfVersion(3, 4000);
    const before = contentOf(path.join(base, 'pos.db'));
    const ends: (string | null)[] = [];
    for (let run = 0; run < 10; run += 1) {
      const dir = copyOf(base, `run-${run}`);
      ends.push(await upgradeInChild({ dir, at: AT, point: null }, chance() * 80));
      upgrade(dir);
      expectKept(dir, before);
      // Either the copy of before is there under its name, or the upgrade had not begun.
      const names = existsSync(path.join(dir, 'backups')) ? readdirSync(path.join(dir, 'backups')).filter((name) => name.startsWith('pos-v3-')) : [];
      expect([seed, run, names]).toEqual([seed, run, [expect.stringMatching(/\.db$/)]]);
    }
    expect(ends).toContain('SIGKILL');
  }, 60_000);

  it('[D2] refuses a file of a newer program with its last commits still in the log, and leaves every byte of both (F94)', () => {
    const dir = fileOfVersion(allMigrations.length);
    const writer = new Database(path.join(dir, 'pos.db'));
    writer.pragma(`user_version = ${allMigrations.length + 1}`);
    const hot = path.join(root, 'hot');
    mkdirSync(hot);
    for (const end of ['', '-wal']) copyFileSync(path.join(dir, `pos.db${end}`), path.join(hot, `pos.db${end}`));
    writer.close();
    const hashes = (): string[] => ['pos.db', 'pos.db-wal'].map((name) => createHash('sha256').update(readFileSync(path.join(hot, name))).digest('hex'));
    const untouched = hashes();
    expect(openStore({ dataDir: hot, sqliteBinding: null, at: AT })).toEqual({ ok: false, problem: { code: 'till-stopped', reason: 'database-newer' } });
    expect(hashes()).toEqual(untouched);
    expect(existsSync(path.join(hot, 'backups'))).toBe(false);
  });
});

function copyOf(base: string, name: string): string {
  const dir = path.join(root, name);
  mkdirSync(dir);
  for (const end of ['', '-wal']) copyFileSync(path.join(base, `pos.db${end}`), path.join(dir, `pos.db${end}`));
  return dir;
}
