// Electronic payments as they stand on disk, and the sales they belong to.
import { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { PaymentId, SaleId, ShiftId, StaffId, SubscriberRef } from '#shared/domain/ids.ts';
import { openStates, paymentStates, type PaymentState } from '#shared/domain/payment.ts';
import type { ElectronicMethod, TenderWay } from '#shared/domain/tender.ts';
import {
  cardLast4Schema, electronicMethodSchema, fenSchema, paymentIdSchema, saleIdSchema, shiftIdSchema, staffIdSchema, subscriberRefSchema, tenderWaySchema,
} from '#shared/contract/values.ts';
import { quoted } from '../store/quoted.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface PaymentRow {
  readonly paymentId: PaymentId;
  readonly saleId: SaleId;
  readonly shiftId: ShiftId;
  /** Who started it. */
  readonly staffId: StaffId;
  readonly method: ElectronicMethod;
  readonly way: TenderWay;
  readonly amountFen: Fen;
  readonly state: PaymentState;
  readonly startedAt: string;
  readonly changedAt: string;
  readonly giveUpAt: string | null;
  readonly reference: string | null;
  readonly approvalCode: string | null;
  readonly cardLast4: string | null;
  readonly storeCode: string | null;
  readonly failure: string | null;
  /** Called paid by a person; the provider has not said so yet. */
  readonly isForced: boolean;
  /** Why its undo was asked for; null: nobody asked. */
  readonly undoReason: string | null;
  /** Of its sale. */
  readonly saleState: 'open' | 'completed' | 'abandoned';
  readonly isParked: boolean;
  readonly subscriberRef: SubscriberRef;
}

/** What of a payment may change after it was written. */
export type PaymentChange = Partial<Pick<PaymentRow,
  'state' | 'changedAt' | 'giveUpAt' | 'reference' | 'approvalCode' | 'cardLast4' | 'storeCode' | 'failure' | 'isForced' | 'undoReason'>>;

const COLUMNS = `payment.payment_id, payment.sale_id, payment.shift_id, payment.staff_id, payment.method, payment.way, payment.amount_fen, payment.state,
  payment.started_at, payment.changed_at, payment.give_up_at, payment.reference, payment.approval_code, payment.card_last4, payment.store_code,
  payment.failure, payment.is_forced, payment.undo_reason, sale_draft.state AS sale_state, sale_draft.parked_at, sale_draft.subscriber_ref`;
const FROM = 'FROM payment JOIN sale_draft ON sale_draft.sale_id = payment.sale_id';
const OPEN = `payment.state IN (${quoted(openStates)})`;

const paymentRow = z.object({
  payment_id: paymentIdSchema, sale_id: saleIdSchema, shift_id: shiftIdSchema, staff_id: staffIdSchema, method: electronicMethodSchema, way: tenderWaySchema,
  amount_fen: fenSchema, state: z.enum(paymentStates), started_at: z.string(), changed_at: z.string(), give_up_at: z.string().nullable(),
  reference: z.string().nullable(), approval_code: z.string().nullable(), card_last4: cardLast4Schema.nullable(), store_code: z.string().nullable(),
  failure: z.string().nullable(), is_forced: z.int(), undo_reason: z.string().nullable(), sale_state: z.enum(['open', 'completed', 'abandoned']),
  parked_at: z.string().nullable(), subscriber_ref: subscriberRefSchema,
});

export function readPayment(db: ReadDb, paymentId: PaymentId): PaymentRow | null {
  const row = db.one(`SELECT ${COLUMNS} ${FROM} WHERE payment.payment_id = ?`, [paymentId], paymentRow);
  return row === null ? null : paymentOf(row);
}

/** In the order they were started. */
export function readPaymentsOfSale(db: ReadDb, saleId: SaleId): PaymentRow[] {
  return db.all(`SELECT ${COLUMNS} ${FROM} WHERE payment.sale_id = ? ORDER BY payment.started_at, payment.payment_id`, [saleId], paymentRow).map(paymentOf);
}

/**
 * The inbox: everything without an end, money whose sale was laid aside or given up, money that stands although its undo
 * was asked for, and what a person called paid. Oldest first, at most 200.
 */
