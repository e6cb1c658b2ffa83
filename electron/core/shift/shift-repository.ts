// Shifts: at most one is open; a closed one never changes.
import { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import type { DenominationCount } from '#shared/domain/denominations.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ShiftId, StaffId } from '#shared/domain/ids.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { shiftClosedSchema, type ShiftClosed } from '#shared/contract/journal-entries.ts';
import { receiptDocumentSchema, type ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { dateSchema, denominationCountsSchema, fenSchema, shiftIdSchema, signedFenSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface OpenShift {
  readonly shiftId: ShiftId;
  readonly staffId: StaffId;
  readonly openedAt: string;
  readonly businessDate: BusinessDate;
  readonly floatFen: Fen;
  readonly openedSeq: number;
}

export interface ClosedShift {
  /** Who opened it; who closed it stands in the Z. */
  readonly ownerId: StaffId;
  readonly closedAt: string;
  readonly businessDate: BusinessDate;
  readonly z: ShiftClosed;
  readonly receipt: ReceiptDocument;
}

const openRow = z.object({
  shift_id: shiftIdSchema, staff_id: staffIdSchema, opened_at: z.string(), business_date: dateSchema, float_fen: fenSchema, opened_seq: z.int(),
});
const CLOSED_COLUMNS = 'staff_id, closed_at, business_date, z_data, z_receipt';
const closedRow = z.object({ staff_id: staffIdSchema, closed_at: z.string(), business_date: dateSchema, z_data: z.string(), z_receipt: z.string() });

export function readOpenShift(db: ReadDb): OpenShift | null {
  const row = db.one('SELECT shift_id, staff_id, opened_at, business_date, float_fen, opened_seq FROM shift WHERE closed_at IS NULL', [], openRow);
  if (row === null) return null;
  return {
    shiftId: row.shift_id, staffId: row.staff_id, openedAt: row.opened_at, businessDate: row.business_date, floatFen: row.float_fen,
    openedSeq: row.opened_seq,
  };
}

export function insertShift(db: WriteDb, shift: OpenShift): void {
  db.run(
    'INSERT INTO shift (shift_id, staff_id, opened_at, business_date, float_fen, opened_seq) VALUES (?, ?, ?, ?, ?, ?)',
    [shift.shiftId, shift.staffId, shift.openedAt, shift.businessDate, shift.floatFen, shift.openedSeq],
  );
}

/** The open shift was dated by a clock that stood wrong. */
export function moveOpenShift(db: WriteDb, shiftId: ShiftId, openedAt: string, businessDate: BusinessDate): void {
  const changed = db.run('UPDATE shift SET opened_at = ?, business_date = ? WHERE shift_id = ? AND closed_at IS NULL', [openedAt, businessDate, shiftId]);
  invariant(changed === 1, 'exactly the open shift is moved');
}

export function closeShiftRow(db: WriteDb, shiftId: ShiftId, closedAt: string, closed: Pick<ClosedShift, 'z' | 'receipt'>): void {
  const changed = db.run(
    'UPDATE shift SET closed_at = ?, z_number = ?, z_data = ?, z_receipt = ? WHERE shift_id = ? AND closed_at IS NULL',
    [closedAt, closed.z.zNumber, JSON.stringify(closed.z), JSON.stringify(closed.receipt), shiftId],
  );
  invariant(changed === 1, 'exactly the open shift is closed');
}

/** The shift that was closed last; its count is the proposal for the next float. */
export function readLastClosed(db: ReadDb): ClosedShift | null {
  const row = db.one(`SELECT ${CLOSED_COLUMNS} FROM shift WHERE z_number IS NOT NULL ORDER BY z_number DESC LIMIT 1`, [], closedRow);
  return row === null ? null : closedOf(row);
}

function closedOf(row: z.infer<typeof closedRow>): ClosedShift {
  return {
    ownerId: row.staff_id, closedAt: row.closed_at, businessDate: row.business_date, z: shiftClosedSchema.parse(JSON.parse(row.z_data)),
    receipt: receiptDocumentSchema.parse(JSON.parse(row.z_receipt)),
  };
}

/** The closed shift of this id; null when there is none, or it is still open. */
export function readClosed(db: ReadDb, shiftId: ShiftId): ClosedShift | null {
  const row = db.one(`SELECT ${CLOSED_COLUMNS} FROM shift WHERE shift_id = ? AND z_number IS NOT NULL`, [shiftId], closedRow);
  return row === null ? null : closedOf(row);
}

/** Closed shifts of a range of business dates, newest first, at most 500. */
export function listClosed(db: ReadDb, from: BusinessDate, to: BusinessDate): ClosedShift[] {
  return db.all(
    `SELECT ${CLOSED_COLUMNS} FROM shift WHERE z_number IS NOT NULL AND business_date BETWEEN ? AND ? ORDER BY z_number DESC LIMIT 500`, [from, to], closedRow,
  ).map(closedOf);
}

export interface CountRow {
  readonly attempt: number;
  readonly staffId: StaffId;
  readonly countedFen: Fen;
  readonly expectedFen: Fen;
  readonly denominations: readonly DenominationCount[] | null;
  readonly countedAt: string;
}

const countRow = z.object({
  attempt: z.int(), staff_id: staffIdSchema, counted_fen: fenSchema, expected_fen: signedFenSchema, denominations: z.string().nullable(), counted_at: z.string(),
});

/** The last count of a shift; null before the first. */
export function readLastCount(db: ReadDb, shiftId: ShiftId): CountRow | null {
  const row = db.one(
    'SELECT attempt, staff_id, counted_fen, expected_fen, denominations, counted_at FROM shift_count WHERE shift_id = ? ORDER BY attempt DESC LIMIT 1', [shiftId], countRow,
  );
  if (row === null) return null;
  return {
    attempt: row.attempt, staffId: row.staff_id, countedFen: row.counted_fen, expectedFen: row.expected_fen, countedAt: row.counted_at,
    denominations: row.denominations === null ? null : denominationCountsSchema.parse(JSON.parse(row.denominations)),
  };
}

export function insertCount(db: WriteDb, shiftId: ShiftId, count: CountRow): void {
  db.run(
    'INSERT INTO shift_count (shift_id, attempt, staff_id, counted_fen, expected_fen, denominations, counted_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [
      shiftId, count.attempt, count.staffId, count.countedFen, count.expectedFen, count.denominations === null ? null : JSON.stringify(count.denominations),
      count.countedAt,
    ],
  );
}
