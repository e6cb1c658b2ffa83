// Which plans are offered, and which of them stands chosen at first.
import type { Account } from '#shared/contract/till/customer-channels.ts';
import { isSellable, type PlanVersion } from '#shared/domain/plan.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { Selection } from '#renderer/flow/renewal-flow.ts';

/** Digit keys reach nine. */
const MAX_PLANS = 9;

/** The newest sellable version of each monthly plan, cheapest first. */
export function plansOnOffer(plans: readonly PlanVersion[], todayOn: BusinessDate): readonly PlanVersion[] {
  const newest = new Map<string, PlanVersion>();
  for (const plan of plans) {
    if (isSellable(plan, todayOn) && plan.version > (newest.get(plan.planId)?.version ?? 0)) newest.set(plan.planId, plan);
  }
  return [...newest.values()].sort((a, b) => a.priceFen - b.priceFen).slice(0, MAX_PLANS);
}

/** The plan the customer has now, for its shortest length; the cheapest where it is not on offer. */
export function firstSelection(plans: readonly PlanVersion[], account: Account): Selection | null {
  const plan = plans.find(({ planId }) => planId === account.planId) ?? plans[0];
  const months = plan?.months[0];
  return plan === undefined || months === undefined ? null : { planId: plan.planId, months };
}

/** Another plan for the same number of months where it has that, else for its own shortest. */
export function withPlan(plan: PlanVersion, months: number): Selection {
  return { planId: plan.planId, months: plan.months.includes(months) ? months : (plan.months[0] ?? months) };
}

/** The length `step` places further along; stays at both ends. */
export function monthsBeside(months: readonly number[], current: number, step: 1 | -1): number {
  return months[months.indexOf(current) + step] ?? current;
}
