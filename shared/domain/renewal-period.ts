// How long a renewal lasts: from which day, to which day, and which day of the month the card keeps.
import { invariant } from './base/invariant.ts';
import { addDays, addMonthsAnchored, dayOfMonth, type BusinessDate } from './business-date.ts';

export interface RenewalPeriod {
  /** First day the renewal pays for. */
  readonly startsOn: BusinessDate;
  /** First day without service afterwards. */
  readonly serviceEndOn: BusinessDate;
  readonly anchorDay: number;
  /** Service had already ended, so the period begins today. */
  readonly hasLapsed: boolean;
}

/**
 * The period a renewal of whole months is expected to give; the carrier's answer binds. A card in service is extended
 * from its end and keeps its anchor day; a lapsed card starts today and takes today's day of the month.
 */
export function expectedPeriod(renewal: {
  readonly serviceEndOn: BusinessDate;
  readonly anchorDay: number;
  readonly months: number;
  readonly todayOn: BusinessDate;
}): RenewalPeriod {
  const { serviceEndOn, months, todayOn } = renewal;
  invariant(Number.isInteger(months) && months >= 1, `a renewal of ${months} months`);
  const hasLapsed = serviceEndOn <= todayOn;
  const startsOn = hasLapsed ? todayOn : serviceEndOn;
  const anchorDay = hasLapsed ? dayOfMonth(todayOn) : renewal.anchorDay;
  return { startsOn, serviceEndOn: addMonthsAnchored(startsOn, months, anchorDay), anchorDay, hasLapsed };
}

/** What people are shown as "valid until": the last day with service. */
export function lastServiceDay(serviceEndOn: BusinessDate): BusinessDate {
  return addDays(serviceEndOn, -1);
}
