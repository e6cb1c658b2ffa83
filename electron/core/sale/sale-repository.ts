// Drafts, identity checks, completed sales and their tenders.
import { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { IdentityCheckId, SaleId, ShiftId, StaffId, SubscriberRef } from '#shared/domain/ids.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { Quote } from '#shared/domain/quote.ts';
import { isIdentityCheckCurrent } from '#shared/domain/sale.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { TenderMethod, TenderWay } from '#shared/domain/tender.ts';
import { identityViewSchema, type IdentityView } from '#shared/contract/till/customer-channels.ts';
import { subscriberRecordSchema } from '#shared/contract/records.ts';
import { quoteSchema } from '#shared/contract/till/sale-channels.ts';
import {
  identityCheckIdSchema, dateSchema, documentTypeSchema, fenSchema, saleIdSchema, staffIdSchema, subscriberRefSchema,
} from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

const lastRow = z.object({ last: z.int().nullable() });

export interface DraftRow {
  readonly saleId: SaleId;
  readonly subscriberRef: SubscriberRef;
  readonly state: 'open' | 'completed' | 'abandoned';
  readonly begunAt: string;
  readonly begunBy: StaffId;
  readonly identityCheckId: IdentityCheckId | null;
  readonly quote: Quote | null;
  /** When it was laid aside; null while it is in hand. */
  readonly parkedAt: string | null;
  /** The card as it was when it left the directory with money on this sale; null otherwise. */
  readonly card: SubscriberRecord | null;
}

const DRAFT_COLUMNS = 'sale_id, subscriber_ref, state, begun_at, begun_by, identity_check_id, quote, parked_at, card';
const draftRow = z.object({
  sale_id: saleIdSchema, subscriber_ref: subscriberRefSchema, state: z.enum(['open', 'completed', 'abandoned']), begun_at: z.string(),
  begun_by: staffIdSchema, identity_check_id: identityCheckIdSchema.nullable(), quote: z.string().nullable(), parked_at: z.string().nullable(),
  card: z.string().nullable(),
});

/** The sale in hand. */
export function readOpenDraft(db: ReadDb): DraftRow | null {
  return draftOf(db.one(`SELECT ${DRAFT_COLUMNS} FROM sale_draft WHERE state = 'open' AND parked_at IS NULL`, [], draftRow));
}

export function readDraft(db: ReadDb, saleId: SaleId): DraftRow | null {
  return draftOf(db.one(`SELECT ${DRAFT_COLUMNS} FROM sale_draft WHERE sale_id = ?`, [saleId], draftRow));
}

function draftOf(row: z.output<typeof draftRow> | null): DraftRow | null {
  return row === null ? null : draftFrom(row);
}

function draftFrom(row: z.output<typeof draftRow>): DraftRow {
  return {
    saleId: row.sale_id, subscriberRef: row.subscriber_ref, state: row.state, begunAt: row.begun_at, begunBy: row.begun_by,
    identityCheckId: row.identity_check_id, quote: row.quote === null ? null : quoteSchema.parse(JSON.parse(row.quote)), parkedAt: row.parked_at,
    card: row.card === null ? null : subscriberRecordSchema.parse(JSON.parse(row.card)),
  };
}

export function insertDraft(db: WriteDb, draft: Pick<DraftRow, 'saleId' | 'subscriberRef' | 'begunAt' | 'begunBy'>): void {
  db.run(
    `INSERT INTO sale_draft (sale_id, subscriber_ref, state, begun_at, begun_by) VALUES (?, ?, 'open', ?, ?)`,
    [draft.saleId, draft.subscriberRef, draft.begunAt, draft.begunBy],
  );
}

/** A sale of this card that was laid aside and has no end yet. */
export function readParkedDraftOf(db: ReadDb, ref: SubscriberRef): DraftRow | null {
  return draftOf(db.one(
    `SELECT ${DRAFT_COLUMNS} FROM sale_draft WHERE state = 'open' AND parked_at IS NOT NULL AND subscriber_ref = ? ORDER BY parked_at LIMIT 1`, [ref], draftRow,
  ));
}

/** Longest laid aside first, at most 100. */
export function readParkedDrafts(db: ReadDb): DraftRow[] {
  const rows = db.all(`SELECT ${DRAFT_COLUMNS} FROM sale_draft WHERE state = 'open' AND parked_at IS NOT NULL ORDER BY parked_at LIMIT 100`, [], draftRow);
  return rows.map((row) => draftFrom(row));
}

/** Lays an open sale aside, or takes it in hand again (null). */
export function saveDraftParked(db: WriteDb, saleId: SaleId, parkedAt: string | null): void {
  onOpenDraft(db.run(`UPDATE sale_draft SET parked_at = ? WHERE sale_id = ? AND state = 'open'`, [parkedAt, saleId]));
}

/** Before a card leaves the directory: its open sale with money on it keeps the row, and completes from it. */
export function keepCard(db: WriteDb, ref: string): void {
  db.run(
    `UPDATE sale_draft SET card = (SELECT data FROM subscriber WHERE subscriber.ref = sale_draft.subscriber_ref)
      WHERE subscriber_ref = ? AND state = 'open' AND card IS NULL
        AND EXISTS (SELECT 1 FROM payment WHERE payment.sale_id = sale_draft.sale_id AND payment.state NOT IN ('failed', 'reversed'))`,
    [ref],
  );
}

/** Null: no plan is picked any more. */
export function saveDraftQuote(db: WriteDb, saleId: SaleId, quote: Quote | null): void {
  const text = quote === null ? null : JSON.stringify(quote);
  onOpenDraft(db.run(`UPDATE sale_draft SET quote = ? WHERE sale_id = ? AND state = 'open'`, [text, saleId]));
}

export function endDraft(db: WriteDb, saleId: SaleId, state: 'completed' | 'abandoned'): void {
  onOpenDraft(db.run(`UPDATE sale_draft SET state = ?, card = NULL WHERE sale_id = ? AND state = 'open'`, [state, saleId]));
}

export function insertIdentityCheck(db: WriteDb, saleId: SaleId, check: IdentityView): void {
  db.run(
    'INSERT INTO identity_check (identity_check_id, sale_id, document_type, number_masked, outcome, checked_at) VALUES (?, ?, ?, ?, ?, ?)',
    [check.identityCheckId, saleId, check.documentType, check.numberMasked, check.outcome, check.checkedAt],
  );
  onOpenDraft(db.run(`UPDATE sale_draft SET identity_check_id = ? WHERE sale_id = ? AND state = 'open'`, [check.identityCheckId, saleId]));
}

const checkRow = z.object({
  identity_check_id: identityCheckIdSchema, document_type: documentTypeSchema, number_masked: z.string(),
  outcome: z.enum(['match', 'mismatch', 'expired', 'not-comparable']), checked_at: z.string(),
});

/** The check of an open sale that still holds; null when there is none or it was made too long ago. */
export function readCurrentCheck(db: ReadDb, draft: DraftRow, now: string): IdentityView | null {
  const check = draft.identityCheckId === null ? null : readIdentityCheck(db, draft.identityCheckId);
  return check !== null && isIdentityCheckCurrent(check.checkedAt, now) ? check : null;
}

function readIdentityCheck(db: ReadDb, id: IdentityCheckId): IdentityView | null {
  const row = db.one(
    'SELECT identity_check_id, document_type, number_masked, outcome, checked_at FROM identity_check WHERE identity_check_id = ?', [id], checkRow,
  );
  if (row === null) return null;
  return identityViewSchema.parse({
    identityCheckId: row.identity_check_id, documentType: row.document_type, numberMasked: row.number_masked, outcome: row.outcome,
    checkedAt: row.checked_at,
  });
}

function onOpenDraft(changed: number): void {
  invariant(changed === 1, 'exactly the open draft changes');
}

export interface NewSale {
  readonly saleId: SaleId;
  readonly seq: number;
  readonly receiptNumber: string;
  readonly receiptCount: number;
  readonly shiftId: ShiftId;
  readonly staffId: StaffId;
  readonly subscriberRef: SubscriberRef;
  readonly completedAt: string;
  readonly businessDate: BusinessDate;
  readonly mode: 'online' | 'offline';
  readonly msisdnMasked: string;
  readonly planName: string;
  readonly quote: Quote;
  readonly autoRenewal: string;
  readonly roundingFen: Fen;
  readonly receipt: string;
}

export function insertSale(db: WriteDb, sale: NewSale): void {
  db.run(
    `INSERT INTO sale (sale_id, seq, receipt_number, receipt_count, shift_id, staff_id, subscriber_ref, completed_at, business_date, mode,
       msisdn_masked, plan_id, plan_name, months, total_fen, expiry_before, expected_expiry, service_end_on, anchor_day, auto_renewal, rounding_fen, receipt)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      sale.saleId, sale.seq, sale.receiptNumber, sale.receiptCount, sale.shiftId, sale.staffId, sale.subscriberRef, sale.completedAt,
      sale.businessDate, sale.mode, sale.msisdnMasked, sale.quote.planId, sale.planName, sale.quote.months, sale.quote.totalFen,
      sale.quote.expiryBefore, sale.quote.expiryAfter, sale.quote.serviceEndOn, sale.quote.anchorDay, sale.autoRenewal, sale.roundingFen, sale.receipt,
    ],
  );
}

export interface NewTender {
  readonly paymentId: string;
  readonly saleId: SaleId;
  readonly amountFen: number;
  readonly method: TenderMethod;
  readonly way: TenderWay | null;
  /** Cash: what was handed over and given back; otherwise the amount and 0. */
  readonly receivedFen: number;
  readonly changeFen: number;
  readonly reference: string | null;
}

export function insertTender(db: WriteDb, tender: NewTender): void {
  db.run(
    'INSERT INTO tender (payment_id, sale_id, method, way, amount_fen, received_fen, change_fen, reference) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [tender.paymentId, tender.saleId, tender.method, tender.way, tender.amountFen, tender.receivedFen, tender.changeFen, tender.reference],
  );
}

/** Receipts count from 1 on every business date; a number is taken by the commit of its sale and never again. */
export function nextReceiptCount(db: ReadDb, businessDate: BusinessDate): number {
  const row = db.one('SELECT max(receipt_count) AS last FROM sale WHERE business_date = ?', [businessDate], lastRow);
  return (row?.last ?? 0) + 1;
}

const soldRow = z.object({ sales: z.int(), total_fen: fenSchema });

/** Sales made without the carrier that it does not hold yet, less what was taken back. By their place in the journal: no clock can hide one. */
export function sumOfflineSales(db: ReadDb, acknowledgedThrough: number): { readonly sales: number; readonly totalFen: Fen } {
  const row = db.one(
    `SELECT count(*) AS sales, coalesce(sum(total_fen), 0) AS total_fen FROM sale
      WHERE seq > ? AND mode = 'offline' AND NOT EXISTS (SELECT 1 FROM sale_void WHERE sale_void.sale_id = sale.sale_id)`,
    [acknowledgedThrough], soldRow,
  );
  return { sales: row?.sales ?? 0, totalFen: row?.total_fen ?? fen(0) };
}

const expectationRow = z.object({ service_end_on: dateSchema, anchor_day: z.int(), plan_id: z.string(), waiting: z.int() });

/**
 * What this card will be once the carrier has answered the sales it has not answered yet; null when there are none.
 * Derived from the sales each time, so it can never drift from them.
 */
export function readExpectation(db: ReadDb, ref: SubscriberRef): { serviceEndOn: BusinessDate; anchorDay: number; planId: string; waiting: number } | null {
  const rows = db.all(
    `SELECT service_end_on, anchor_day, plan_id, count(*) OVER () AS waiting FROM sale
      WHERE subscriber_ref = ? AND NOT EXISTS (SELECT 1 FROM outcome WHERE outcome.sale_id = sale.sale_id)
        AND NOT EXISTS (SELECT 1 FROM sale_void WHERE sale_void.sale_id = sale.sale_id)
      ORDER BY seq DESC LIMIT 1`,
    [ref], expectationRow,
  );
  const last = rows[0];
  if (last === undefined) return null;
  return { serviceEndOn: last.service_end_on, anchorDay: last.anchor_day, planId: last.plan_id, waiting: last.waiting };
}
