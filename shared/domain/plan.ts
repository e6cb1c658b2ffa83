// Plans as the catalogue publishes them. A plan is never edited: a change is a new version.
import type { BusinessDate } from './business-date.ts';
import type { Fen } from './fen.ts';
import type { PlanId } from './ids.ts';

export interface LocalisedText {
  readonly 'zh-CN': string;
  readonly en: string;
}

export interface PlanVersion {
  readonly planId: PlanId;
  readonly version: number;
  readonly kind: 'monthly' | 'add-on';
  readonly name: LocalisedText;
  /** Price of one month (monthly) or one pack (add-on). */
  readonly priceFen: Fen;
  readonly dataMb: number;
  readonly voiceMinutes: number;
  readonly roamingMb: number;
  /** Lengths on offer; empty for add-ons. */
  readonly months: readonly number[];
  readonly sellableFrom: BusinessDate;
  /** Last day on which this version may be sold; null while open-ended. */
  readonly sellableUntil: BusinessDate | null;
}

/** Whether a monthly plan may be sold on a civil date. */
export function isSellable(plan: PlanVersion, todayOn: BusinessDate): boolean {
  const hasStarted = plan.sellableFrom <= todayOn;
  const hasEnded = plan.sellableUntil !== null && plan.sellableUntil < todayOn;
  // A sale of nothing has no tender and no place in the books.
  return plan.kind === 'monthly' && plan.priceFen > 0 && hasStarted && !hasEnded;
}
