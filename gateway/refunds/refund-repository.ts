// Refunds, their lines, and what of a sale can still be given back.
import type { SqlRunner } from '../store/gateway-db.ts';
import type { SoldPeriod } from '../sales/decide-sale-outcome.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';

export interface RefundRow {
  readonly refundId: string;
  readonly terminalId: string;
  readonly storeId: string;
  readonly saleId: string;
  readonly amountFen: number;
  readonly fingerprint: string;
  readonly status: 'accepted' | 'done' | 'failed' | 'conflict';
  readonly failure: string | null;
  readonly reason: string;
  readonly validity: 'moved-back' | 'stays';
  readonly expiryAfter: string | null;
  readonly isInJournal: boolean;
  readonly createdAt: string;
  readonly nextAt: string | null;
  readonly tries: number;
  /** Of whoever took it up last; null: nobody has. */
  readonly leaseNumber: string | null;
}

export interface RefundLineRow {
  readonly line: number;
  readonly paymentId: string;
  readonly method: TenderMethod;
  readonly amountFen: number;
  readonly refundNumber: string;
  /** sent: a provider may have it. */
  readonly state: 'waiting' | 'sent' | 'done' | 'failed';
}

const columns = `refund_id AS "refundId", terminal_id AS "terminalId", store_id AS "storeId", sale_id AS "saleId", amount_fen::text AS "amountFen",
  fingerprint, status, failure, reason, validity, expiry_after AS "expiryAfter", is_in_journal AS "isInJournal", created_at AS "createdAt",
  next_at AS "nextAt", tries, lease_number::text AS "leaseNumber"`;

type Raw<T extends { amountFen: number }> = Omit<T, 'amountFen'> & { readonly amountFen: string };
const firstOf = ([row]: readonly Raw<RefundRow>[]): RefundRow | null => (row === undefined ? null : { ...row, amountFen: Number(row.amountFen) });

export async function findRefund(db: SqlRunner, refundId: string): Promise<RefundRow | null> {
  return firstOf(await db.query<Raw<RefundRow>>(`SELECT ${columns} FROM refunds WHERE refund_id = $1`, [refundId]));
}

export async function lockRefund(tx: SqlRunner, refundId: string): Promise<RefundRow | null> {
  return firstOf(await tx.query<Raw<RefundRow>>(`SELECT ${columns} FROM refunds WHERE refund_id = $1 FOR UPDATE`, [refundId]));
}

export type NewRefund = Omit<RefundRow, 'leaseNumber'>;

/** Keeps a refund with its lines; the database refuses lines beyond what was paid, except those of a conflict. */
export async function insertRefund(tx: SqlRunner, row: NewRefund, lines: readonly RefundLineRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO refunds (refund_id, terminal_id, store_id, sale_id, amount_fen, fingerprint, status, failure, reason, validity, expiry_after,
        is_in_journal, created_at, next_at, tries)
      VALUES ($1, $2, $3, $4, $5::bigint, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      row.refundId, row.terminalId, row.storeId, row.saleId, row.amountFen, row.fingerprint, row.status, row.failure, row.reason, row.validity,
      row.expiryAfter, row.isInJournal, row.createdAt, row.nextAt, row.tries,
    ],
  );
  for (const line of lines) {
    await tx.query(
      `INSERT INTO refund_lines (refund_id, line, payment_id, method, amount_fen, refund_number, state) VALUES ($1, $2, $3, $4, $5::bigint, $6, $7)`,
      [row.refundId, line.line, line.paymentId, line.method, line.amountFen, line.refundNumber, line.state],
    );
  }
}

export type RefundChange = Pick<RefundRow, 'status' | 'failure' | 'validity' | 'expiryAfter' | 'isInJournal' | 'nextAt' | 'tries'>;

/** Writes what changes and gives the lease back. */
export async function updateRefund(tx: SqlRunner, row: RefundRow, change: Partial<RefundChange>): Promise<RefundRow> {
  const next = { ...row, ...change };
  await tx.query(
    `UPDATE refunds SET status = $2, failure = $3, validity = $4, expiry_after = $5, is_in_journal = $6, next_at = $7, tries = $8, lease_until = NULL
      WHERE refund_id = $1`,
    [row.refundId, next.status, next.failure, next.validity, next.expiryAfter, next.isInJournal, next.nextAt, next.tries],
  );
  return next;
}

export async function readRefundLines(db: SqlRunner, refundId: string): Promise<readonly RefundLineRow[]> {
  const rows = await db.query<Raw<RefundLineRow>>(
    `SELECT line, payment_id AS "paymentId", method, amount_fen::text AS "amountFen", refund_number AS "refundNumber", state
      FROM refund_lines WHERE refund_id = $1 ORDER BY line`, [refundId],
  );
  return rows.map((row) => ({ ...row, amountFen: Number(row.amountFen) }));
}

