// A customer, a draft and a finished sale for tests of the renewal. All synthetic.
import type { Account } from '#shared/contract/till/customer-channels.ts';
import type { Draft, SaleView } from '#shared/contract/till/sale-channels.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import { dateSchema, identityCheckIdSchema, planIdSchema, saleIdSchema, subscriberRefSchema } from '#shared/contract/values.ts';
import { fen } from '#shared/domain/fen.ts';
import { saleView } from './desk-samples.ts';

const date = (text: string): ReturnType<typeof dateSchema.parse> => dateSchema.parse(text);

export const saleId = saleIdSchema.parse('01930000-0000-7000-8000-000000000001');
export const basicPlan = planIdSchema.parse('basic-30');
export const plusPlan = planIdSchema.parse('plus-60');

export function account(changes: Partial<Account> = {}): Account {
  return {
    ref: subscriberRefSchema.parse('sub-000002'), msisdnMasked: '165****0002', nameMasked: '欧***', iccidLast4: '0029', cardKind: 'esim', stage: 'GRACE',
    planId: plusPlan, planName: { 'zh-CN': '畅享套餐', en: 'Plus' }, expiryOn: date('2026-11-14'), daysLeft: -10, balanceFen: fen(1240), dataMb: { left: 0, total: 30_720 },
    voiceMinutes: { left: 35, total: 300 }, autoRenewal: 'off', recentRenewals: [{ on: date('2026-10-15'), by: 'store', amountFen: fen(6000) }], documentType: 'RESIDENT_ID',
    source: 'directory', asOf: '2026-11-24T01:00:00.000Z', isStale: false, bar: null, waitingSales: 0, hasLuhnMismatch: false, ...changes,
  };
}

export function quote(changes: Partial<NonNullable<Draft['quote']>> = {}): NonNullable<Draft['quote']> {
  return {
    subscriberRef: account().ref, planId: plusPlan, planVersion: 12, months: 1, unitPriceFen: fen(6000), totalFen: fen(6000), quotedOn: date('2026-11-24'),
    expiryBefore: date('2026-11-14'), expiryAfter: date('2026-12-23'), startsOn: date('2026-11-24'), serviceEndOn: date('2026-12-24'), anchorDay: 24, hasLapsed: true, ...changes,
  };
}

export function identity(outcome: NonNullable<Draft['identity']>['outcome'] = 'match'): NonNullable<Draft['identity']> {
  return {
    identityCheckId: identityCheckIdSchema.parse('idc-1'), documentType: 'RESIDENT_ID', numberMasked: '999***********0020', outcome, checkedAt: '2026-11-24T02:00:00.000Z',
  };
}

export function draft(changes: Partial<Draft> = {}): Draft {
  return {
    saleId, account: account(), identity: null, isIdentityNeeded: true, quote: null, quickAmountsFen: [fen(10_000), fen(20_000)], begunAt: '2026-11-24T02:00:00.000Z', payments: [], paidFen: fen(0), ...changes,
  };
}

export function doneSale(changes: Partial<SaleView> = {}): SaleView {
  return { ...saleView(2), saleId, totalFen: fen(6000), receivedFen: fen(10_000), changeFen: fen(4000), ...changes };
}

export function plans(): readonly PlanVersion[] {
  const plan = (planId: typeof plusPlan, priceFen: number, chinese: string, english: string): PlanVersion => ({
    planId, version: 12, kind: 'monthly', name: { 'zh-CN': chinese, en: english }, priceFen: fen(priceFen), dataMb: 20_480, voiceMinutes: 300, roamingMb: 1024,
    months: [1, 3, 6, 12], sellableFrom: date('2026-01-01'), sellableUntil: null,
  });
  return [plan(planIdSchema.parse('max-100'), 10_000, '尊享套餐', 'Max'), plan(plusPlan, 6000, '畅享套餐', 'Plus'), plan(basicPlan, 3000, '基础套餐', 'Basic')];
}
