// The rows of an export, page by page in the order of the books.
import { z } from 'zod';
import { dateSchema, tenderMethodSchema } from '#shared/contract/values.ts';
import type { MoneyKind } from '../money/money-line-repository.ts';
import { quoted } from '../store/quoted.ts';
import type { ReadDb } from '../store/sql.ts';
import type { DayRange, RowPlace } from './review-repository.ts';

const moneyRow = z.object({
  business_date: dateSchema, seq: z.int(), line: z.int(), at: z.string(), kind: z.string(), method: tenderMethodSchema.nullable(), plan_id: z.string().nullable(),
  staff_id: z.string(), approver_id: z.string().nullable(), amount_fen: z.int(), sale_id: z.string().nullable(), note: z.string(), receipt_number: z.string().nullable(),
  msisdn_masked: z.string().nullable(), plan_name: z.string().nullable(), months: z.int().nullable(), mode: z.string().nullable(), expiry_before: z.string().nullable(),
  expected_expiry: z.string().nullable(), status: z.string().nullable(), iccid_last4: z.string().nullable(),
});
export type ExportMoneyRow = z.output<typeof moneyRow>;

const startOf = (range: DayRange, after: RowPlace | null): (string | number)[] => (after === null ? [range.from, -1, -1] : [after.businessDate, after.seq, after.line]);

/** Money lines with what their sale says, after a place. */
export function readMoneyPage(db: ReadDb, kinds: readonly MoneyKind[], range: DayRange, after: RowPlace | null, limit: number): ExportMoneyRow[] {
  return db.all(
    `SELECT m.business_date, m.seq, m.line, m.at, m.kind, m.method, m.plan_id, m.staff_id, m.approver_id, m.amount_fen, m.sale_id, m.note, sale.receipt_number, sale.msisdn_masked,
            sale.plan_name, sale.months, sale.mode, sale.expiry_before, sale.expected_expiry, outcome.status, json_extract(subscriber.data, '$.iccidLast4') AS iccid_last4
       FROM money_line AS m LEFT JOIN sale ON sale.sale_id = m.sale_id LEFT JOIN outcome ON outcome.sale_id = m.sale_id LEFT JOIN subscriber ON subscriber.ref = sale.subscriber_ref
      WHERE (m.business_date, m.seq, m.line) > (?, ?, ?) AND m.business_date <= ? AND m.kind IN (${quoted(kinds)})
      ORDER BY m.business_date, m.seq, m.line LIMIT ?`,
    [...startOf(range, after), range.to, limit], moneyRow,
  );
}

const countRow = z.object({ count: z.int() });

export function countMoney(db: ReadDb, kinds: readonly MoneyKind[], range: DayRange): number {
  return db.one(`SELECT count(*) AS count FROM money_line WHERE business_date BETWEEN ? AND ? AND kind IN (${quoted(kinds)})`, [range.from, range.to], countRow)?.count ?? 0;
}

const shiftRow = z.object({
  shift_id: z.string(), staff_id: z.string(), business_date: dateSchema, opened_at: z.string(), opened_seq: z.int(), closed_at: z.string().nullable(), z_number: z.int().nullable(),
  float_fen: z.int(), expected_fen: z.int().nullable(), counted_fen: z.int().nullable(), over_short_fen: z.int().nullable(),
});
export type ExportShiftRow = z.output<typeof shiftRow>;

export function readShifts(db: ReadDb, range: DayRange): ExportShiftRow[] {
  return db.all(
    `SELECT shift_id, staff_id, business_date, opened_at, opened_seq, closed_at, z_number, float_fen, json_extract(z_data, '$.totals.expectedFen') AS expected_fen,
            json_extract(z_data, '$.countedFen') AS counted_fen, json_extract(z_data, '$.overShortFen') AS over_short_fen
       FROM shift WHERE business_date BETWEEN ? AND ? ORDER BY opened_seq`,
    [range.from, range.to], shiftRow,
  );
}

const paymentRow = z.object({
  payment_id: z.string(), business_date: dateSchema, started_at: z.string(), staff_id: z.string(), method: tenderMethodSchema, way: z.string(), amount_fen: z.int(), state: z.string(),
  reference: z.string().nullable(), approval_code: z.string().nullable(), card_last4: z.string().nullable(), sale_id: z.string(), receipt_number: z.string().nullable(),
});
export type ExportPaymentRow = z.output<typeof paymentRow>;

export function readPaymentsOfShift(db: ReadDb, shiftId: string): ExportPaymentRow[] {
  return db.all(
    `SELECT payment.payment_id, shift.business_date, payment.started_at, payment.staff_id, payment.method, payment.way, payment.amount_fen, payment.state, payment.reference,
            payment.approval_code, payment.card_last4, payment.sale_id, sale.receipt_number
       FROM payment JOIN shift ON shift.shift_id = payment.shift_id LEFT JOIN sale ON sale.sale_id = payment.sale_id
      WHERE payment.shift_id = ? ORDER BY payment.payment_id`,
    [shiftId], paymentRow,
  );
}

export function countPayments(db: ReadDb, range: DayRange): number {
  return db.one(
    'SELECT count(*) AS count FROM payment WHERE shift_id IN (SELECT shift_id FROM shift WHERE business_date BETWEEN ? AND ?)', [range.from, range.to], countRow,
  )?.count ?? 0;
}
