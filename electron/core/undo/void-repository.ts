// What a void needs to know of its sale, and the row that says it was taken back.
import { z } from 'zod';
import type { Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, PaymentId, PlanId, SaleId, ShiftId, StaffId } from '#shared/domain/ids.ts';
import type { TenderMethod, TenderWay } from '#shared/domain/tender.ts';
import {
  fenSchema, paymentIdSchema, planIdSchema, saleIdSchema, shiftIdSchema, signedFenSchema, tenderMethodSchema, tenderWaySchema,
} from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface SaleToVoid {
  readonly saleId: SaleId;
  readonly receiptNumber: string;
  readonly shiftId: ShiftId;
  readonly planId: PlanId;
  readonly msisdnMasked: string;
  readonly totalFen: Fen;
  readonly roundingFen: Fen;
  readonly isVoided: boolean;
  readonly isOffered: boolean;
  readonly hasRefund: boolean;
  readonly hasLaterSale: boolean;
  readonly tenders: readonly { readonly paymentId: PaymentId; readonly method: TenderMethod; readonly way: TenderWay | null; readonly amountFen: Fen }[];
}

const flag = z.int().transform((value) => value === 1);
const saleRow = z.object({
  receipt_number: z.string(), shift_id: shiftIdSchema, plan_id: planIdSchema, msisdn_masked: z.string(), total_fen: fenSchema,
  rounding_fen: signedFenSchema, is_voided: flag, is_offered: flag, has_refund: flag, has_later: flag,
});
const tenderRow = z.object({ payment_id: paymentIdSchema, method: tenderMethodSchema, way: tenderWaySchema.nullable(), amount_fen: fenSchema });
const saleIdRow = z.object({ sale_id: saleIdSchema });

/** Null when this terminal made no such sale. */
export function readSaleToVoid(db: ReadDb, saleId: SaleId): SaleToVoid | null {
  const row = db.one(
    `SELECT receipt_number, shift_id, plan_id, msisdn_masked, total_fen, rounding_fen,
            EXISTS (SELECT 1 FROM sale_void WHERE sale_void.sale_id = sale.sale_id) AS is_voided,
            sale.seq <= (SELECT offered_through FROM sync_progress) AS is_offered,
            EXISTS (SELECT 1 FROM refund WHERE refund.sale_id = sale.sale_id AND state <> 'failed') AS has_refund,
            EXISTS (SELECT 1 FROM sale AS later WHERE later.subscriber_ref = sale.subscriber_ref AND later.seq > sale.seq
                      AND NOT EXISTS (SELECT 1 FROM sale_void WHERE sale_void.sale_id = later.sale_id)) AS has_later
       FROM sale WHERE sale_id = ?`,
    [saleId], saleRow,
  );
  if (row === null) return null;
  const tenders = db.all('SELECT payment_id, method, way, amount_fen FROM tender WHERE sale_id = ? ORDER BY payment_id', [saleId], tenderRow);
  return {
    saleId, receiptNumber: row.receipt_number, shiftId: row.shift_id, planId: row.plan_id, msisdnMasked: row.msisdn_masked, totalFen: row.total_fen,
    roundingFen: row.rounding_fen, isVoided: row.is_voided, isOffered: row.is_offered, hasRefund: row.has_refund, hasLaterSale: row.has_later,
    tenders: tenders.map((tender) => ({ paymentId: tender.payment_id, method: tender.method, way: tender.way, amountFen: tender.amount_fen })),
  };
}

export interface NewVoid {
  readonly saleId: SaleId;
  readonly seq: number;
  readonly shiftId: ShiftId;
  readonly staffId: StaffId;
  readonly approvalId: ApprovalId | null;
  readonly reason: string;
  readonly at: string;
}

export function insertVoid(db: WriteDb, entry: NewVoid): void {
  db.run(
    'INSERT INTO sale_void (sale_id, seq, shift_id, staff_id, approval_id, reason, voided_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [entry.saleId, entry.seq, entry.shiftId, entry.staffId, entry.approvalId, entry.reason, entry.at],
  );
}

/** Sales among the journal rows of a batch that were taken back before they were offered. */
export function readVoidedBetween(db: ReadDb, firstSeq: number, lastSeq: number): SaleId[] {
  return db.all(
    'SELECT sale.sale_id FROM sale JOIN sale_void ON sale_void.sale_id = sale.sale_id WHERE sale.seq BETWEEN ? AND ? ORDER BY sale.seq',
    [firstSeq, lastSeq], saleIdRow,
  ).map((row) => row.sale_id);
}
