// The price and the new expiry of one renewal, bound to the day and the plan version it was worked out for.
import type { BusinessDate } from './business-date.ts';
import { timesFen, type Fen } from './fen.ts';
import type { PlanId, SubscriberRef } from './ids.ts';
import { isSellable, type PlanVersion } from './plan.ts';
import { expectedPeriod, lastServiceDay } from './renewal-period.ts';
import type { SubscriberRecord } from './subscriber.ts';
import { err, ok, type Result } from './base/result.ts';

export interface Quote {
  readonly subscriberRef: SubscriberRef;
  readonly planId: PlanId;
  readonly planVersion: number;
  readonly months: number;
  readonly unitPriceFen: Fen;
  readonly totalFen: Fen;
  readonly quotedOn: BusinessDate;
  /** Last day with service before; null when the card never had any. */
  readonly expiryBefore: BusinessDate | null;
  /** Last day with service after, as expected here; the carrier's answer binds. */
  readonly expiryAfter: BusinessDate;
  readonly startsOn: BusinessDate;
  readonly serviceEndOn: BusinessDate;
  readonly anchorDay: number;
  readonly hasLapsed: boolean;
}

export type QuoteRefusal =
  | { readonly code: 'plan-unknown' }
  | { readonly code: 'plan-withdrawn' }
  | { readonly code: 'months-not-offered' }
  | { readonly code: 'card-unbound' };

/** Works out total and expiry of a renewal on a civil date. */
export function quoteRenewal(
  subscriber: SubscriberRecord,
  plan: PlanVersion | null,
  months: number,
  todayOn: BusinessDate,
): Result<Quote, QuoteRefusal> {
  if (plan === null) return err({ code: 'plan-unknown' });
  if (!isSellable(plan, todayOn)) return err({ code: 'plan-withdrawn' });
  if (!plan.months.includes(months)) return err({ code: 'months-not-offered' });
  if (subscriber.serviceEndOn === null) return err({ code: 'card-unbound' });
  const period = expectedPeriod({
    serviceEndOn: subscriber.serviceEndOn, anchorDay: subscriber.anchorDay, months, todayOn,
  });
  return ok({
    subscriberRef: subscriber.ref,
    planId: plan.planId,
    planVersion: plan.version,
    months,
    unitPriceFen: plan.priceFen,
    totalFen: timesFen(plan.priceFen, months),
    quotedOn: todayOn,
    expiryBefore: lastServiceDay(subscriber.serviceEndOn),
    expiryAfter: lastServiceDay(period.serviceEndOn),
    startsOn: period.startsOn,
    serviceEndOn: period.serviceEndOn,
    anchorDay: period.anchorDay,
    hasLapsed: period.hasLapsed,
  });
}

/** Two quotes promise the customer the same only when every figure that was shown is equal. */
export function isSamePromise(a: Quote, b: Quote): boolean {
  return a.planId === b.planId && a.planVersion === b.planVersion && a.months === b.months && a.totalFen === b.totalFen
    && a.quotedOn === b.quotedOn && a.serviceEndOn === b.serviceEndOn && a.anchorDay === b.anchorDay
    && a.expiryBefore === b.expiryBefore;
}
