// Completed sales as people read them: with the carrier's answer and the state of the paper.
import { z } from 'zod';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { SaleId, ShiftId, StaffId } from '#shared/domain/ids.ts';
import { outcomeRecordSchema } from '#shared/contract/records.ts';
import {
  type carrierStateSchema, printStateSchema, receiptDocumentSchema, saleTenderSchema, type SaleRow, type SaleView,
} from '#shared/contract/till/sale-channels.ts';
import { dateSchema, fenSchema, localisedTextSchema, printJobIdSchema, saleIdSchema, signedFenSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { ReadDb } from '../store/sql.ts';

const tendersSchema = z.array(saleTenderSchema);
const paperRow = z.object({ receipt: z.string() });
const sumRow = z.object({ count: z.int(), total_fen: fenSchema });
const saleIdRow = z.object({ sale_id: saleIdSchema });

const COLUMNS = `
  sale.sale_id, sale.seq, sale.receipt_number, sale.completed_at, sale.business_date, sale.staff_id, sale.msisdn_masked, sale.plan_name,
  sale.months, sale.total_fen, sale.mode, sale.expiry_before, sale.expected_expiry, sale.auto_renewal,
  sale.rounding_fen,
  (SELECT json_group_array(json_object('paymentId', payment_id, 'method', method, 'way', way, 'amountFen', amount_fen, 'receivedFen', received_fen,
            'changeFen', change_fen, 'reference', reference, 'refundedFen', refunded_fen))
     FROM (SELECT tender.*, (SELECT coalesce(sum(refund_line.amount_fen), 0) FROM refund_line JOIN refund ON refund.refund_id = refund_line.refund_id
                              WHERE refund_line.sale_id = tender.sale_id AND refund_line.payment_id = tender.payment_id AND refund.state = 'completed') AS refunded_fen
             FROM tender WHERE tender.sale_id = sale.sale_id ORDER BY tender.method = 'cash', tender.payment_id)) AS tenders,
  (SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE refund.sale_id = sale.sale_id AND refund.state = 'completed') AS refunded_fen,
  (SELECT coalesce(sum(amount_fen), 0) FROM refund WHERE refund.sale_id = sale.sale_id AND refund.state = 'requested') AS refunding_fen,
  sale_void.voided_at, sale_void.staff_id AS voided_by, sale_void.reason AS void_reason, outcome.data AS outcome_data, sync_progress.acknowledged_through,
  print_job.print_job_id, print_job.copy_number, print_job.state AS print_state, print_job.detail AS print_detail, print_job.changed_at AS print_at`;

// The newest paper is the one people ask about.
const FROM = `
  FROM sale
  JOIN sync_progress
  LEFT JOIN sale_void ON sale_void.sale_id = sale.sale_id
  LEFT JOIN outcome ON outcome.sale_id = sale.sale_id
  LEFT JOIN print_job ON print_job.sale_id = sale.sale_id
    AND print_job.copy_number = (SELECT max(newest.copy_number) FROM print_job AS newest WHERE newest.sale_id = sale.sale_id)`;

const viewRow = z.object({
  sale_id: saleIdSchema, seq: z.int(), receipt_number: z.string(), completed_at: z.string(), business_date: dateSchema, staff_id: staffIdSchema,
  msisdn_masked: z.string(), plan_name: z.string(), months: z.int(), total_fen: fenSchema, mode: z.enum(['online', 'offline']),
  expiry_before: dateSchema.nullable(), expected_expiry: dateSchema, auto_renewal: z.enum(['off', 'on', 'failing']), rounding_fen: signedFenSchema,
  tenders: z.string(), refunded_fen: fenSchema, refunding_fen: fenSchema, voided_at: z.string().nullable(), voided_by: staffIdSchema.nullable(),
  void_reason: z.string().nullable(), outcome_data: z.string().nullable(), acknowledged_through: z.int(), print_job_id: printJobIdSchema.nullable(),
  copy_number: z.int().nullable(), print_state: printStateSchema.nullable(), print_detail: z.string().nullable(), print_at: z.string().nullable(),
});

/** Null when no such sale was completed. */
export function readSaleView(db: ReadDb, saleId: SaleId): SaleView | null {
  const row = db.one(`SELECT ${COLUMNS} ${FROM} WHERE sale.sale_id = ?`, [saleId], viewRow);
  const paper = db.one('SELECT receipt FROM sale WHERE sale_id = ?', [saleId], paperRow);
  if (row === null || paper === null) return null;
  return { ...saleRowOf(row), receipt: receiptDocumentSchema.parse(JSON.parse(paper.receipt)) };
}

/** The sales of one shift, of one business date, of one person's shifts of it, or the one with a number. */
export type SaleFilter = { readonly search: string } & (
  | { readonly kind: 'shift'; readonly shiftId: ShiftId; readonly openedSeq: number }
  | { readonly kind: 'day'; readonly businessDate: BusinessDate }
  | { readonly kind: 'own-day'; readonly businessDate: BusinessDate; readonly ownerId: StaffId }
  | { readonly kind: 'receipt'; readonly businessDate: BusinessDate; readonly receiptCount: number }
);

// One text per kind: a condition that may be switched off by a parameter keeps SQLite from using any index.
const WHERE = {
  shift: `WHERE sale.seq > ? AND sale.shift_id = ? AND (? = '' OR instr(sale.receipt_number, ?) > 0)`,
  day: `WHERE sale.business_date = ? AND (? = '' OR instr(sale.receipt_number, ?) > 0)`,
  'own-day': `WHERE sale.business_date = ? AND (SELECT shift.staff_id FROM shift WHERE shift.shift_id = sale.shift_id) = ? AND (? = '' OR instr(sale.receipt_number, ?) > 0)`,
  receipt: `WHERE sale.business_date = ? AND sale.receipt_count = ? AND (? = '' OR instr(sale.receipt_number, ?) > 0)`,
} as const;

/** Newest first, at most 500. */
export function listSales(db: ReadDb, filter: SaleFilter): SaleRow[] {
  return db.all(`SELECT ${COLUMNS} ${FROM} ${WHERE[filter.kind]} ORDER BY sale.seq DESC LIMIT 500`, filterValues(filter), viewRow).map(saleRowOf);
}

/** Count and sum over all rows of a filter, also beyond the first 500. */
export function sumSales(db: ReadDb, filter: SaleFilter): { readonly count: number; readonly totalFen: Fen } {
  const row = db.one(
    `SELECT count(*) AS count, coalesce(sum(total_fen), 0) AS total_fen FROM sale ${WHERE[filter.kind]}`,
    filterValues(filter), sumRow,
  );
  return { count: row?.count ?? 0, totalFen: row?.total_fen ?? fen(0) };
}

/** The sale completed last, whoever did it. */
export function readLastSaleId(db: ReadDb): SaleId | null {
  return db.one('SELECT sale_id FROM sale ORDER BY seq DESC LIMIT 1', [], saleIdRow)?.sale_id ?? null;
}

function filterValues(filter: SaleFilter): (string | number)[] {
  return [...placeValues(filter), filter.search, filter.search];
}

function placeValues(filter: SaleFilter): (string | number)[] {
  switch (filter.kind) {
    case 'shift': return [filter.openedSeq, filter.shiftId];
    case 'own-day': return [filter.businessDate, filter.ownerId];
    case 'receipt': return [filter.businessDate, filter.receiptCount];
    default: return [filter.businessDate];
  }
}

function saleRowOf(row: z.output<typeof viewRow>): SaleRow {
  const tenders = tendersSchema.parse(JSON.parse(row.tenders));
  const cash = tenders.find((tender) => tender.method === 'cash');
  return {
    saleId: row.sale_id, receiptNumber: row.receipt_number, seq: row.seq, completedAt: row.completed_at, businessDate: row.business_date,
    staffId: row.staff_id, msisdnMasked: row.msisdn_masked, planName: localisedTextSchema.parse(JSON.parse(row.plan_name)), months: row.months,
    totalFen: row.total_fen, receivedFen: cash?.receivedFen ?? row.total_fen, changeFen: cash?.changeFen ?? fen(0), roundingFen: row.rounding_fen, tenders,
    refundedFen: row.refunded_fen, refundingFen: row.refunding_fen, voided: voidOf(row), mode: row.mode, expiryBefore: row.expiry_before,
    expectedExpiry: row.expected_expiry, autoRenewal: row.auto_renewal,
    carrier: row.voided_at === null ? carrierOf(row.outcome_data, row.seq <= row.acknowledged_through) : { state: 'voided' }, print: printOf(row),
  };
}

function voidOf({ voided_at: at, voided_by: staffId, void_reason: reason }: z.output<typeof viewRow>): SaleRow['voided'] {
  return at === null || staffId === null || reason === null ? null : { at, staffId, reason };
}

function printOf(row: z.output<typeof viewRow>): SaleRow['print'] {
  const { print_job_id: printJobId, copy_number: copyNumber, print_state: state, print_detail: detail, print_at: at } = row;
  if (printJobId === null || copyNumber === null || state === null || detail === null || at === null) return null;
  return { printJobId, copyNumber, state, detail, at };
}

function carrierOf(outcomeData: string | null, isAcknowledged: boolean): z.output<typeof carrierStateSchema> {
  if (outcomeData === null) return { state: isAcknowledged ? 'accepted' : 'waiting' };
  const outcome = outcomeRecordSchema.parse(JSON.parse(outcomeData));
  if (outcome.status === 'voided') return { state: 'voided' };
  return outcome.status === 'applied'
    ? { state: 'applied', confirmedExpiry: outcome.confirmedExpiry }
    : { state: 'rejected', reason: outcome.reason };
}
