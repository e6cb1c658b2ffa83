// A full day of a manager: sample figures, rows, a story, a store and a comparison. All synthetic.
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import type { Review, ReviewRow, StoryEvent } from '#shared/contract/till/review-channels.ts';
import { dateSchema, fenSchema, saleIdSchema, staffIdSchema, storeIdSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { addDays } from '#shared/domain/business-date.ts';
import { fen } from '#shared/domain/fen.ts';
import type { Answers } from './scripted-bridge.ts';
import { manager, signedIn } from './desk-samples.ts';

export const today = dateSchema.parse('2026-11-24');
const yuan = (amount: number) => fenSchema.parse(amount * 100);
const staff = (id: string) => staffIdSchema.parse(id);
const saleId = (n: number) => saleIdSchema.parse(`01930000-0000-7000-8000-${String(n).padStart(12, '0')}`);

const hours = [[9, 2], [10, 6], [11, 9], [12, 7], [13, 5], [14, 4], [15, 6], [16, 8], [17, 9], [18, 11], [19, 7], [20, 3], [21, 1]] as const;

export const review: Review = {
  from: today, to: today, at: '2026-11-24T02:32:09.000Z',
  totals: { saleCount: 78, salesFen: yuan(4960), refundCount: 1, refundsFen: yuan(100), voidCount: 0, voidsFen: yuan(0), roundingFen: fen(-3), netFen: yuan(4860) },
  before: { saleCount: 70, salesFen: yuan(4120), refundCount: 0, refundsFen: yuan(0), voidCount: 0, voidsFen: yuan(0), roundingFen: fen(0), netFen: yuan(4120) },
  weekBefore: { saleCount: 78, salesFen: yuan(5400), refundCount: 2, refundsFen: yuan(200), voidCount: 1, voidsFen: yuan(30), roundingFen: fen(0), netFen: yuan(5170) },
  byHour: hours.map(([hour, count]) => ({ hour, count, amountFen: fen(count * 6231) })),
  byPlan: [
    { planId: 'P60', name: { 'zh-CN': '畅享 60 元', en: 'Plus 60' }, count: 41, amountFen: fen(246_000) },
    { planId: 'P30', name: { 'zh-CN': '基础 30 元', en: 'Basic 30' }, count: 24, amountFen: fen(90_000) },
    { planId: 'P100', name: { 'zh-CN': '尊享 100 元', en: 'Max 100' }, count: 11, amountFen: fen(140_000) },
    { planId: 'P10', name: { 'zh-CN': '保号 10 元', en: 'Keep my number 10' }, count: 2, amountFen: fen(10_000) },
  ],
  byMethod: [
    { method: 'wechat', count: 36, amountFen: fen(213_000) }, { method: 'alipay', count: 21, amountFen: fen(129_000) },
    { method: 'cash', count: 13, amountFen: fen(71_997) }, { method: 'card', count: 8, amountFen: fen(72_000) },
  ],
  byStaff: [
    { staffId: staff('c01'), name: '李*', count: 47, amountFen: yuan(2910), refundsFen: yuan(100), voidsFen: yuan(0), overShortFen: yuan(0) },
    { staffId: staff('c02'), name: '陈*', count: 31, amountFen: yuan(1950), refundsFen: yuan(0), voidsFen: yuan(0), overShortFen: fen(-1000) },
    { staffId: staff('m01'), name: '周*', count: 0, amountFen: yuan(0), refundsFen: yuan(0), voidsFen: yuan(0), overShortFen: null },
  ],
  drawer: { paidInFen: yuan(200), paidOutFen: yuan(35), dropsFen: yuan(3000), overShortFen: fen(-1000), noSaleCount: 2 },
  attention: { openPayments: 1, openPaymentsFen: yuan(60), unsent: 3, oldestUnsentAt: '2026-11-24T02:20:00.000Z', rejected: 1, rejectedFen: yuan(100), openTasks: 1 },
  identityChecks: [{ way: 'typed', outcome: 'match', count: 22 }, { way: 'scanned', outcome: 'match', count: 51 }, { way: 'typed', outcome: 'mismatch', count: 2 }, { way: 'typed', outcome: 'not-comparable', count: 1 }],
  counts: { copies: 4, noSales: 2, approvals: 3, failedPins: 1, agreementsSigned: 9, agreementsCancelled: 1 },
};

const methods = ['wechat', 'cash', 'alipay', 'card'] as const;

/** `count` sales of 60 yuan each, every fifth of 30. */
export function salesRows(count: number, first = 1): ReviewRow[] {
  return Array.from({ length: count }, (_, index): ReviewRow => {
    const n = first + index;
    return {
      seq: 100 + n, line: 0, at: `2026-11-24T${String(1 + (n % 9)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00.000Z`, businessDate: today, kind: n % 17 === 0 ? 'refund' : 'sale', staffId: staff(n % 3 === 0 ? 'c02' : 'c01'),
      approverId: n % 17 === 0 ? staff('m01') : null, method: methods[n % 4] ?? 'cash', planId: n % 5 === 0 ? 'P30' : 'P60', saleId: saleId(n), receiptNumber: `T0007-20261124-${String(n).padStart(4, '0')}`,
      msisdnMasked: '165****0002', amountFen: fen(n % 5 === 0 ? 3000 : 6000), note: '',
    };
  });
}

const event = (type: string, at: string, more: Partial<StoryEvent> = {}): StoryEvent => ({ seq: 101, at: `2026-11-24T${at}.000Z`, type, staffId: staff('c01'), approverId: null, amountFen: null, method: null, detail: {}, isAcknowledged: true, ...more });

export const story: StoryEvent[] = [
  event('identity.checked', '02:30:11', { seq: 96, detail: { documentType: 'RESIDENT_ID', outcome: 'match', way: 'scanned' } }),
  event('payment.started', '02:31:02', { seq: 97, method: 'wechat', amountFen: fen(6000), detail: { way: 'payer-code' } }),
  event('payment.unknown', '02:31:49', { seq: 98, method: 'wechat', amountFen: fen(6000), staffId: null, detail: { reason: 'no-answer' } }),
  event('payment.settled', '02:32:05', { seq: 99, method: 'wechat', amountFen: fen(6000), staffId: null, detail: { reference: '4200002471202611245530017' } }),
  event('sale.completed', '02:32:07', { seq: 100, amountFen: fen(6000), detail: { receiptNumber: 'T0007-20261124-0042', mode: 'online', expectedExpiry: '2026-12-23' } }),
  event('sale.tender', '02:32:07', { seq: 100, method: 'wechat', amountFen: fen(6000), detail: { way: 'payer-code', reference: '4200002471202611245530017' } }),
  event('receipt.printed', '02:32:09', { seq: 101, detail: { copyNumber: 0, outcome: 'spooled' } }),
  event('outcome.rejected', '02:33:40', { seq: null, staffId: null, detail: { reason: 'card-closed' } }),
  event('approval.granted', '02:41:00', { seq: 108, approverId: staff('m01'), amountFen: fen(6000), detail: { operation: 'refund.start', way: 'pin' } }),
  event('refund.completed', '02:41:30', { seq: 110, approverId: staff('m01'), amountFen: fen(6000), isAcknowledged: false, detail: { reason: '运营商拒绝', validity: 'stays' } }),
];

export const trend: ReplyValueOf<'review.trend'> = Array.from({ length: 389 }, (_, index) => {
  const amount = fen(300_000 + ((index * 7919) % 250_000) + index * 300);
  return { businessDate: addDays(dateSchema.parse('2025-11-01'), index), saleCount: 50 + (index % 37), salesFen: fenSchema.parse(amount), netFen: amount };
});

export const store: ReplyValueOf<'review.store'> = {
  isLive: false, askedAt: '2026-11-24T02:20:00.000Z',
  day: {
    storeId: storeIdSchema.parse('SZ-001'), date: today, serverTime: '2026-11-24T02:20:00.000Z',
    totals: { saleCount: 131, sales: yuan(8210), refundCount: 1, refunds: yuan(100), voidCount: 0, voids: yuan(0), rounding: fen(-3), net: yuan(8110) },
    byMethod: [{ method: 'wechat', count: 80, amount: yuan(5000) }, { method: 'cash', count: 51, amount: yuan(3110) }],
    byPlan: [{ planId: 'P60', count: 90, amount: yuan(6000) }, { planId: 'P30', count: 41, amount: yuan(2110) }],
    byStaff: [{ staffId: staff('c01'), count: 47, amount: yuan(2910) }, { staffId: staff('c02'), count: 84, amount: yuan(5200) }],
    byHour: hours.map(([hour, count]) => ({ hour, count: count * 2, amount: fen(count * 12_000) })),
    terminals: [
      { terminalId: terminalIdSchema.parse('T-0007'), count: 78, amount: yuan(4860), overShort: fen(-1000), openShift: true, rejectedCount: 1, lastReceivedAt: '2026-11-24T02:19:00.000Z' },
      { terminalId: terminalIdSchema.parse('T-0008'), count: 53, amount: yuan(3250), overShort: null, openShift: false, rejectedCount: 0, lastReceivedAt: null },
    ],
  },
};

export const reconciliation: ReplyValueOf<'review.reconcile'> = {
  from: today, to: today, source: 'wechat', statementRows: 38, unreadableRows: 1, matched: 35, statementFen: yuan(2190), booksFen: yuan(2130), drawerFen: fen(-6000),
  differences: [
    { kind: 'wallet-only', amountFen: yuan(60), at: '2026-11-24T03:12:00.000Z', reference: '4200002471202611245530088', saleId: null, receiptNumber: null, method: 'wechat', note: '' },
    { kind: 'method', amountFen: yuan(60), at: '2026-11-24T03:15:00.000Z', reference: '4200002471202611245530091', saleId: saleId(12), receiptNumber: 'T0007-20261124-0012', method: 'cash', note: '' },
    { kind: 'carrier-missing', amountFen: yuan(180), at: '2026-11-24T05:01:00.000Z', reference: null, saleId: saleId(30), receiptNumber: 'T0007-20261124-0030', method: 'wechat', note: '' },
    { kind: 'rejected', amountFen: yuan(100), at: '2026-11-24T06:20:00.000Z', reference: null, saleId: saleId(42), receiptNumber: 'T0007-20261124-0042', method: 'alipay', note: '' },
    { kind: 'drawer', amountFen: fen(-6000), at: null, reference: null, saleId: null, receiptNumber: null, method: null, note: '' },
  ],
};

const yes = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

/** A manager at a terminal with a full day behind it. */
export const reviewAnswers: Answers = {
  'session.read': () => yes({ ...signedIn, person: manager }),
  'review.read': ({ from, to }) => yes({ ...review, from, to }),
  'review.trend': () => yes(trend),
  'review.story': () => yes(story),
  'review.store': () => yes(store),
  'review.reconcile': () => yes(reconciliation),
  'plan.list': () => yes([]),
};
