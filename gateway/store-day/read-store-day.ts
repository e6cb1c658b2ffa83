// The day of a whole store, added up by the database from the store's money lines.
import { must } from '#shared/domain/base/invariant.ts';
import { storeDaySchema, type StoreDay } from '#shared/contract/gateway-api.ts';
import type { SqlRunner } from '../store/gateway-db.ts';

interface Share { readonly count: number; readonly amount: string }
interface Totals {
  readonly saleCount: number; readonly sales: string; readonly refundCount: number; readonly refunds: string; readonly voidCount: number;
  readonly voids: string; readonly rounding: string; readonly net: string;
}
interface TerminalShare extends Share {
  readonly terminalId: string; readonly overShort: string | null; readonly openShift: boolean; readonly rejectedCount: number; readonly lastReceivedAt: string | null;
}

const turnover = `kind IN ('sale', 'void', 'refund')`;
const share = `(count(*) FILTER (WHERE kind = 'sale'))::int AS count, coalesce(sum(amount_fen), 0)::text AS amount`;
const ofDay = 'FROM store_lines WHERE store_id = $1 AND business_date = $2';

/** Everything that arrived so far; each terminal says when it was last heard. */
export async function readStoreDay(db: SqlRunner, storeId: string, date: string, now: string): Promise<StoreDay> {
  const day = [storeId, date];
  const [totals] = await db.query<Totals>(
    `SELECT (count(*) FILTER (WHERE kind = 'sale'))::int AS "saleCount", coalesce(sum(amount_fen) FILTER (WHERE kind = 'sale'), 0)::text AS sales,
        (count(*) FILTER (WHERE kind = 'refund'))::int AS "refundCount", coalesce(-sum(amount_fen) FILTER (WHERE kind = 'refund'), 0)::text AS refunds,
        (count(*) FILTER (WHERE kind = 'void'))::int AS "voidCount", coalesce(-sum(amount_fen) FILTER (WHERE kind = 'void'), 0)::text AS voids,
        coalesce(sum(amount_fen) FILTER (WHERE kind = 'rounding'), 0)::text AS rounding,
        coalesce(sum(amount_fen) FILTER (WHERE ${turnover}), 0)::text AS net ${ofDay}`, day,
  );
  const byMethod = await db.query<Share & { method: string }>(
    `SELECT method, (count(*) FILTER (WHERE kind = 'tender'))::int AS count, sum(amount_fen)::text AS amount
      ${ofDay} AND kind IN ('tender', 'tender-back') GROUP BY method ORDER BY sum(amount_fen) DESC, method`, day,
  );
  const byPlan = await db.query<Share & { planId: string }>(
    `SELECT plan_id AS "planId", ${share} ${ofDay} AND ${turnover} AND plan_id IS NOT NULL GROUP BY plan_id ORDER BY sum(amount_fen) DESC, plan_id LIMIT 500`, day,
  );
  const byStaff = await db.query<Share & { staffId: string }>(
    `SELECT staff_id AS "staffId", ${share} ${ofDay} AND ${turnover} GROUP BY staff_id ORDER BY sum(amount_fen) DESC, staff_id LIMIT 500`, day,
  );
  const byHour = await db.query<Share & { hour: number }>(`SELECT hour, ${share} ${ofDay} AND ${turnover} GROUP BY hour ORDER BY hour`, day);
  const terminals = await readTerminals(db, day);
  const attention = await db.query<{ amount: string }>(
    `SELECT kind, subject, sale_id AS "saleId", terminal_id AS "terminalId", amount_fen::text AS amount
      FROM attention WHERE store_id = $1 AND business_date = $2 ORDER BY at, subject LIMIT 200`, day,
  );
  return storeDaySchema.parse({
    storeId, date, totals: numbers(must(totals, 'an aggregate has a row')), byMethod: byMethod.map(numbers), byPlan: byPlan.map(numbers),
    byStaff: byStaff.map(numbers), byHour: byHour.map(numbers), terminals: terminals.map(numbers), attention: attention.map(numbers), serverTime: now,
  });
}

async function readTerminals(db: SqlRunner, day: readonly string[]): Promise<readonly TerminalShare[]> {
  return db.query<TerminalShare>(
    `SELECT t.terminal_id AS "terminalId", coalesce(l.count, 0) AS count, coalesce(l.amount, '0') AS amount, l.over_short AS "overShort",
        coalesce((SELECT s.kind = 'shift-opened' FROM store_lines s
          WHERE s.terminal_id = t.terminal_id AND s.kind IN ('shift-opened', 'over-short') ORDER BY s.seq DESC LIMIT 1), false) AS "openShift",
        (SELECT count(*) FROM sales r WHERE r.terminal_id = t.terminal_id AND r.business_date = $2 AND r.status = 'rejected')::int AS "rejectedCount",
        (SELECT j.received_at FROM journal j WHERE j.terminal_id = t.terminal_id ORDER BY j.seq DESC LIMIT 1) AS "lastReceivedAt"
      FROM terminals t LEFT JOIN (
        SELECT terminal_id, (count(*) FILTER (WHERE kind = 'sale'))::int AS count, coalesce(sum(amount_fen) FILTER (WHERE ${turnover}), 0)::text AS amount,
          (sum(amount_fen) FILTER (WHERE kind = 'over-short'))::text AS over_short
        ${ofDay} GROUP BY terminal_id) l USING (terminal_id)
      WHERE t.store_id = $1 AND (t.status = 'active' OR l.count IS NOT NULL) ORDER BY t.terminal_id LIMIT 500`, day,
  );
}

const amountNames: ReadonlySet<string> = new Set(['amount', 'sales', 'refunds', 'voids', 'rounding', 'net', 'overShort']);

/** Sums come as text, because they may be larger than the driver's numbers; the contract bounds them. */
function numbers(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]: [string, unknown]) => [name, amountNames.has(name) && typeof value === 'string' ? Number(value) : value]));
}
