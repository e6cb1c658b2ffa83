// The journal rows around one sale, found by the index that names it and never by reading the journal through.
import { z } from 'zod';
import type { SaleId } from '#shared/domain/ids.ts';
import { saleIdSchema, staffIdSchema, tenderMethodSchema } from '#shared/contract/values.ts';
import { quoted } from '../store/quoted.ts';
import type { ReadDb } from '../store/sql.ts';
import { storyTypes } from './figures.ts';

const subjectRow = z.object({
  sale_id: saleIdSchema, begun_by: staffIdSchema, seq: z.int().nullable(), staff_id: staffIdSchema.nullable(), shift_owner: staffIdSchema.nullable(),
  outcome_data: z.string().nullable(), acknowledged_through: z.int(),
});
export type StorySubject = z.output<typeof subjectRow>;

/** A sale, or one that was begun and holds payments; null when nobody ever began it. */
export function readStorySubject(db: ReadDb, saleId: SaleId): StorySubject | null {
  return db.one(
    `SELECT sale_draft.sale_id, sale_draft.begun_by, sale.seq, sale.staff_id, shift.staff_id AS shift_owner, outcome.data AS outcome_data, sync_progress.acknowledged_through
       FROM sale_draft JOIN sync_progress LEFT JOIN sale ON sale.sale_id = sale_draft.sale_id LEFT JOIN shift ON shift.shift_id = sale.shift_id
       LEFT JOIN outcome ON outcome.sale_id = sale_draft.sale_id
      WHERE sale_draft.sale_id = ?`,
    [saleId], subjectRow,
  );
}

const storyRow = z.object({ seq: z.int(), type: z.string(), at: z.string(), payload: z.string(), approver_id: staffIdSchema.nullable() });
export type StoryRow = z.output<typeof storyRow>;

const WITH_APPROVER = `SELECT journal.seq, journal.type, journal.at, journal.payload, approval.approver_id
  FROM journal LEFT JOIN approval ON approval.approval_id = json_extract(journal.payload, '$.approvalId')`;
const NAMED = `WHERE journal.type IN (${quoted(storyTypes)})
  AND coalesce(json_extract(journal.payload, '$.saleId'), json_extract(journal.payload, '$.subject')) = ?`;

/** Rows that name this sale, payment or refund as what they are about, in their order. */
export function readRowsNaming(db: ReadDb, subject: string): StoryRow[] {
  return db.all(`${WITH_APPROVER} ${NAMED} ORDER BY journal.seq LIMIT 400`, [subject], storyRow);
}

/** The row of the sale itself. */
export function readSaleRow(db: ReadDb, seq: number): StoryRow | null {
  return db.one(`${WITH_APPROVER} WHERE journal.seq = ?`, [seq], storyRow);
}

const tenderRow = z.object({
  payment_id: z.string(), method: tenderMethodSchema, way: z.string().nullable(), amount_fen: z.int(), received_fen: z.int(), change_fen: z.int(), reference: z.string().nullable(),
});
export type StoryTender = z.output<typeof tenderRow>;

export function readStoryTenders(db: ReadDb, saleId: SaleId): StoryTender[] {
  return db.all(
    `SELECT payment_id, method, way, amount_fen, received_fen, change_fen, reference FROM tender WHERE sale_id = ? ORDER BY method = 'cash', payment_id`, [saleId], tenderRow,
  );
}

const paymentRow = z.object({ payment_id: z.string() });

export function readPaymentIds(db: ReadDb, saleId: SaleId): string[] {
  return db.all('SELECT payment_id FROM payment WHERE sale_id = ?', [saleId], paymentRow).map((row) => row.payment_id);
}
