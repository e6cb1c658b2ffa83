// How far the gateway has what we have, and how far we have what it has.
import { z } from 'zod';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { outcomeRecordSchema, type OutcomeRecord } from '#shared/contract/records.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

const countRow = z.object({ count: z.int() });

export interface SyncProgress {
  readonly acknowledgedThrough: number;
  readonly acknowledgedHash: string;
  readonly changesCursor: string | null;
  readonly lastContactAt: string | null;
  /** Since when the gateway has been out of reach; null while it answers. */
  readonly lostSince: string | null;
  /** Why selling stopped for good, until a person acts; null while it has not. */
  readonly stoppedBy: 'journal-fork' | 'terminal-revoked' | 'journal-broken' | null;
}

const progressRow = z.object({
  acknowledged_through: z.int(), acknowledged_hash: z.string(), changes_cursor: z.string().nullable(),
  last_contact_at: z.string().nullable(), lost_since: z.string().nullable(),
  stopped_by: z.enum(['journal-fork', 'terminal-revoked', 'journal-broken']).nullable(),
});

export function readProgress(db: ReadDb): SyncProgress {
  const row = db.one(
    'SELECT acknowledged_through, acknowledged_hash, changes_cursor, last_contact_at, lost_since, stopped_by FROM sync_progress',
    [], progressRow,
  );
  if (row === null) throw new Error('sync_progress always holds one row');
  return {
    acknowledgedThrough: row.acknowledged_through, acknowledgedHash: row.acknowledged_hash, changesCursor: row.changes_cursor,
    lastContactAt: row.last_contact_at, lostSince: row.lost_since, stoppedBy: row.stopped_by,
  };
}

/** Never moves back: two senders (window and command line) may both be told of an older state late. */
export function advance(db: WriteDb, through: number, hash: string): void {
  db.run('UPDATE sync_progress SET acknowledged_through = ?, acknowledged_hash = ? WHERE acknowledged_through < ?', [through, hash, through]);
}

/** Before anything up to `through` is sent: from here on none of it can be taken back. Never moves back. */
export function offer(db: WriteDb, through: number): void {
  db.run('UPDATE sync_progress SET offered_through = ? WHERE offered_through < ?', [through, through]);
}

export function saveCursor(db: WriteDb, cursor: string): void {
  db.run('UPDATE sync_progress SET changes_cursor = ?', [cursor]);
}

export function saveContact(db: WriteDb, at: string): void {
  db.run('UPDATE sync_progress SET last_contact_at = ?', [at]);
}

export function saveLostSince(db: WriteDb, at: string | null): void {
  db.run('UPDATE sync_progress SET lost_since = ?', [at]);
}

export function saveStop(db: WriteDb, reason: NonNullable<SyncProgress['stoppedBy']>): void {
  db.run('UPDATE sync_progress SET stopped_by = ?', [reason]);
}

/** The gateway has let the terminal in again. Lifts nothing but a revocation. */
export function clearStop(db: WriteDb): void {
  db.run("UPDATE sync_progress SET stopped_by = NULL WHERE stopped_by = 'terminal-revoked'", []);
}

/** The carrier's word on a sale is final: the first answer stays. Answers whether this was it. */
export function saveOutcome(db: WriteDb, outcome: OutcomeRecord): boolean {
  return db.run('INSERT INTO outcome (sale_id, status, data) VALUES (?, ?, ?) ON CONFLICT (sale_id) DO NOTHING', [outcome.saleId, outcome.status, JSON.stringify(outcome)]) === 1;
}

/** Refused sales whose money is still here: a task that was closed or refunded is nobody's worry any more. */
export function countRejected(db: ReadDb): number {
  return db.one('SELECT count(*) AS count FROM refund_task WHERE closed_at IS NULL', [], countRow)?.count ?? 0;
}

export interface RejectedSale {
  readonly outcome: Extract<OutcomeRecord, { status: 'rejected' }>;
  readonly receiptNumber: string;
  readonly businessDate: BusinessDate;
  readonly msisdnMasked: string;
  readonly totalFen: number;
}

const rejectedRow = z.object({
  data: z.string(), receipt_number: z.string(), business_date: z.string(), msisdn_masked: z.string(), total_fen: z.int(),
});

/** Sales the carrier refused and whose money is still here, newest first, at most 200. */
export function listRejected(db: ReadDb): RejectedSale[] {
  const rows = db.all(
    `SELECT outcome.data, sale.receipt_number, sale.business_date, sale.msisdn_masked, sale.total_fen
       FROM refund_task JOIN outcome ON outcome.sale_id = refund_task.sale_id JOIN sale ON sale.sale_id = refund_task.sale_id
      WHERE refund_task.closed_at IS NULL AND outcome.status = 'rejected' ORDER BY sale.seq DESC LIMIT 200`,
    [], rejectedRow,
  );
  return rows.flatMap((row) => {
    const outcome = outcomeRecordSchema.parse(JSON.parse(row.data));
    if (outcome.status !== 'rejected') return [];
    // Business dates are written by this program from its own calendar type.
    const businessDate = row.business_date as BusinessDate;
    return [{ outcome, receiptNumber: row.receipt_number, businessDate, msisdnMasked: row.msisdn_masked, totalFen: row.total_fen }];
  });
}
