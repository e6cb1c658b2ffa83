// The printed day: every figure of the review is on it, and nothing wider than the paper.
import { describe, expect, it } from 'vitest';
import { fen, formatMoney } from '#shared/domain/fen.ts';
import { columnsOf } from '#shared/domain/text-columns.ts';
import { reviewSchema } from '#shared/contract/till/review-channels.ts';
import { receiptDocumentSchema } from '#shared/contract/till/sale-channels.ts';
import { composeDayReport } from '#shared/receipt/compose-day-report.ts';
import { receiptText } from '#shared/receipt/receipt-text.ts';

const totals = { saleCount: 3, salesFen: 19_900, refundCount: 1, refundsFen: 3000, voidCount: 1, voidsFen: 6000, roundingFen: -1, netFen: 10_900 };
const review = reviewSchema.parse({
  from: '2026-11-24', to: '2026-11-24', at: '2026-11-24T12:00:00.000Z', totals, before: { ...totals, netFen: 11_100 }, weekBefore: { ...totals, netFen: 12_200 },
  byHour: [{ hour: 9, count: 3, amountFen: 10_900 }], byPlan: [{ planId: 'p', name: { 'zh-CN': '畅享 60', en: 'Plus 60' }, count: 3, amountFen: 10_900 }],
  byMethod: [{ method: 'cash', count: 2, amountFen: 7777 }, { method: 'alipay', count: 1, amountFen: 3122 }],
  byStaff: [{ staffId: 'c01', name: '王芳', count: 3, amountFen: 10_900, refundsFen: 3000, voidsFen: 6000, overShortFen: null }],
  drawer: { paidInFen: 101, paidOutFen: 202, dropsFen: 303, overShortFen: -404, noSaleCount: 5 },
  attention: { openPayments: 1, openPaymentsFen: 505, unsent: 6, oldestUnsentAt: null, rejected: 1, rejectedFen: 606, openTasks: 7 },
  identityChecks: [{ way: 'typed', outcome: 'match', count: 8 }], counts: { copies: 9, noSales: 5, approvals: 10, failedPins: 11, agreementsSigned: 12, agreementsCancelled: 13 },
});
const store = { name: { 'zh-CN': '深圳店', en: 'Shenzhen store' }, timeZone: 'Asia/Shanghai', isTraining: false };

describe('receipt/day-report', () => {
  it.each(['zh-CN', 'en'] as const)('[RV17] prints every amount and count of the review in %s', (locale) => {
    const document = receiptDocumentSchema.parse(composeDayReport({ review, store, terminalId: 'T-0001', locale }));
    const text = receiptText(document, 48);
    // The minus stands before the sign, as on every screen.
    const amounts = [19_900, 3000, 6000, 10_900, -1, 11_100, 12_200, 7777, 3122, 101, 202, 303, -404, 505, 606];
    for (const amount of amounts) expect(text).toContain(formatMoney(fen(amount)));
    for (const count of ['8', '9', '10', '11', '12/13', '5', '6', '7']) expect(text).toMatch(new RegExp(`\\b${count}\\b`));
    expect(text).toContain('2026-11-24 20:00:00 +08:00');
    for (const columns of [32, 48] as const) for (const line of receiptText(document, columns).split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
    if (locale === 'zh-CN') expect(text.replaceAll('T-0001', '')).not.toMatch(/[A-Za-z]/);
  });
});
