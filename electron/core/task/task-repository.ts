// Refund tasks: sales the carrier refused whose money is still here, each with somebody who sees to it.
import { z } from 'zod';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { SaleId, StaffId } from '#shared/domain/ids.ts';
import { outcomeRecordSchema, type RejectionReason } from '#shared/contract/records.ts';
import { dateSchema, fenSchema, saleIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface TaskRow {
  readonly saleId: SaleId;
  readonly receiptNumber: string;
  readonly businessDate: BusinessDate;
  readonly msisdnMasked: string;
  readonly totalFen: Fen;
  /** Not given back yet; a refund under way still counts as left. */
  readonly leftFen: Fen;
  readonly reason: RejectionReason;
  readonly ownerId: StaffId;
  readonly createdAt: string;
}

const LEFT = `
  (SELECT coalesce(sum(amount_fen), 0) FROM tender WHERE tender.sale_id = sale.sale_id)
  - (SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE refund.sale_id = sale.sale_id AND refund.state = 'completed')`;
const SELECT = `
  SELECT sale.sale_id, sale.receipt_number, sale.business_date, sale.msisdn_masked, sale.total_fen, ${LEFT} AS left_fen, outcome.data, refund_task.owner_id,
         refund_task.created_at
    FROM refund_task JOIN sale ON sale.sale_id = refund_task.sale_id JOIN outcome ON outcome.sale_id = refund_task.sale_id
   WHERE refund_task.closed_at IS NULL`;
const taskRow = z.object({
  sale_id: saleIdSchema, receipt_number: z.string(), business_date: dateSchema, msisdn_masked: z.string(), total_fen: fenSchema, left_fen: fenSchema,
  data: z.string(), owner_id: staffIdSchema, created_at: z.string(),
});

/** Open ones, oldest first, at most 200. */
export function listTasks(db: ReadDb): TaskRow[] {
  return db.all(`${SELECT} ORDER BY refund_task.created_at, sale.seq LIMIT 200`, [], taskRow).flatMap(taskOf);
}

/** Null when there is none, or none any more. */
export function readTask(db: ReadDb, saleId: SaleId): TaskRow | null {
  return db.all(`${SELECT} AND refund_task.sale_id = ?`, [saleId], taskRow).flatMap(taskOf)[0] ?? null;
}

function taskOf(row: z.output<typeof taskRow>): TaskRow[] {
  const outcome = outcomeRecordSchema.parse(JSON.parse(row.data));
  if (outcome.status !== 'rejected') return [];
  return [{
    saleId: row.sale_id, receiptNumber: row.receipt_number, businessDate: row.business_date, msisdnMasked: row.msisdn_masked, totalFen: row.total_fen,
    leftFen: row.left_fen, reason: outcome.reason, ownerId: row.owner_id, createdAt: row.created_at,
  }];
}

/** With the carrier's refusal, in its transaction. The seller sees to it first; where nothing is left there is nothing to do. */
export function openTask(db: WriteDb, saleId: SaleId, at: string): void {
  db.run(
    `INSERT INTO refund_task (sale_id, owner_id, created_at)
     SELECT sale.sale_id, sale.staff_id, ? FROM sale
      WHERE sale.sale_id = ? AND ${LEFT} > 0 AND NOT EXISTS (SELECT 1 FROM sale_void WHERE sale_void.sale_id = sale.sale_id)
     ON CONFLICT (sale_id) DO NOTHING`,
    [at, saleId],
  );
}

export function assignTask(db: WriteDb, saleId: SaleId, ownerId: StaffId): void {
  db.run('UPDATE refund_task SET owner_id = ? WHERE sale_id = ? AND closed_at IS NULL', [ownerId, saleId]);
}

export function closeTask(db: WriteDb, saleId: SaleId, at: string, how: string): void {
  db.run('UPDATE refund_task SET closed_at = ?, closed_how = ? WHERE sale_id = ? AND closed_at IS NULL', [at, how, saleId]);
}

/** After a refund: nothing left, nothing to see to. */
export function settleTask(db: WriteDb, saleId: SaleId, at: string): void {
  db.run(
    `UPDATE refund_task SET closed_at = ?, closed_how = 'refunded'
      WHERE sale_id = ? AND closed_at IS NULL AND (SELECT ${LEFT} FROM sale WHERE sale.sale_id = refund_task.sale_id) <= 0`,
    [at, saleId],
  );
}
