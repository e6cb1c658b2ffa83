// The checkpoint: what it spares, and that it cannot be used to hide a row that does not fit.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { appendEntry } from '#core/journal/append-entry.ts';
import { readCheckpoint, saveCheckpoint } from '#core/journal/checkpoint-repository.ts';
import { readHashAt, readHead } from '#core/journal/journal-repository.ts';
import { CHECKED_AT_START, verifyJournal, verifySinceCheckpoint } from '#core/journal/verify-journal.ts';
import { openStore } from '#core/store/open-store.ts';
import type { Store } from '#core/store/sql.ts';

const AT = '2026-11-24T02:00:00.000Z';
const terminalId = terminalIdSchema.parse('T-0001');
const stamp = { terminalId, at: AT, businessDate: dateSchema.parse('2026-11-24') };

let dataDir: string;
let store: Store;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'checkpoint-'));
  const opened = openStore({ dataDir, sqliteBinding: null, at: AT });
  if (!opened.ok) throw new Error(opened.problem.code);
  store = opened.value;
});
afterEach(() => {
  store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function append(rows: number): void {
  store.write((db) => {
    for (let row = 0; row < rows; row += 1) appendEntry(db, stamp, 'terminal.started', { appVersion: String(row) });
  });
}
function checkpointAt(seq: number, hash: string | null = readHashAt(store.read, seq)): void {
  store.write((db) => saveCheckpoint(db, { seq, hash: hash ?? '', verifiedAt: AT }));
}
function tamper(sql: string): void {
  const db = new Database(path.join(dataDir, 'pos.db'));
  db.exec(`PRAGMA foreign_keys = OFF; DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; DROP TRIGGER journal_no_gap; ${sql}`);
  db.close();
}
const since = (): ReturnType<typeof verifySinceCheckpoint> => verifySinceCheckpoint(store.read, terminalId);

describe('journal/checkpoint', () => {
  it('[J7] only what came since is checked again, and its result is a whole journal', () => {
    append(2500);
    checkpointAt(1200);
    const blocks: number[] = [];
    expect(verifySinceCheckpoint(store.read, terminalId, (seq) => blocks.push(seq))).toEqual({
      ok: true, value: { head: readHead(store.read), firstChecked: 1200, isWhole: true },
    });
    expect(blocks).toEqual([2199, 2500]);
    // A recent one spares no more than the newest rows of every start.
    checkpointAt(2400);
    expect(since()).toMatchObject({ ok: true, value: { firstChecked: 2500 - CHECKED_AT_START + 1 } });
  });

  it('[J7] without one the newest rows are checked, and nothing is called whole', () => {
    append(1500);
    expect(since()).toEqual({ ok: true, value: { head: readHead(store.read), firstChecked: 501, isWhole: false } });
  });

  it('[J7] a short journal is checked from its first row and needs none', () => {
    append(10);
    expect(since()).toEqual({ ok: true, value: { head: readHead(store.read), firstChecked: 1, isWhole: true } });
  });

  it('[J7] finds the first bad row after it, and leaves one before it to the whole check', () => {
    append(3000);
    checkpointAt(1500);
    tamper(`UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq IN (700, 1700)`);
    expect(since()).toEqual({ ok: false, problem: { code: 'chain-broken', seq: 1700, reason: 'hash' } });
    expect(verifyJournal(store.read, terminalId, 0)).toEqual({ ok: false, problem: { code: 'chain-broken', seq: 700, reason: 'hash' } });
  });

  it.each([
    ['its own row was changed', `UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1500`, { seq: 1500, reason: 'hash' }],
    ['its own row got another hash', `UPDATE journal SET hash = '${'e'.repeat(64)}' WHERE seq = 1500`, { seq: 1500, reason: 'hash' }],
    ['it was moved to a hash that no row has', `UPDATE journal_checkpoint SET hash = '${'e'.repeat(64)}'`, { seq: 1500, reason: 'checkpoint' }],
    ['the rows from it on are gone', `DELETE FROM journal WHERE seq >= 1500`, { seq: 1500, reason: 'checkpoint' }],
    ['it was moved ahead over a bad row, to a row that does not exist', `UPDATE journal SET at = '' WHERE seq = 1700; UPDATE journal_checkpoint SET seq = 9000`, { seq: 1700, reason: 'hash' }],
  ])('[J8] is believed only with its row: %s', (_name, sql, problem) => {
    append(3000);
    checkpointAt(1500);
    tamper(sql);
    expect(since()).toEqual({ ok: false, problem: { code: 'chain-broken', ...problem } });
  });

  it('[J8] never moves back, and the database refuses to lose it', () => {
    append(20);
    checkpointAt(10);
    checkpointAt(5);
    expect(readCheckpoint(store.read)).toMatchObject({ seq: 10 });
    expect(() => store.write((db) => db.run('UPDATE journal_checkpoint SET seq = 5', []))).toThrow('never moves back');
    expect(() => store.write((db) => db.run('DELETE FROM journal_checkpoint', []))).toThrow('never deleted');
  });

  it('[J7] a file from before there were checkpoints is checked like one that has none', () => {
    append(3);
    tamper('DROP TABLE journal_checkpoint');
    expect(readCheckpoint(store.read)).toBeNull();
    expect(since()).toMatchObject({ ok: true, value: { firstChecked: 1, isWhole: true } });
  });
});
