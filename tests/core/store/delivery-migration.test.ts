// Deliveries over a file as the version before wrote it: who could sell can sell on, and a first snapshot that was half there goes on.
import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '#core/store/migrate.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { deliveryMigration } from '#core/store/migrations/0006-delivery.ts';

let dir: string;
let db: Database.Database;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'delivery-migration-'));
  db = new Database(path.join(dir, 'pos.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  const before = allMigrations.slice(0, allMigrations.indexOf(deliveryMigration));
  expect(migrate(db, before, { dataDir: dir, at: '2026-11-25T01:00:00.000Z', isReadOnly: false }).ok).toBe(true);
  db.exec(`INSERT INTO subscriber (ref, msisdn_digest, iccid_digest, data) VALUES ('sub-1', x'00', x'01', '{"ref":"sub-1"}')`);
  db.exec(`INSERT INTO plan (plan_id, version, data) VALUES ('plus-60', 3, '{}')`);
  db.exec(`INSERT INTO staff (staff_id, name, role, pin_hash_sealed) VALUES ('c01', 'Chen', 'clerk', 'sealed')`);
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('store/delivery-migration', () => {
  it.each([['a complete directory', 1], ['a first snapshot under way', 0]])('[D10] keeps %s, its cursor, and whether the terminal can sell', (_name, hasAll) => {
    db.exec(`UPDATE sync_progress SET changes_cursor = 'cursor-of-before', has_first_snapshot = ${hasAll}`);
    expect(migrate(db, allMigrations, { dataDir: dir, at: '2026-11-26T01:00:00.000Z', isReadOnly: false }).ok).toBe(true);
    expect(db.prepare('SELECT changes_cursor FROM sync_progress').all()).toEqual([{ changes_cursor: 'cursor-of-before' }]);
    expect(db.prepare('SELECT number, snapshot, has_essentials, is_sweeping FROM feed_delivery').all()).toEqual([
      { number: 0, snapshot: null, has_essentials: hasAll, is_sweeping: 0 },
    ]);
    // Of the delivery that goes on: nothing of it is removed before another one is complete.
    const rows = db.prepare(`SELECT ref AS id, delivery FROM subscriber UNION ALL SELECT plan_id, delivery FROM plan UNION ALL SELECT staff_id, delivery FROM staff`).all();
    expect(rows).toEqual([{ id: 'sub-1', delivery: 0 }, { id: 'plus-60', delivery: 0 }, { id: 'c01', delivery: 0 }]);
  });
});
