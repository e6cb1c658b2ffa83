// The account card: a directory row plus the sales still on their way, worked out for today.
import { Temporal } from 'temporal-polyfill';
import { daysBetween } from '#shared/domain/business-date.ts';
import type { PlanId } from '#shared/domain/ids.ts';
import { lastServiceDay } from '#shared/domain/renewal-period.ts';
import { renewalBar, stageOn, type RenewalBar, type SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { Account } from '#shared/contract/till/customer-channels.ts';
import { readPlan } from '../catalog/plan-repository.ts';
import { readExpectation } from '../sale/sale-repository.ts';
import { todayAt } from '../shift/business-day.ts';
import type { ReadDb } from '../store/sql.ts';
import { readProgress } from '../sync/sync-repository.ts';
import type { Profile, Till } from '../till.ts';
import { canAskCarrier } from '../can-ask-carrier.ts';

/** A row as it will stand once the carrier has answered what was already sold here. */
export interface ExpectedRecord {
  readonly record: SubscriberRecord;
  readonly waitingSales: number;
}

export function expectedRecord(db: ReadDb, record: SubscriberRecord): ExpectedRecord {
  const expectation = readExpectation(db, record.ref);
  if (expectation === null) return { record, waitingSales: 0 };
  const { serviceEndOn, anchorDay, waiting } = expectation;
  // A waiting renewal revives a card that only time had taken out of service; the plan sold is the plan it will have.
  const stage = record.stage === 'GRACE' || record.stage === 'SUSPENDED' ? 'ACTIVE' : record.stage;
  // Plan ids on sales come from the catalogue's own type.
  return { record: { ...record, stage, serviceEndOn, anchorDay, planId: expectation.planId as PlanId }, waitingSales: waiting };
}

/** Why the card cannot be renewed at this instant; null when it can. */
export function barOf(till: Till, profile: Profile, record: SubscriberRecord, db: ReadDb, now: string): RenewalBar | null {
  const { civilOn } = todayAt(db, profile, now);
  return renewalBar(stageOn(record, civilOn, profile.config.stageDays), canAskCarrier(till.link), isFresh(record.asOf, db, now, profile));
}

export interface AccountSource {
  readonly record: SubscriberRecord;
  readonly source: 'fresh' | 'directory';
  readonly hasLuhnMismatch: boolean;
}

export function accountView(till: Till, profile: Profile, db: ReadDb, now: string, from: AccountSource): Account {
  const { record, waitingSales } = expectedRecord(db, from.record);
  const { civilOn } = todayAt(db, profile, now);
  const expiryOn = record.serviceEndOn === null ? null : lastServiceDay(record.serviceEndOn);
  return {
    ref: record.ref, msisdnMasked: record.msisdnMasked, nameMasked: record.nameMasked, iccidLast4: record.iccidLast4, cardKind: record.cardKind,
    stage: stageOn(record, civilOn, profile.config.stageDays), planId: record.planId,
    planName: record.planId === null ? null : readPlan(db, record.planId)?.name ?? null,
    expiryOn, daysLeft: expiryOn === null ? null : daysBetween(civilOn, expiryOn),
    balanceFen: record.balanceFen, dataMb: record.dataMb, voiceMinutes: record.voiceMinutes, autoRenewal: record.autoRenewal,
    recentRenewals: [...record.recentRenewals], documentType: record.document?.type ?? null,
    source: from.source, asOf: record.asOf, isStale: !isFresh(record.asOf, db, now, profile),
    bar: barOf(till, profile, record, db, now), waitingSales, hasLuhnMismatch: from.hasLuhnMismatch,
  };
}

/** A row is as fresh as the last complete delivery: what the carrier's feed left unchanged until then is still true. */
function isFresh(asOf: string, db: ReadDb, now: string, profile: Profile): boolean {
  const { lastContactAt } = readProgress(db);
  const vouchedAt = lastContactAt !== null && lastContactAt > asOf ? lastContactAt : asOf;
  const ageMs = Temporal.Instant.from(now).epochMilliseconds - Temporal.Instant.from(vouchedAt).epochMilliseconds;
  return ageMs <= profile.config.offlineRowMaxAgeHours * 3_600_000;
}
