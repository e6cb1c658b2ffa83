// Whether a refund takes back the time it paid for: pure.
import type { BusinessDate } from '#shared/domain/business-date.ts';

export interface RefundedRenewal {
  /** The carrier applied the sale, and no refund has taken it back yet. */
  readonly isApplied: boolean;
  /** No later renewal stands on it: the card ends where this sale put it. */
  readonly isLatest: boolean;
  /** With this refund everything that was paid is given back. */
  readonly isComplete: boolean;
  /** Civil day of the sale. */
  readonly soldOn: BusinessDate;
  /** First day the sale paid for. */
  readonly startsOn: BusinessDate;
  readonly todayOn: BusinessDate;
}

/** Moves back what nobody has begun to use, or what was sold today; everything else stays as it is. */
export function decideRefundValidity(renewal: RefundedRenewal): 'moved-back' | 'stays' {
  const { isApplied, isLatest, isComplete, soldOn, startsOn, todayOn } = renewal;
  const isUnused = todayOn < startsOn || todayOn === soldOn;
  return isApplied && isLatest && isComplete && isUnused ? 'moved-back' : 'stays';
}
