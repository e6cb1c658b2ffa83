// What a terminal knows of a subscriber, and what may be done with the card on a given day.
import { addDays, type BusinessDate } from './business-date.ts';
import type { Fen } from './fen.ts';
import type { DocumentType } from './identity/document-type.ts';
import type { PlanId, SubscriberRef } from './ids.ts';

/**
 * Life of a card. Up to SUSPENDED time alone moves it along; the rest are the carrier's decisions.
 * UNBOUND: sold but never bound to a person.
 */
export const stages = [
  'UNBOUND', 'ACTIVE', 'GRACE', 'SUSPENDED', 'HOLD', 'REAL_NAME_BLOCK', 'CLOSING', 'CLOSED', 'RECYCLED',
] as const;
export type Stage = (typeof stages)[number];

export interface Allowance {
  readonly left: number;
  readonly total: number;
}

export interface RecentRenewal {
  readonly on: BusinessDate;
  readonly by: 'store' | 'auto' | 'online';
  readonly amountFen: Fen;
}

/** One row of the offline directory. Holds no full number and no full name; digests are keyed. */
export interface SubscriberRecord {
  readonly ref: SubscriberRef;
  readonly msisdnDigest: string;
  readonly iccidDigest: string;
  /** The registered document; null when the carrier holds none that can be compared. */
  readonly document: { readonly type: DocumentType; readonly digest: string; readonly expiresOn: BusinessDate | 'LONG_TERM' } | null;
  readonly msisdnMasked: string;
  readonly nameMasked: string;
  readonly iccidLast4: string;
  readonly cardKind: 'esim' | 'sim';
  readonly stage: Stage;
  readonly planId: PlanId | null;
  /** First civil date without service; null for a card never bound. */
  readonly serviceEndOn: BusinessDate | null;
  readonly anchorDay: number;
  readonly balanceFen: Fen;
  readonly dataMb: Allowance;
  readonly voiceMinutes: Allowance;
  readonly autoRenewal: 'off' | 'on' | 'failing';
  readonly recentRenewals: readonly RecentRenewal[];
  /** Instant at which the carrier vouched for this row. */
  readonly asOf: string;
}

/** Days a card stays in each stage after service ended; published by the carrier, operators differ. */
export interface StageDays {
  readonly graceDays: number;
  readonly suspendedDays: number;
}

/** The stage on a given day: what time alone changes is worked out here, so that an old row does not lie. */
export function stageOn(record: Pick<SubscriberRecord, 'stage' | 'serviceEndOn'>, todayOn: BusinessDate, days: StageDays): Stage {
  const { stage, serviceEndOn } = record;
  if (serviceEndOn === null || !isMovedByTime(stage)) return stage;
  if (todayOn < serviceEndOn) return 'ACTIVE';
  const graceEndOn = addDays(serviceEndOn, days.graceDays);
  if (todayOn < graceEndOn) return 'GRACE';
  return todayOn < addDays(graceEndOn, days.suspendedDays) ? 'SUSPENDED' : 'CLOSING';
}

function isMovedByTime(stage: Stage): boolean {
  return stage === 'ACTIVE' || stage === 'GRACE' || stage === 'SUSPENDED';
}

/** Why a card cannot be renewed now; each has its own words and next step on screen. */
export type RenewalBar =
  | 'card-unbound' | 'card-on-hold' | 'real-name-block' | 'card-closing-offline' | 'card-closed' | 'card-recycled' | 'directory-too-old';

/**
 * Says whether a renewal may be taken. Offline only ACTIVE, GRACE and SUSPENDED cards with a fresh enough row may be
 * renewed, because nobody can ask the carrier before money moves.
 */
export function renewalBar(stage: Stage, isOnline: boolean, isRowFresh: boolean): RenewalBar | null {
  const always: Partial<Record<Stage, RenewalBar>> = {
    UNBOUND: 'card-unbound',
    HOLD: 'card-on-hold',
    REAL_NAME_BLOCK: 'real-name-block',
    CLOSED: 'card-closed',
    RECYCLED: 'card-recycled',
  };
  const bar = always[stage];
  if (bar !== undefined) return bar;
  if (stage === 'CLOSING' && !isOnline) return 'card-closing-offline';
  return isOnline || isRowFresh ? null : 'directory-too-old';
}