export function readUnfinishedPayments(db: ReadDb): PaymentRow[] {
  const settled = `payment.state = 'settled' AND (payment.is_forced = 1
    OR (sale_draft.state <> 'completed' AND (sale_draft.state = 'abandoned' OR sale_draft.parked_at IS NOT NULL OR payment.undo_reason IS NOT NULL)))`;
  return db.all(`SELECT ${COLUMNS} ${FROM} WHERE ${OPEN} OR (${settled}) ORDER BY payment.started_at, payment.payment_id LIMIT 200`, [], paymentRow).map(paymentOf);
}

/** Whatever somebody else than a person can say more of. Without a limit: what is left out here would never be asked about. */
export function readPaymentsToAsk(db: ReadDb): PaymentRow[] {
  return db.all(`SELECT ${COLUMNS} ${FROM} WHERE ${OPEN} OR (payment.state = 'settled' AND payment.is_forced = 1) ORDER BY payment.started_at, payment.payment_id`, [], paymentRow).map(paymentOf);
}

/** By the end of the provider's reference, of the approval code or of our own number; newest first, at most 20. */
export function findPayments(db: ReadDb, text: string): PaymentRow[] {
  // Slips show it in groups.
  const end = text.replaceAll(/[\s-]/g, '');
  return db.all(
    `SELECT ${COLUMNS} ${FROM}
      WHERE substr(replace(payment.reference, '-', ''), -length(?)) = ? OR payment.approval_code = ? OR substr(replace(payment.payment_id, '-', ''), -length(?)) = lower(?)
      ORDER BY payment.started_at DESC LIMIT 20`,
    [end, end, end, end, end], paymentRow,
  ).map(paymentOf);
}

/** The money on a sale: settled, and under way. */
export function readMoneyOnSale(db: ReadDb, saleId: SaleId): { readonly settled: readonly PaymentRow[]; readonly open: readonly PaymentRow[] } {
  const rows = readPaymentsOfSale(db, saleId).filter(({ state }) => state !== 'failed' && state !== 'reversed');
  return { settled: rows.filter(({ state }) => state === 'settled'), open: rows.filter(({ state }) => state !== 'settled') };
}

/** Taken, or perhaps taken. */
export function hasMoney(db: ReadDb, saleId: SaleId): boolean {
  const { settled, open } = readMoneyOnSale(db, saleId);
  return settled.length + open.length > 0;
}

export type NewPayment = Pick<PaymentRow, 'paymentId' | 'saleId' | 'shiftId' | 'staffId' | 'method' | 'way' | 'amountFen' | 'state' | 'startedAt'>;

export function insertPayment(db: WriteDb, payment: NewPayment): void {
  db.run(
    'INSERT INTO payment (payment_id, sale_id, shift_id, staff_id, method, way, amount_fen, state, started_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    [
      payment.paymentId, payment.saleId, payment.shiftId, payment.staffId, payment.method, payment.way, payment.amountFen, payment.state, payment.startedAt,
      payment.startedAt,
    ],
  );
}

/** Writes what changed; the state must still be the one the decision was made from. Answers the row as it stands now. */
export function changePayment(db: WriteDb, before: PaymentRow, change: PaymentChange): PaymentRow {
  const after = { ...before, ...change };
  const changed = db.run(
    `UPDATE payment SET state = ?, changed_at = ?, give_up_at = ?, reference = ?, approval_code = ?, card_last4 = ?, store_code = ?, failure = ?, is_forced = ?, undo_reason = ?
      WHERE payment_id = ? AND state = ?`,
    [
      after.state, after.changedAt, after.giveUpAt, after.reference, after.approvalCode, after.cardLast4, after.storeCode, after.failure,
      after.isForced ? 1 : 0, after.undoReason, before.paymentId, before.state,
    ],
  );
  invariant(changed === 1, 'a payment changes from the state it was read in');
  return after;
}

function paymentOf(row: z.output<typeof paymentRow>): PaymentRow {
  return {
    paymentId: row.payment_id, saleId: row.sale_id, shiftId: row.shift_id, staffId: row.staff_id, method: row.method, way: row.way, amountFen: row.amount_fen,
    state: row.state, startedAt: row.started_at, changedAt: row.changed_at, giveUpAt: row.give_up_at, reference: row.reference, approvalCode: row.approval_code,
    cardLast4: row.card_last4, storeCode: row.store_code, failure: row.failure, isForced: row.is_forced === 1, undoReason: row.undo_reason,
    saleState: row.sale_state, isParked: row.parked_at !== null, subscriberRef: row.subscriber_ref,
  };
}
