// Sales the carrier has decided on, once per sale id, and the plan versions they name.
import { outcomeRecordSchema, planVersionSchema, type OutcomeRecord } from '#shared/contract/records.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import type { SoldPeriod } from './decide-sale-outcome.ts';

export interface DecidedSale {
  readonly terminalId: string;
  readonly seq: number;
  readonly subscriberRef: string | null;
  readonly totalFen: number | null;
  readonly businessDate: string;
  readonly outcome: OutcomeRecord;
  readonly period: SoldPeriod | null;
}

/** Outcomes already given to these sale ids. */
export async function findOutcomes(tx: SqlRunner, saleIds: readonly string[]): Promise<Map<string, OutcomeRecord>> {
  const rows = await tx.query<{ saleId: string; outcome: string }>(
    'SELECT sale_id AS "saleId", outcome FROM sales WHERE sale_id = ANY($1::text[])', [saleIds],
  );
  return new Map(rows.map((row) => [row.saleId, outcomeRecordSchema.parse(JSON.parse(row.outcome))]));
}

/** Keeps decisions. A sale id that is already there is a bug: the primary key refuses it and the batch is rolled back. */
export async function insertSales(tx: SqlRunner, sales: readonly DecidedSale[]): Promise<void> {
  if (sales.length === 0) return;
  await tx.query(
    `INSERT INTO sales (sale_id, terminal_id, seq, status, subscriber_ref, total_fen, business_date, outcome, period, applied_order)
      SELECT sale_id, terminal_id, seq, status, subscriber_ref, total_fen, business_date, outcome, period,
        CASE WHEN status = 'applied' THEN nextval('applied_orders') END
      FROM (SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[])
        WITH ORDINALITY AS row (sale_id, terminal_id, seq, status, subscriber_ref, total_fen, business_date, outcome, period, place) ORDER BY place) AS rows`,
    [
      sales.map((sale) => sale.outcome.saleId), sales.map((sale) => sale.terminalId), sales.map((sale) => sale.seq),
      sales.map((sale) => sale.outcome.status), sales.map((sale) => sale.subscriberRef),
      sales.map((sale) => (sale.totalFen === null ? null : String(sale.totalFen))), sales.map((sale) => sale.businessDate),
      sales.map((sale) => JSON.stringify(sale.outcome)), sales.map((sale) => (sale.period === null ? null : JSON.stringify(sale.period))),
    ],
  );
}

/** Every version of these plans, under `planId@version`. */
export async function findPlanVersions(tx: SqlRunner, planIds: readonly string[]): Promise<Map<string, PlanVersion>> {
  const rows = await tx.query<{ record: string }>('SELECT record FROM plans WHERE plan_id = ANY($1::text[])', [planIds]);
  const plans = rows.map((row) => planVersionSchema.parse(JSON.parse(row.record)));
  return new Map(plans.map((plan) => [`${plan.planId}@${plan.version}`, plan]));
}
