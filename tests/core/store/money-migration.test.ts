// Version 4 over a file as version 3 wrote it: nothing is lost, and what was sold before counts in every figure.
import Database from 'better-sqlite3';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '#core/store/migrate.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';

let dir: string;
let db: Database.Database;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'money-migration-'));
  db = new Database(path.join(dir, 'pos.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  const before = migrate(db, allMigrations.slice(0, 3), { dataDir: dir, at: '2026-11-24T01:00:00.000Z', isReadOnly: false });
  expect(before.ok).toBe(true);
  writeAsVersion3();
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A float of 500.00, a sale of 60.00 at 23:30 in Shanghai that was acknowledged, one of 30.00 at 00:30 that was rejected, and an open draft. */
function writeAsVersion3(): void {
  const hash = (seq: number): string => String(seq).padStart(64, '0');
  const journal = db.prepare('INSERT INTO journal (seq, type, at, business_date, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const entries = [['shift.opened', '2026-11-24T12:00:00.000Z'], ['sale.completed', '2026-11-24T15:30:00.000Z'], ['sale.completed', '2026-11-24T16:30:00.000Z']] as const;
  entries.forEach(([type, at], index) => journal.run(index + 1, type, at, '2026-11-24', '{}', hash(index), hash(index + 1)));
  db.exec(`INSERT INTO shift (shift_id, staff_id, opened_at, business_date, float_fen, opened_seq) VALUES ('sh-1', 'c01', '2026-11-24T12:00:00.000Z', '2026-11-24', 50000, 1)`);
  const draft = db.prepare(`INSERT INTO sale_draft (sale_id, subscriber_ref, state, begun_at, begun_by) VALUES (?, 'sub-1', ?, '2026-11-24T12:00:00.000Z', 'c01')`);
  draft.run('sale-a', 'completed');
  draft.run('sale-b', 'completed');
  draft.run('sale-c', 'open');
  const sale = db.prepare(`INSERT INTO sale (sale_id, seq, receipt_number, receipt_count, shift_id, staff_id, subscriber_ref, completed_at, business_date, mode, msisdn_masked, plan_id,
      plan_name, months, total_fen, expiry_before, expected_expiry, service_end_on, anchor_day, auto_renewal, receipt)
    VALUES (?, ?, ?, ?, 'sh-1', 'c02', 'sub-1', ?, '2026-11-24', 'online', '165****0001', ?, '{}', 1, ?, NULL, '2026-12-24', '2026-12-25', 25, 'off', '{}')`);
  sale.run('sale-a', 2, 'R-1', 1, '2026-11-24T15:30:00.000Z', 'plus-60', 6000);
  sale.run('sale-b', 3, 'R-2', 2, '2026-11-24T16:30:00.000Z', 'basic-30', 3000);
  const tender = db.prepare(`INSERT INTO tender (sale_id, payment_id, method, amount_fen, received_fen, change_fen) VALUES (?, ?, 'cash', ?, ?, ?)`);
  tender.run('sale-a', 'pay-a', 6000, 10_000, 4000);
  tender.run('sale-b', 'pay-b', 3000, 3000, 0);
  const outcome = db.prepare('INSERT INTO outcome (sale_id, status, data) VALUES (?, ?, ?)');
  outcome.run('sale-a', 'applied', '{"status":"applied"}');
  outcome.run('sale-b', 'rejected', '{"status":"rejected","decidedAt":"2026-11-24T16:31:00.000Z"}');
  db.exec('UPDATE sync_progress SET acknowledged_through = 3');
}

const all = (sql: string): unknown[] => db.prepare(sql).all();
const upgrade = (): void => {
  expect(migrate(db, allMigrations, { dataDir: dir, at: '2026-11-25T01:00:00.000Z', isReadOnly: false })).toMatchObject({ ok: true, value: { version: 3, head: { seq: 3 } } });
};

describe('store/money-migration', () => {
  it('[D10] carries what was sold before into the money lines, by the hour of the store', () => {
    upgrade();
    expect(all('SELECT seq, line, kind, method, plan_id, staff_id, hour, amount_fen, sale_id FROM money_line ORDER BY seq, line')).toEqual([
      { seq: 1, line: 0, kind: 'float', method: null, plan_id: null, staff_id: 'c01', hour: 20, amount_fen: 50_000, sale_id: null },
      { seq: 2, line: 0, kind: 'sale', method: null, plan_id: 'plus-60', staff_id: 'c02', hour: 23, amount_fen: 6000, sale_id: 'sale-a' },
      { seq: 2, line: 1, kind: 'tender', method: 'cash', plan_id: null, staff_id: 'c02', hour: 23, amount_fen: 6000, sale_id: 'sale-a' },
      { seq: 3, line: 0, kind: 'sale', method: null, plan_id: 'basic-30', staff_id: 'c02', hour: 0, amount_fen: 3000, sale_id: 'sale-b' },
      { seq: 3, line: 1, kind: 'tender', method: 'cash', plan_id: null, staff_id: 'c02', hour: 0, amount_fen: 3000, sale_id: 'sale-b' },
    ]);
  });

  it('[D10] makes a refund task of every refused sale, and holds that every entry may have left', () => {
    upgrade();
    expect(all('SELECT sale_id, owner_id, created_at, closed_at FROM refund_task')).toEqual([
      { sale_id: 'sale-b', owner_id: 'c02', created_at: '2026-11-24T16:31:00.000Z', closed_at: null },
    ]);
    expect(all('SELECT offered_through FROM sync_progress')).toEqual([{ offered_through: 3 }]);
  });

  it('[D10] keeps drafts, outcomes and tenders, and every reference between them', () => {
    upgrade();
    expect(all('SELECT sale_id, state, parked_at FROM sale_draft ORDER BY sale_id')).toEqual([
      { sale_id: 'sale-a', state: 'completed', parked_at: null }, { sale_id: 'sale-b', state: 'completed', parked_at: null }, { sale_id: 'sale-c', state: 'open', parked_at: null },
    ]);
    expect(all('SELECT sale_id, status FROM outcome ORDER BY sale_id')).toEqual([{ sale_id: 'sale-a', status: 'applied' }, { sale_id: 'sale-b', status: 'rejected' }]);
    expect(all('SELECT payment_id, received_fen, way, reference FROM tender ORDER BY payment_id')).toEqual([
      { payment_id: 'pay-a', received_fen: 10_000, way: null, reference: null }, { payment_id: 'pay-b', received_fen: 3000, way: null, reference: null },
    ]);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(readdirSync(path.join(dir, 'backups'))).toEqual([expect.stringMatching(/^pos-v3-/)]);
  });

  it('[D10] refuses afterwards what the books must not hold: too much given back, two open payments, a changed line', () => {
    upgrade();
    db.exec(`INSERT INTO refund (refund_id, sale_id, shift_id, staff_id, reason, amount_fen, state, mode, validity, requested_at, changed_at)
      VALUES ('rf-1', 'sale-a', 'sh-1', 'c01', 'x', 4000, 'completed', 'offline', 'undecided', '', ''), ('rf-2', 'sale-a', 'sh-1', 'c01', 'x', 4000, 'requested', 'online', 'undecided', '', '')`);
    const line = db.prepare(`INSERT INTO refund_line (refund_id, payment_id, sale_id, method, amount_fen) VALUES (?, 'pay-a', 'sale-a', 'cash', ?)`);
    line.run('rf-1', 4000);
    expect(() => line.run('rf-2', 2001)).toThrow('refunds never exceed what was paid');
    line.run('rf-2', 2000);
    const payment = db.prepare(`INSERT INTO payment (payment_id, sale_id, shift_id, staff_id, method, way, amount_fen, state, started_at, changed_at)
      VALUES (?, 'sale-c', 'sh-1', 'c01', 'alipay', 'payer-code', 6000, 'unknown', '', '')`);
    payment.run('p-1');
    expect(() => payment.run('p-2')).toThrow('UNIQUE');
    expect(() => db.exec('UPDATE money_line SET amount_fen = 1')).toThrow('money lines never change');
    expect(() => db.exec('DELETE FROM money_line')).toThrow('money lines are never deleted');
    expect(() => db.exec(`INSERT INTO sale_void (sale_id, seq, shift_id, staff_id, reason, voided_at) VALUES ('sale-a', 3, 'sh-1', 'c01', 'x', '')`)).toThrow('a refunded sale is not voided');
  });
});
