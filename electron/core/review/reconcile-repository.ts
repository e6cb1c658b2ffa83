// What the books hold beside a wallet's statement: its payments and refunds, every sale with its money, and the drawer.
import { z } from 'zod';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import type { BookPayment, BookRefund, BookSale } from '#shared/domain/reconcile.ts';
import { saleIdSchema, tenderMethodSchema } from '#shared/contract/values.ts';
import type { ReadDb } from '../store/sql.ts';
import type { DayRange } from './review-repository.ts';

const paymentRow = z.object({
  payment_id: z.string(), reference: z.string().nullable(), approval_code: z.string().nullable(), method: tenderMethodSchema, amount_fen: z.int(), state: z.string(), started_at: z.string(),
  sale_id: saleIdSchema, receipt_number: z.string().nullable(), status: z.string().nullable(),
});

/** Payments by one wallet that began in shifts of these days, or on which something was given back in them. */
export function readBookPayments(db: ReadDb, range: DayRange, method: TenderMethod): BookPayment[] {
  const rows = db.all(
    `SELECT payment.payment_id, payment.reference, payment.approval_code, payment.method, payment.amount_fen, payment.state, payment.started_at, payment.sale_id,
            sale.receipt_number, outcome.status
       FROM payment
       LEFT JOIN sale ON sale.sale_id = payment.sale_id LEFT JOIN outcome ON outcome.sale_id = payment.sale_id
      WHERE payment.method = ? AND payment.payment_id IN (
        SELECT begun.payment_id FROM payment AS begun WHERE begun.shift_id IN (SELECT shift_id FROM shift WHERE business_date BETWEEN ? AND ?)
        UNION SELECT refund_line.payment_id FROM refund CROSS JOIN refund_line ON refund_line.refund_id = refund.refund_id
               WHERE refund.shift_id IN (SELECT shift_id FROM shift WHERE business_date BETWEEN ? AND ?))`,
    [method, range.from, range.to, range.from, range.to], paymentRow,
  );
  return rows.map((row) => ({
    paymentId: row.payment_id, reference: row.reference ?? row.approval_code, method: row.method, amountFen: fen(row.amount_fen), state: stateOf(row.state), at: row.started_at,
    saleId: row.sale_id, receiptNumber: row.receipt_number, isApplied: row.status === 'applied',
  }));
}

function stateOf(state: string): BookPayment['state'] {
  if (state === 'settled') return 'settled';
  return state === 'failed' || state === 'reversed' ? 'gone' : 'open';
}

const refundRow = z.object({ refund_id: z.string(), payment_id: z.string(), amount_fen: z.int(), changed_at: z.string() });

export function readBookRefunds(db: ReadDb, range: DayRange, method: TenderMethod): BookRefund[] {
  const rows = db.all(
    `SELECT refund.refund_id, refund_line.payment_id, refund_line.amount_fen, refund.changed_at
       FROM refund JOIN shift ON shift.shift_id = refund.shift_id JOIN refund_line ON refund_line.refund_id = refund.refund_id
      WHERE refund.state = 'completed' AND refund_line.method = ? AND shift.business_date BETWEEN ? AND ?`,
    [method, range.from, range.to], refundRow,
  );
  return rows.map((row) => ({ refundId: row.refund_id, paymentId: row.payment_id, amountFen: fen(row.amount_fen), at: row.changed_at }));
}

const saleRow = z.object({
  sale_id: saleIdSchema, receipt_number: z.string(), completed_at: z.string(), total_fen: z.int(), paid_fen: z.int(), cash_fen: z.int(), refunded_fen: z.int(),
  is_voided: z.int(), is_sent: z.int(), status: z.enum(['applied', 'rejected', 'voided']).nullable(),
});

/** Every sale of these days, with what was paid and given back on it whenever that was. */
export function readBookSales(db: ReadDb, range: DayRange): BookSale[] {
  const rows = db.all(
    `SELECT sale.sale_id, sale.receipt_number, sale.completed_at, sale.total_fen, outcome.status,
            (SELECT coalesce(sum(amount_fen), 0) FROM tender WHERE tender.sale_id = sale.sale_id) AS paid_fen,
            (SELECT coalesce(sum(amount_fen), 0) FROM tender WHERE tender.sale_id = sale.sale_id AND method = 'cash') AS cash_fen,
            (SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE refund.sale_id = sale.sale_id AND state = 'completed') AS refunded_fen,
            EXISTS (SELECT 1 FROM sale_void WHERE sale_void.sale_id = sale.sale_id) AS is_voided,
            sale.seq <= sync_progress.acknowledged_through AS is_sent
       FROM sale CROSS JOIN sync_progress LEFT JOIN outcome ON outcome.sale_id = sale.sale_id
      WHERE sale.seq IN (SELECT seq FROM money_line WHERE kind = 'sale' AND business_date BETWEEN ? AND ?)`,
    [range.from, range.to], saleRow,
  );
  return rows.map((row) => ({
    saleId: row.sale_id, receiptNumber: row.receipt_number, at: row.completed_at, totalFen: fen(row.total_fen), paidFen: fen(row.paid_fen),
    returnedFen: fen(row.is_voided === 1 ? row.paid_fen : row.refunded_fen), cashFen: fen(row.cash_fen), isVoided: row.is_voided === 1, isSent: row.is_sent === 1, outcome: row.status,
  }));
}

const drawerRow = z.object({ expected_fen: z.int().nullable() });
const overShortRow = z.object({ lines: z.int(), amount_fen: z.int().nullable() });

/** Cash that should lie in the drawer of the last shift of these days; null: there was none. */
export function readExpectedDrawer(db: ReadDb, range: DayRange): Fen | null {
  const row = db.one(
    `SELECT sum(amount_fen) AS expected_fen FROM money_line
      WHERE business_date BETWEEN ? AND ?
        AND shift_id = (SELECT shift_id FROM shift WHERE business_date BETWEEN ? AND ? ORDER BY opened_seq DESC LIMIT 1)
        AND (kind IN ('float', 'paid-in', 'paid-out', 'drop') OR (kind IN ('tender', 'tender-back') AND method = 'cash'))`,
    [range.from, range.to, range.from, range.to], drawerRow,
  );
  return row === null || row.expected_fen === null ? null : fen(row.expected_fen);
}

/** What the closes of these days counted over or short; null: none differed, or none was closed. */
export function readOverShort(db: ReadDb, range: DayRange): Fen | null {
  const row = db.one(`SELECT count(*) AS lines, sum(amount_fen) AS amount_fen FROM money_line WHERE kind = 'over-short' AND business_date BETWEEN ? AND ?`, [range.from, range.to], overShortRow);
  return row === null || row.lines === 0 ? null : fen(row.amount_fen ?? 0);
}
