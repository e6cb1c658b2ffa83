// The carrier's decision on one sale: pure, facts in, outcome and the subscriber's new row out.
import { lastServiceDay, expectedPeriod } from '#shared/domain/renewal-period.ts';
import { fen } from '#shared/domain/fen.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import { stageOn, type Stage, type StageDays, type SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { OutcomeRecord, RejectionReason } from '#shared/contract/records.ts';
import type { SaleCompleted } from '#shared/contract/journal-entries.ts';

export interface SaleFacts {
  readonly sale: SaleCompleted;
  readonly subscriber: SubscriberRecord | null;
  /** The version each line names, in the lines' order; null where there is none. */
  readonly plans: readonly (PlanVersion | null)[];
  readonly stageDays: StageDays;
  /** Every wallet and balance tender is a payment that this gateway knows as settled for this sale and amount, or one a manager called paid. */
  readonly arePaymentsKnown: boolean;
  readonly now: string;
}

export interface SaleDecision {
  readonly outcome: OutcomeRecord;
  /** The subscriber after the sale; null when nothing changes. */
  readonly subscriber: SubscriberRecord | null;
  /** What an applied sale bought, for a refund that takes it back. */
  readonly period: SoldPeriod | null;
}

/** What a renewal changed on a card. */
export interface SoldPeriod {
  /** Civil day of the sale. */
  readonly soldOn: BusinessDate;
  /** First day it paid for. */
  readonly startsOn: BusinessDate;
  readonly serviceEndOn: BusinessDate;
  readonly before: Pick<SubscriberRecord, 'stage' | 'planId' | 'serviceEndOn' | 'anchorDay' | 'dataMb' | 'voiceMinutes'>;
}

/**
 * A card that no renewal can help comes first, then plan, then money. A plan version that was withdrawn in the meantime
 * is honoured: the customer has paid for what was on offer. So is a card that is closing.
 */
export function decideSaleOutcome(facts: SaleFacts): SaleDecision {
  const { sale, subscriber, now } = facts;
  const reason = rejectionOf(facts);
  // The first reason to reject is a missing subscriber or end of service, so both are there when there is none.
  if (reason !== null || subscriber === null || subscriber.serviceEndOn === null) {
    return { outcome: { saleId: sale.saleId, status: 'rejected', reason: reason ?? 'subscriber-unknown', decidedAt: now }, subscriber: null, period: null };
  }
  const renewed = renew(facts, subscriber, subscriber.serviceEndOn);
  return {
    outcome: {
      saleId: sale.saleId, status: 'applied', confirmedExpiry: lastServiceDay(renewed.serviceEndOn), serviceEndOn: renewed.serviceEndOn,
      anchorDay: renewed.anchorDay, decidedAt: now,
    },
    subscriber: renewed,
    period: {
      soldOn: sale.quotedOn,
      startsOn: subscriber.serviceEndOn <= sale.quotedOn ? sale.quotedOn : subscriber.serviceEndOn,
      serviceEndOn: renewed.serviceEndOn,
      before: beforeOf(subscriber),
    },
  };
}

function beforeOf({ stage, planId, serviceEndOn, anchorDay, dataMb, voiceMinutes }: SubscriberRecord): SoldPeriod['before'] {
  return { stage, planId, serviceEndOn, anchorDay, dataMb, voiceMinutes };
}

const barredStages: Partial<Record<Stage, RejectionReason>> = {
  UNBOUND: 'card-unbound',
  HOLD: 'card-on-hold',
  REAL_NAME_BLOCK: 'real-name-block',
  CLOSED: 'card-closed',
  RECYCLED: 'card-recycled',
};

function rejectionOf({ sale, subscriber, plans, stageDays, arePaymentsKnown }: SaleFacts): RejectionReason | null {
  if (subscriber === null) return 'subscriber-unknown';
  const barred = barredStages[stageOn(subscriber, sale.quotedOn, stageDays)];
  if (barred !== undefined) return barred;
  if (subscriber.serviceEndOn === null) return 'card-unbound';
  const isEachLineSold = sale.lines.every((line, index) => isOffered(plans[index] ?? null, line.months));
  if (!isEachLineSold) return 'plan-unknown';
  if (!isMoneyRight(sale, plans)) return 'amount-mismatch';
  return arePaymentsKnown ? null : 'payment-missing';
}

function isOffered(plan: PlanVersion | null, months: number): boolean {
  return plan !== null && plan.kind === 'monthly' && plan.months.includes(months);
}

function isMoneyRight(sale: SaleCompleted, plans: readonly (PlanVersion | null)[]): boolean {
  const areLinesRight = sale.lines.every((line, index) => {
    const plan = plans[index] ?? null;
    return plan !== null && line.amount === plan.priceFen * line.months;
  });
  const areTendersRight = sale.tenders.every(
    ({ amount, received, change }) => received === undefined || received - (change ?? 0) === amount,
  );
  return areLinesRight && areTendersRight && sumOf(sale.lines) === sale.total && isSumRight(sale);
}

const LARGEST_ROUNDING_FEN = 9;

/** Tenders make up the total and its rounding. Only cash is rounded; where rounding took all that was left for cash, there is none. */
function isSumRight({ tenders, total, rounding = fen(0) }: SaleCompleted): boolean {
  const hasCash = tenders.some(({ method }) => method === 'cash');
  const isRoundingRight = rounding === 0 || (Math.abs(rounding) <= LARGEST_ROUNDING_FEN && (hasCash || rounding < 0));
  const areDistinct = new Set(tenders.map(({ paymentId }) => paymentId)).size === tenders.length;
  return isRoundingRight && areDistinct && sumOf(tenders) === total + rounding;
}

// Plain numbers: foreign amounts may add up to more than money of ours may be, which is no bug but a wrong sale.
function sumOf(parts: readonly { readonly amount: number }[]): number {
  return parts.reduce((sum, part) => sum + part.amount, 0);
}

function renew(facts: SaleFacts, subscriber: SubscriberRecord, endOn: BusinessDate): SubscriberRecord & { readonly serviceEndOn: BusinessDate } {
  const { sale, plans, now } = facts;
  // The civil day of the sale. An entry's business date is the shift's and may still be yesterday's after midnight.
  const todayOn = sale.quotedOn;
  let position = { serviceEndOn: endOn, anchorDay: subscriber.anchorDay };
  let hadLapsed = false;
  for (const line of sale.lines) {
    const period = expectedPeriod({ ...position, months: line.months, todayOn });
    position = { serviceEndOn: period.serviceEndOn, anchorDay: period.anchorDay };
    hadLapsed ||= period.hasLapsed;
  }
  const plan = plans.at(-1);
  const renewal = { on: todayOn, by: 'store', amountFen: sale.total } as const;
  return {
    ...subscriber,
    ...position,
    stage: 'ACTIVE',
    planId: sale.lines.at(-1)?.planId ?? subscriber.planId,
    // A running cycle keeps what is left of it; a new cycle begins at once only where service had ended.
    ...(hadLapsed && plan && {
      dataMb: { left: plan.dataMb, total: plan.dataMb },
      voiceMinutes: { left: plan.voiceMinutes, total: plan.voiceMinutes },
    }),
    recentRenewals: [renewal, ...subscriber.recentRenewals].slice(0, 5),
    asOf: now,
  };
}
