// The catalogue: the current version of every plan.
import { z } from 'zod';
import type { PlanId } from '#shared/domain/ids.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import { planVersionSchema } from '#shared/contract/records.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

const dataRow = z.object({ data: z.string() });

export function readPlans(db: ReadDb): PlanVersion[] {
  return db.all('SELECT data FROM plan ORDER BY plan_id', [], dataRow).map((row) => planVersionSchema.parse(JSON.parse(row.data)));
}

export function readPlan(db: ReadDb, planId: PlanId): PlanVersion | null {
  const row = db.one('SELECT data FROM plan WHERE plan_id = ?', [planId], dataRow);
  return row === null ? null : planVersionSchema.parse(JSON.parse(row.data));
}

export function savePlan(db: WriteDb, plan: PlanVersion): void {
  db.run(
    `INSERT INTO plan (plan_id, version, data, delivery) VALUES (?, ?, ?, (SELECT number FROM feed_delivery))
     ON CONFLICT (plan_id) DO UPDATE SET version = excluded.version, data = excluded.data, delivery = excluded.delivery`,
    [plan.planId, plan.version, JSON.stringify(plan)],
  );
}

export function removePlan(db: WriteDb, planId: string): void {
  db.run('DELETE FROM plan WHERE plan_id = ?', [planId]);
}

/** Plans that the last whole delivery did not bring. */
export function removeOutdatedPlans(db: WriteDb): void {
  db.run('DELETE FROM plan WHERE delivery <> (SELECT number FROM feed_delivery)', []);
}