export async function setLineState(db: SqlRunner, refundId: string, line: number, state: RefundLineRow['state']): Promise<void> {
  await db.query('UPDATE refund_lines SET state = $3 WHERE refund_id = $1 AND line = $2', [refundId, line, state]);
}

/** Takes the lease of a refund that is under way and that nobody works on. */
export async function claimRefund(db: SqlRunner, refundId: string, now: string, leaseUntil: string): Promise<RefundRow | null> {
  return firstOf(await db.query<Raw<RefundRow>>(
    `UPDATE refunds SET lease_until = $3, lease_number = nextval('lease_numbers')
      WHERE refund_id = $1 AND next_at IS NOT NULL AND (lease_until IS NULL OR lease_until <= $2) RETURNING ${columns}`,
    [refundId, now, leaseUntil],
  ));
}

export async function dueRefunds(db: SqlRunner, now: string, limit: number): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT refund_id AS id FROM refunds WHERE next_at <= $1 AND (lease_until IS NULL OR lease_until <= $1) ORDER BY next_at LIMIT $2`, [now, limit],
  );
  return rows.map((row) => row.id);
}

export interface SaleRow {
  readonly saleId: string;
  readonly storeId: string;
  readonly status: 'applied' | 'rejected' | 'voided';
  readonly subscriberRef: string | null;
  readonly period: SoldPeriod | null;
  readonly isMovedBack: boolean;
  /** An applied sale of the same card came later and stands. */
  readonly hasLater: boolean;
  /** Taken back, before it was applied or at the till by an entry of its own. */
  readonly isVoided: boolean;
}

const saleSelect = `SELECT s.sale_id AS "saleId", t.store_id AS "storeId", s.status, s.subscriber_ref AS "subscriberRef", s.period,
    s.is_moved_back AS "isMovedBack",
    EXISTS (SELECT 1 FROM sales o WHERE o.subscriber_ref = s.subscriber_ref AND o.applied_order > s.applied_order AND NOT o.is_moved_back) AS "hasLater",
    s.status = 'voided' OR EXISTS (SELECT 1 FROM store_lines v WHERE v.sale_id = s.sale_id AND v.kind = 'void') AS "isVoided"
  FROM sales s JOIN terminals t USING (terminal_id) WHERE s.sale_id = $1`;

/** A sale this gateway has decided on; null when it never arrived. */
export async function findSale(db: SqlRunner, saleId: string): Promise<SaleRow | null> {
  const [row] = await db.query<Omit<SaleRow, 'period'> & { period: string | null }>(saleSelect, [saleId]);
  if (row === undefined) return null;
  // Written by this program from its own type.
  return { ...row, period: row.period === null ? null : JSON.parse(row.period) as SoldPeriod };
}

/** As findSale, and lets nobody else refund it until commit. */
export async function lockSale(tx: SqlRunner, saleId: string): Promise<SaleRow | null> {
  await tx.query('SELECT 1 AS one FROM sales WHERE sale_id = $1 FOR UPDATE', [saleId]);
  return findSale(tx, saleId);
}

export interface PaidTender {
  readonly paymentId: string;
  readonly method: TenderMethod;
  readonly amountFen: number;
  /** Given back so far, also by refunds under way and by those that went beyond what was left. */
  readonly givenFen: number;
}

/** What was paid for a sale and how much of it went back. */
export async function readTenders(db: SqlRunner, saleId: string): Promise<readonly PaidTender[]> {
  const rows = await db.query<{ paymentId: string; method: TenderMethod; amount: string; given: string }>(
    `SELECT p.payment_id AS "paymentId", p.method, p.amount_fen::text AS amount,
        coalesce((SELECT sum(l.amount_fen) FROM refund_lines l JOIN refunds r USING (refund_id)
          WHERE r.sale_id = p.sale_id AND l.payment_id = p.payment_id AND r.status <> 'failed'), 0)::text AS given
      FROM store_lines p WHERE p.sale_id = $1 AND p.kind = 'tender' ORDER BY p.line`, [saleId],
  );
  return rows.map(({ paymentId, method, amount, given }) => ({ paymentId, method, amountFen: Number(amount), givenFen: Number(given) }));
}

export async function markMovedBack(tx: SqlRunner, saleId: string): Promise<void> {
  await tx.query('UPDATE sales SET is_moved_back = true WHERE sale_id = $1', [saleId]);
}
