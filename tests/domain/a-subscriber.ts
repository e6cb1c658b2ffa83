// A synthetic card and plan for tests; each test names only what it is about.
import { fen } from '#shared/domain/fen.ts';
import type { PlanId, SubscriberRef } from '#shared/domain/ids.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { aDate } from './a-date.ts';

/** A card in service until 2026-12-30 (service end 2026-12-31) with the anchor 31. */
export function aSubscriber(change: Partial<SubscriberRecord> = {}): SubscriberRecord {
  return {
    // Ids come from the carrier; a literal in a test is as good.
    ref: 'sub-1' as SubscriberRef,
    msisdnDigest: '0'.repeat(32),
    iccidDigest: '1'.repeat(32),
    document: null,
    msisdnMasked: '165****0001',
    nameMasked: '张*',
    iccidLast4: '0011',
    cardKind: 'esim',
    stage: 'ACTIVE',
    planId: 'plus-60' as PlanId,
    serviceEndOn: aDate('2026-12-31'),
    anchorDay: 31,
    balanceFen: fen(0),
    dataMb: { left: 1024, total: 20480 },
    voiceMinutes: { left: 30, total: 300 },
    autoRenewal: 'off',
    recentRenewals: [],
    asOf: '2026-11-24T02:00:00.000Z',
    ...change,
  };
}

/** The plan plus-60: 60.00 yuan a month, on sale all through 2026, for 1, 3, 6 or 12 months. */
export function aPlan(change: Partial<PlanVersion> = {}): PlanVersion {
  return {
    planId: 'plus-60' as PlanId,
    version: 3,
    kind: 'monthly',
    name: { 'zh-CN': '中端套餐', en: 'Plus' },
    priceFen: fen(6000),
    dataMb: 20480,
    voiceMinutes: 300,
    roamingMb: 0,
    months: [1, 3, 6, 12],
    sellableFrom: aDate('2026-01-01'),
    sellableUntil: aDate('2026-12-31'),
    ...change,
  };
}
