// Shifts: at most one is open; a closed one never changes.
import { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { ShiftId, StaffId } from '#shared/domain/ids.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { shiftClosedSchema, type ShiftClosed } from '#shared/contract/journal-entries.ts';
import { receiptDocumentSchema, type ReceiptDocument } from '#shared/contract/till/sale-channels.ts';
import { dateSchema, fenSchema, shiftIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

const salesSumRow = z.object({ sale_count: z.int(), sales_fen: fenSchema, cash_fen: fenSchema });

export interface OpenShift {
  readonly shiftId: ShiftId;
  readonly staffId: StaffId;
  readonly openedAt: string;
  readonly businessDate: BusinessDate;
  readonly floatFen: Fen;
  readonly openedSeq: number;
}

export interface ClosedShift {
  readonly closedAt: string;
  readonly businessDate: BusinessDate;
  readonly z: ShiftClosed;
  readonly receipt: ReceiptDocument;
}

const openRow = z.object({
  shift_id: shiftIdSchema, staff_id: staffIdSchema, opened_at: z.string(), business_date: dateSchema, float_fen: fenSchema, opened_seq: z.int(),
});
const closedRow = z.object({ closed_at: z.string(), business_date: dateSchema, z_data: z.string(), z_receipt: z.string() });

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

export function closeShiftRow(db: WriteDb, shiftId: ShiftId, closedAt: string, closed: Pick<ClosedShift, 'z' | 'receipt'>): void {
  const changed = db.run(
    'UPDATE shift SET closed_at = ?, z_number = ?, z_data = ?, z_receipt = ? WHERE shift_id = ? AND closed_at IS NULL',
    [closedAt, closed.z.zNumber, JSON.stringify(closed.z), JSON.stringify(closed.receipt), shiftId],
  );
  invariant(changed === 1, 'exactly the open shift is closed');
}

/** The shift that was closed last; its count is the proposal for the next float. */
export function readLastClosed(db: ReadDb): ClosedShift | null {
  const row = db.one('SELECT closed_at, business_date, z_data, z_receipt FROM shift WHERE z_number IS NOT NULL ORDER BY z_number DESC LIMIT 1', [], closedRow);
  return row === null ? null : closedOf(row);
}

function closedOf(row: z.infer<typeof closedRow>): ClosedShift {
  return {
    closedAt: row.closed_at, businessDate: row.business_date, z: shiftClosedSchema.parse(JSON.parse(row.z_data)), receipt: receiptDocumentSchema.parse(JSON.parse(row.z_receipt)),
  };
}

/** Count and sum of the sales of a shift, and what of it lies in the drawer. Rows are numbered, so no sale of it lies before its opening. */
export function sumSalesOfShift(db: ReadDb, shiftId: ShiftId): { readonly saleCount: number; readonly salesFen: Fen; readonly cashSalesFen: Fen } {
  const row = db.one(
    `SELECT count(DISTINCT sale.sale_id) AS sale_count, coalesce(sum(tender.amount_fen), 0) AS sales_fen,
            coalesce(sum(CASE WHEN tender.method = 'cash' THEN tender.amount_fen ELSE 0 END), 0) AS cash_fen
       FROM sale JOIN tender ON tender.sale_id = sale.sale_id
      WHERE sale.seq > (SELECT opened_seq FROM shift WHERE shift_id = ?) AND sale.shift_id = ?`,
    [shiftId, shiftId], salesSumRow,
  );
  return { saleCount: row?.sale_count ?? 0, salesFen: row?.sales_fen ?? fen(0), cashSalesFen: row?.cash_fen ?? fen(0) };
}
