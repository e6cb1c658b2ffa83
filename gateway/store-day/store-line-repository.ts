// The store's money lines, written with the journal entries they come from.
import type { SqlRunner } from '../store/gateway-db.ts';
import type { StoreLine } from './lines-of-entry.ts';

export interface EntryLines {
  readonly seq: number;
  readonly businessDate: string;
  readonly hour: number;
  readonly staffId: string;
  readonly lines: readonly StoreLine[];
}

/** Keeps the lines of entries, each once: a journal that was lost and sent again holds up nothing and counts nothing twice. What names a sale but no plan takes the plan of that sale. */
export async function insertStoreLines(tx: SqlRunner, terminal: { readonly terminalId: string; readonly storeId: string }, entries: readonly EntryLines[]): Promise<void> {
  const rows = entries.flatMap((entry) => entry.lines.map((line, index) => ({ entry, line, index })));
  if (rows.length === 0) return;
  // A gateway whose journal was set back is sent the same entries again; their lines are there already.
  await tx.query(
    `INSERT INTO store_lines (terminal_id, seq, line, store_id, business_date, hour, kind, sale_id, payment_id, method, plan_id, staff_id, amount_fen)
      SELECT $1, seq, line, $2, business_date, hour, kind, sale_id, payment_id, method,
        coalesce(plan_id, CASE WHEN kind IN ('void', 'refund') THEN
          (SELECT s.plan_id FROM store_lines s WHERE s.sale_id = row.sale_id AND s.kind = 'sale' LIMIT 1) END), staff_id, amount_fen
      FROM unnest($3::integer[], $4::integer[], $5::text[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bigint[])
        AS row (seq, line, business_date, hour, kind, sale_id, payment_id, method, plan_id, staff_id, amount_fen)
      ON CONFLICT DO NOTHING`,
    [
      terminal.terminalId, terminal.storeId, rows.map(({ entry }) => entry.seq), rows.map(({ index }) => index), rows.map(({ entry }) => entry.businessDate),
      rows.map(({ entry }) => entry.hour), rows.map(({ line }) => line.kind), rows.map(({ line }) => line.saleId ?? null),
      rows.map(({ line }) => line.paymentId ?? null), rows.map(({ line }) => line.method ?? null), rows.map(({ line }) => line.planId ?? null),
      rows.map(({ entry }) => entry.staffId), rows.map(({ line }) => String(line.amountFen)),
    ],
  );
}

/** Whether a sale was already counted as taken back. */
export async function hasVoid(tx: SqlRunner, saleId: string): Promise<boolean> {
  const rows = await tx.query(`SELECT 1 AS one FROM store_lines WHERE sale_id = $1 AND kind = 'void' LIMIT 1`, [saleId]);
  return rows.length > 0;
}
