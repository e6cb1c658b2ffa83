// Payments as the gateway knows them. Whoever talks to a provider holds a lease on the row, never a transaction.
import type { PaymentState } from '#shared/domain/payment.ts';
import type { WalletMethod } from '#shared/domain/tender.ts';
import type { SqlRunner } from '../store/gateway-db.ts';

export interface PaymentRow {
  readonly paymentId: string;
  readonly terminalId: string;
  readonly storeId: string;
  readonly saleId: string | null;
  readonly subscriberRef: string | null;
  readonly method: WalletMethod | 'balance' | null;
  readonly way: 'payer-code' | 'store-code' | 'account' | null;
  readonly amountFen: number | null;
  /** Keyed hash of the whole request; null for a tombstone. */
  readonly fingerprint: string | null;
  readonly state: PaymentState;
  readonly reference: string | null;
  readonly failure: string | null;
  readonly storeCode: string | null;
  readonly createdAt: string;
  readonly giveUpAt: string | null;
  /** When there is something to do next; null when nothing is. */
  readonly nextAt: string | null;
  /** Undoings tried so far. */
  readonly tries: number;
  readonly leaseUntil: string | null;
  readonly leaseNumber: string | null;
  readonly undoReason: string | null;
  /** The sale that was completed with it: from then on it is refunded, not undone. */
  readonly usedBySale: string | null;
}

const columns = `payment_id AS "paymentId", terminal_id AS "terminalId", store_id AS "storeId", sale_id AS "saleId", subscriber_ref AS "subscriberRef",
  method, way, amount_fen::text AS "amountFen", fingerprint, state, reference, failure, store_code AS "storeCode", created_at AS "createdAt",
  give_up_at AS "giveUpAt", next_at AS "nextAt", tries, lease_until AS "leaseUntil", lease_number::text AS "leaseNumber",
  undo_reason AS "undoReason", used_by_sale AS "usedBySale"`;

type RawRow = Omit<PaymentRow, 'amountFen'> & { readonly amountFen: string | null };

const readRow = (row: RawRow): PaymentRow => ({ ...row, amountFen: row.amountFen === null ? null : Number(row.amountFen) });
const firstOf = (rows: readonly RawRow[]): PaymentRow | null => (rows[0] === undefined ? null : readRow(rows[0]));

export async function findPayment(db: SqlRunner, paymentId: string): Promise<PaymentRow | null> {
  return firstOf(await db.query<RawRow>(`SELECT ${columns} FROM payments WHERE payment_id = $1`, [paymentId]));
}

/** As findPayment, and keeps others from changing it until commit. */
export async function lockPayment(tx: SqlRunner, paymentId: string): Promise<PaymentRow | null> {
  return firstOf(await tx.query<RawRow>(`SELECT ${columns} FROM payments WHERE payment_id = $1 FOR UPDATE`, [paymentId]));
}

/** Locks several at once, always in the same order, under their ids. */
export async function lockPayments(tx: SqlRunner, paymentIds: readonly string[]): Promise<Map<string, PaymentRow>> {
  const rows = await tx.query<RawRow>(
    `SELECT ${columns} FROM payments WHERE payment_id = ANY($1::text[]) ORDER BY payment_id FOR UPDATE`, [paymentIds],
  );
  return new Map(rows.map((row) => [row.paymentId, readRow(row)]));
}

export type NewPayment = Omit<PaymentRow, 'leaseNumber' | 'tries' | 'undoReason' | 'usedBySale' | 'storeCode'>;

/** Keeps a payment whose id is new and answers it with its lease; null when the id was there already. */
export async function insertPayment(db: SqlRunner, row: NewPayment): Promise<PaymentRow | null> {
  return firstOf(await db.query<RawRow>(
    `INSERT INTO payments (payment_id, terminal_id, store_id, sale_id, subscriber_ref, method, way, amount_fen, fingerprint, state, reference, failure,
        created_at, give_up_at, next_at, lease_until, lease_number)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8::bigint, $9, $10, $11, $12, $13, $14, $15, $16, nextval('lease_numbers'))
      ON CONFLICT DO NOTHING RETURNING ${columns}`,
    [
      row.paymentId, row.terminalId, row.storeId, row.saleId, row.subscriberRef, row.method, row.way, row.amountFen, row.fingerprint, row.state,
      row.reference, row.failure, row.createdAt, row.giveUpAt, row.nextAt, row.leaseUntil,
    ],
  ));
}

/** Takes the lease of an open payment that nobody works on; null when somebody does, or nothing is left to do. */
export async function claimPayment(db: SqlRunner, paymentId: string, now: string, leaseUntil: string): Promise<PaymentRow | null> {
  return firstOf(await db.query<RawRow>(
    `UPDATE payments SET lease_until = $3, lease_number = nextval('lease_numbers')
      WHERE payment_id = $1 AND next_at IS NOT NULL AND (lease_until IS NULL OR lease_until <= $2) RETURNING ${columns}`,
    [paymentId, now, leaseUntil],
  ));
}

/** Open payments with something to do that nobody works on. */
export async function duePayments(db: SqlRunner, now: string, limit: number): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT payment_id AS id FROM payments WHERE next_at <= $1 AND (lease_until IS NULL OR lease_until <= $1) ORDER BY next_at LIMIT $2`, [now, limit],
  );
  return rows.map((row) => row.id);
}

export type PaymentChange = Pick<PaymentRow, 'state' | 'reference' | 'failure' | 'storeCode' | 'nextAt' | 'tries' | 'leaseUntil' | 'undoReason'>;

/** Writes what changes in the course of a payment's life. The caller holds the row. */
export async function updatePayment(tx: SqlRunner, row: PaymentRow, change: Partial<PaymentChange>): Promise<PaymentRow> {
  const next = { ...row, ...change };
  await tx.query(
    `UPDATE payments SET state = $2, reference = $3, failure = $4, store_code = $5, next_at = $6, tries = $7, lease_until = $8, undo_reason = $9
      WHERE payment_id = $1`,
    [row.paymentId, next.state, next.reference, next.failure, next.storeCode, next.nextAt, next.tries, next.leaseUntil, next.undoReason],
  );
  return next;
}

/** Remembers a word that came after the end, for a person to look at. */
export async function keepLateWord(tx: SqlRunner, paymentId: string, word: string): Promise<void> {
  await tx.query('UPDATE payments SET late_word = $2 WHERE payment_id = $1', [paymentId, word]);
}

/** Ties settled payments to the sales that were completed with them. */
export async function markUsed(tx: SqlRunner, used: readonly { readonly paymentId: string; readonly saleId: string }[]): Promise<void> {
  if (used.length === 0) return;
  await tx.query(
    `UPDATE payments SET used_by_sale = row.sale_id FROM unnest($1::text[], $2::text[]) AS row (payment_id, sale_id)
      WHERE payments.payment_id = row.payment_id`,
    [used.map(({ paymentId }) => paymentId), used.map(({ saleId }) => saleId)],
  );
}
