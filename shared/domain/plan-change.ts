// What a change of plan costs in the middle of a month, in its three modes.
import { err, ok, type Result } from './base/result.ts';
import { addMonthsAnchored, dayOfMonth, daysBetween, type BusinessDate } from './business-date.ts';
import { fen, subtractFen, type Fen } from './fen.ts';

/** next-cycle: from the next month. now: the rest of this month. restart: a new month from today. */
export const planChangeModes = ['next-cycle', 'now', 'restart'] as const;
export type PlanChangeMode = (typeof planChangeModes)[number];

export interface PlanChange {
  readonly mode: PlanChangeMode;
  readonly todayOn: BusinessDate;
  /** The month being paid for at present: first day, and first day after it. */
  readonly cycleStartOn: BusinessDate;
  readonly cycleEndOn: BusinessDate;
  readonly anchorDay: number;
  /** Prices of that one month. */
  readonly oldPriceFen: Fen;
  readonly newPriceFen: Fen;
}

export interface PlanChangeTerms {
  /** Value of the unused days of the old plan that is given up, rounded down; 0 when the month runs on. */
  readonly leftFen: Fen;
  /** Price of the new plan for the time it is charged now. */
  readonly chargeFen: Fen;
  /** charge − left. Below zero the difference goes to the balance, not into the customer's hand. */
  readonly dueFen: Fen;
  readonly takesEffectOn: BusinessDate;
  readonly serviceEndOn: BusinessDate;
  readonly anchorDay: number;
}

/** The mode offered first: a dearer plan starts now, a cheaper or equal one with the next month. */
export function defaultPlanChangeMode(oldPriceFen: Fen, newPriceFen: Fen): PlanChangeMode {
  return newPriceFen > oldPriceFen ? 'now' : 'next-cycle';
}

/** Works out a plan change. The day of the change counts as unused. Refused outside the current month. */
export function changePlan(change: PlanChange): Result<PlanChangeTerms, { code: 'cycle-not-current' }> {
  const { cycleStartOn, cycleEndOn, todayOn, newPriceFen } = change;
  if (todayOn < cycleStartOn || todayOn >= cycleEndOn) return err({ code: 'cycle-not-current' });
  const days = daysBetween(cycleStartOn, cycleEndOn);
  const daysLeft = daysBetween(todayOn, cycleEndOn);
  const leftFen = fen(integerQuotient(change.oldPriceFen * daysLeft, days));
  const kept = { serviceEndOn: cycleEndOn, anchorDay: change.anchorDay };
  switch (change.mode) {
    case 'next-cycle':
      return ok({ leftFen: fen(0), chargeFen: fen(0), dueFen: fen(0), takesEffectOn: cycleEndOn, ...kept });
    case 'now': {
      const chargeFen = fen(shareHalfUp(newPriceFen, daysLeft, days));
      return ok({ leftFen, chargeFen, dueFen: subtractFen(chargeFen, leftFen), takesEffectOn: todayOn, ...kept });
    }
    case 'restart': {
      const anchorDay = dayOfMonth(todayOn);
      return ok({
        leftFen, chargeFen: newPriceFen, dueFen: subtractFen(newPriceFen, leftFen), takesEffectOn: todayOn,
        serviceEndOn: addMonthsAnchored(todayOn, 1, anchorDay), anchorDay,
      });
    }
  }
}

// Half-up of amount × part ÷ whole with whole numbers only: adding half of the divisor before dividing down.
function shareHalfUp(amountFen: Fen, part: number, whole: number): number {
  return integerQuotient(2 * amountFen * part + whole, 2 * whole);
}

function integerQuotient(dividend: number, divisor: number): number {
  return (dividend - (dividend % divisor)) / divisor;
}
