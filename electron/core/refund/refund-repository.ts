// Refunds: their rows and lines, and what a sale has left to give back. Every sum is derived from the rows.
import { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, PaymentId, PlanId, RefundId, SaleId, ShiftId, StaffId } from '#shared/domain/ids.ts';
import type { RefundableTender, RefundLine } from '#shared/domain/refund.ts';
import { outcomeRecordSchema, type OutcomeRecord } from '#shared/contract/records.ts';
import { refundLineSchema } from '#shared/contract/till/undo-channels.ts';
import {
  approvalIdSchema, dateSchema, fenSchema, paymentIdSchema, planIdSchema, refundIdSchema, saleIdSchema, shiftIdSchema, staffIdSchema, tenderMethodSchema,
} from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export type Validity = 'moved-back' | 'stays' | 'undecided';

export interface NewRefund {
  readonly refundId: RefundId;
  readonly saleId: SaleId;
  readonly shiftId: ShiftId;
  readonly staffId: StaffId;
  readonly approvalId: ApprovalId | null;
  readonly reason: string;
  readonly amountFen: Fen;
  readonly mode: 'online' | 'offline';
  readonly lines: readonly RefundLine<PaymentId>[];
  readonly requestedAt: string;
}

export interface RefundRow extends NewRefund {
  /** requested: on its way. Only a completed one has moved money. */
  readonly state: 'requested' | 'completed' | 'failed';
  readonly validity: Validity;
  readonly expiryAfter: BusinessDate | null;
  readonly failure: string | null;
  readonly changedAt: string;
  readonly approverId: StaffId | null;
  readonly receiptNumber: string;
  readonly msisdnMasked: string;
  readonly planId: PlanId;
}

const SELECT = `
  SELECT refund.refund_id, refund.sale_id, refund.shift_id, refund.staff_id, refund.approval_id, refund.reason, refund.amount_fen, refund.state,
         refund.mode, refund.validity, refund.expiry_after, refund.failure, refund.requested_at, refund.changed_at, approval.approver_id,
         sale.receipt_number, sale.msisdn_masked, sale.plan_id,
         (SELECT json_group_array(json_object('paymentId', payment_id, 'method', method, 'amountFen', amount_fen))
            FROM (SELECT * FROM refund_line WHERE refund_line.refund_id = refund.refund_id ORDER BY method = 'cash', payment_id)) AS lines
    FROM refund JOIN sale ON sale.sale_id = refund.sale_id LEFT JOIN approval ON approval.approval_id = refund.approval_id`;

const refundRow = z.object({
  refund_id: refundIdSchema, sale_id: saleIdSchema, shift_id: shiftIdSchema, staff_id: staffIdSchema, approval_id: approvalIdSchema.nullable(),
  reason: z.string(), amount_fen: fenSchema, state: z.enum(['requested', 'completed', 'failed']), mode: z.enum(['online', 'offline']),
  validity: z.enum(['moved-back', 'stays', 'undecided']), expiry_after: dateSchema.nullable(), failure: z.string().nullable(), requested_at: z.string(),
  changed_at: z.string(), approver_id: staffIdSchema.nullable(), receipt_number: z.string(), msisdn_masked: z.string(), plan_id: planIdSchema, lines: z.string(),
});
const linesSchema = z.array(refundLineSchema);

export function readRefund(db: ReadDb, refundId: RefundId): RefundRow | null {
  const row = db.one(`${SELECT} WHERE refund.refund_id = ?`, [refundId], refundRow);
  return row === null ? null : refundOf(row);
}

/** Newest first, at most 200; of one sale, or of all. */
export function listRefunds(db: ReadDb, saleId: SaleId | null): RefundRow[] {
  const rows = saleId === null
    ? db.all(`${SELECT} ORDER BY refund.requested_at DESC, refund.refund_id DESC LIMIT 200`, [], refundRow)
    : db.all(`${SELECT} WHERE refund.sale_id = ? ORDER BY refund.requested_at DESC, refund.refund_id DESC LIMIT 200`, [saleId], refundRow);
  return rows.map(refundOf);
}

/** Refunds whose end is not known, oldest first. */
export function readOpenRefunds(db: ReadDb, limit: number): RefundRow[] {
  return db.all(`${SELECT} WHERE refund.state = 'requested' ORDER BY refund.requested_at, refund.refund_id LIMIT ?`, [limit], refundRow).map(refundOf);
}

function refundOf(row: z.output<typeof refundRow>): RefundRow {
  return {
    refundId: row.refund_id, saleId: row.sale_id, shiftId: row.shift_id, staffId: row.staff_id, approvalId: row.approval_id, reason: row.reason,
    amountFen: row.amount_fen, state: row.state, mode: row.mode, validity: row.validity, expiryAfter: row.expiry_after, failure: row.failure,
    requestedAt: row.requested_at, changedAt: row.changed_at, approverId: row.approver_id, receiptNumber: row.receipt_number,
    msisdnMasked: row.msisdn_masked, planId: row.plan_id, lines: linesSchema.parse(JSON.parse(row.lines)),
  };
}

/** The row holds the amount from now on: nobody else can give the same money back, until it failed. */
export function insertRefund(db: WriteDb, refund: NewRefund): void {
  db.run(
    `INSERT INTO refund (refund_id, sale_id, shift_id, staff_id, approval_id, reason, amount_fen, state, mode, validity, requested_at, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'requested', ?, 'undecided', ?, ?)`,
    [
      refund.refundId, refund.saleId, refund.shiftId, refund.staffId, refund.approvalId, refund.reason, refund.amountFen, refund.mode, refund.requestedAt,
      refund.requestedAt,
    ],
  );
  for (const line of refund.lines) {
    db.run(
      'INSERT INTO refund_line (refund_id, payment_id, sale_id, method, amount_fen) VALUES (?, ?, ?, ?, ?)',
      [refund.refundId, line.paymentId, refund.saleId, line.method, line.amountFen],
    );
  }
}

export interface RefundEnd {
  readonly shiftId: ShiftId;
  readonly validity: Validity;
  readonly expiryAfter: BusinessDate | null;
  readonly at: string;
}

export function saveCompleted(db: WriteDb, refundId: RefundId, end: RefundEnd): void {
  const changed = db.run(
    `UPDATE refund SET state = 'completed', shift_id = ?, validity = ?, expiry_after = ?, changed_at = ? WHERE refund_id = ? AND state = 'requested'`,
    [end.shiftId, end.validity, end.expiryAfter, end.at, refundId],
  );
  invariant(changed === 1, 'a refund ends once');
}

export function saveFailed(db: WriteDb, refundId: RefundId, failure: string, at: string): void {
  const changed = db.run(
    `UPDATE refund SET state = 'failed', failure = ?, changed_at = ? WHERE refund_id = ? AND state = 'requested'`, [failure, at, refundId],
  );
  invariant(changed === 1, 'a refund ends once');
}

export interface SaleToRefund {
  readonly saleId: SaleId;
  readonly businessDate: BusinessDate;
  readonly isVoided: boolean;
  /** The gateway has said that it holds the sale. */
  readonly isAcknowledged: boolean;
  readonly outcome: OutcomeRecord | null;
  readonly tenders: readonly RefundableTender<PaymentId>[];
}

const flag = z.int().transform((value) => value === 1);
const saleRow = z.object({ business_date: dateSchema, is_voided: flag, is_acknowledged: flag, outcome_data: z.string().nullable() });
const tenderRow = z.object({ payment_id: paymentIdSchema, method: tenderMethodSchema, amount_fen: fenSchema, refunded_fen: fenSchema });

/** Null when this terminal made no such sale. `refundedFen` of a tender counts refunds under way, too. */
export function readSaleToRefund(db: ReadDb, saleId: SaleId): SaleToRefund | null {
  const row = db.one(
    `SELECT shift.business_date, EXISTS (SELECT 1 FROM sale_void WHERE sale_void.sale_id = sale.sale_id) AS is_voided,
            sale.seq <= (SELECT acknowledged_through FROM sync_progress) AS is_acknowledged, outcome.data AS outcome_data
       FROM sale JOIN shift ON shift.shift_id = sale.shift_id LEFT JOIN outcome ON outcome.sale_id = sale.sale_id WHERE sale.sale_id = ?`,
    [saleId], saleRow,
  );
  if (row === null) return null;
  const tenders = db.all(
    `SELECT payment_id, method, amount_fen,
            (SELECT coalesce(sum(refund_line.amount_fen), 0) FROM refund_line JOIN refund ON refund.refund_id = refund_line.refund_id
              WHERE refund_line.sale_id = tender.sale_id AND refund_line.payment_id = tender.payment_id AND refund.state <> 'failed') AS refunded_fen
       FROM tender WHERE sale_id = ? ORDER BY payment_id`,
    [saleId], tenderRow,
  );
  return {
    saleId, businessDate: row.business_date, isVoided: row.is_voided, isAcknowledged: row.is_acknowledged,
    outcome: row.outcome_data === null ? null : outcomeRecordSchema.parse(JSON.parse(row.outcome_data)),
    tenders: tenders.map((tender) => ({ paymentId: tender.payment_id, method: tender.method, amountFen: tender.amount_fen, refundedFen: tender.refunded_fen })),
  };
}
