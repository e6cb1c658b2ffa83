// The pure decisions about payments and refunds, over everything that may come.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AcquirerAnswer, AcquirerTiming } from '#gateway/acquirer/acquirer.ts';
import { decideAnswer, isGivenUp } from '#gateway/payments/decide-payment.ts';
import type { PaymentRow } from '#gateway/payments/payment-repository.ts';
import { decideRefundValidity, type RefundedRenewal } from '#gateway/refunds/decide-refund-validity.ts';
import { isFinal, nextPayment, paymentStates } from '#shared/domain/payment.ts';
import { dateSchema } from '#shared/contract/values.ts';

const timing: AcquirerTiming = { askAfterMs: 3000, giveUpAfterMs: 45_000, storeCodeGiveUpAfterMs: 90_000, undoNotBeforeMs: 0, askRefundAfterMs: 1000 };
const now = '2026-03-10T02:00:10.000Z';

const rows = fc.record({
  state: fc.constantFrom(...paymentStates.filter((state) => state !== 'created')),
  undoReason: fc.constantFrom(null, 'clerk', 'left', 'time-out'),
  giveUpAt: fc.constantFrom('2026-03-10T02:00:05.000Z', '2026-03-10T02:00:11.000Z', '2026-03-10T02:00:45.000Z'),
  tries: fc.integer({ min: 0, max: 40 }),
}).map((some): PaymentRow => ({
  paymentId: 'p', terminalId: 't', storeId: 's', saleId: 'sale', subscriberRef: 'sub', method: 'alipay', way: 'payer-code', amountFen: 6000,
  fingerprint: 'f', reference: null, failure: null, storeCode: null, createdAt: '2026-03-10T02:00:00.000Z', nextAt: now, leaseUntil: now, leaseNumber: '1',
  usedBySale: null, ...some,
}));
const answers: fc.Arbitrary<AcquirerAnswer> = fc.constantFrom(
  { word: 'settled', reference: 'R', paidFen: 6000 }, { word: 'settled', reference: 'R', paidFen: 1 }, { word: 'failed', failure: 'insufficient-funds' },
  { word: 'confirming' }, { word: 'reversed' }, { word: 'not-found' }, { word: 'unknown', detail: '' },
);

describe('gateway/payments/decide-payment', () => {
  it('[G37] leads from every state by every word only where the domain allows, and plans the next step of what stays open', () => {
    fc.assert(fc.property(rows, answers, fc.boolean(), (row, answer, isHolder) => {
      const decision = decideAnswer(row, answer, { now, timing, isHolder });
      if (decision.kind !== 'change') return;
      const { state, nextAt } = decision.change;
      const word = answer.word === 'settled' && answer.paidFen !== 6000 ? 'unknown' : answer.word;
      const allowed = nextPayment(row.state, { type: 'answered', word });
      const isSentBack = row.undoReason === 'left' && row.state !== 'reversing' && word === 'settled';
      expect(isFinal(row.state)).toBe(false);
      expect(state).toBe(isSentBack ? 'reversing' : allowed.ok && allowed.value);
      expect(nextAt === null).toBe(isFinal(state!));
      if (nextAt !== null && nextAt !== undefined) expect(Date.parse(nextAt) - Date.parse(now)).toBeLessThanOrEqual(300_000);
    }));
  });

  it('[G37] never calls an unclear word or another amount the end', () => {
    fc.assert(fc.property(rows, fc.constantFrom<AcquirerAnswer>({ word: 'unknown', detail: '' }, { word: 'confirming' }, { word: 'not-found' }, { word: 'settled', reference: 'R', paidFen: 1 }), (row, answer) => {
      const decision = decideAnswer(row, answer, { now, timing, isHolder: true });
      expect(decision.kind === 'change' && isFinal(decision.change.state!)).toBe(false);
    }));
  });

  it('[G37] lets somebody who no longer holds the payment only tell its end, and nothing of one being undone', () => {
    fc.assert(fc.property(rows, answers, (row, answer) => {
      const decision = decideAnswer(row, answer, { now, timing, isHolder: false });
      if (row.state === 'reversing' || ['unknown', 'confirming', 'not-found'].includes(answer.word)) expect(decision.kind).toBe('nothing');
    }));
  });

  it('[G37] gives up at the end of waiting, or when told to', () => {
    fc.assert(fc.property(rows, (row) => {
      expect(isGivenUp(row, now)).toBe(row.undoReason !== null || row.giveUpAt === '2026-03-10T02:00:05.000Z');
    }));
  });
});

const date = (day: number) => dateSchema.parse(`2026-03-${String(day).padStart(2, '0')}`);
const unused: RefundedRenewal = { isApplied: true, isLatest: true, isComplete: true, soldOn: date(10), startsOn: date(20), todayOn: date(12) };

describe('gateway/refunds/decide-refund-validity', () => {
  it.each<[string, Partial<RefundedRenewal>, 'moved-back' | 'stays']>([
    ['before the period begins', {}, 'moved-back'],
    ['on the day before', { todayOn: date(19) }, 'moved-back'],
    ['on its first day', { todayOn: date(20) }, 'stays'],
    ['on the day of sale of a card that had lapsed', { startsOn: date(10), todayOn: date(10) }, 'moved-back'],
    ['the day after', { startsOn: date(10), todayOn: date(11) }, 'stays'],
    ['of a part', { isComplete: false }, 'stays'],
    ['under a later renewal', { isLatest: false }, 'stays'],
    ['of a rejected sale', { isApplied: false }, 'stays'],
  ])('[G44] a refund %s', (_name, changes, expected) => {
    expect(decideRefundValidity({ ...unused, ...changes })).toBe(expected);
  });

  it('[G44] never moves back a part, an earlier renewal or one that was not applied', () => {
    const days = fc.integer({ min: 1, max: 28 }).map(date);
    fc.assert(fc.property(fc.record({ isApplied: fc.boolean(), isLatest: fc.boolean(), isComplete: fc.boolean(), soldOn: days, startsOn: days, todayOn: days }), (renewal) => {
      if (decideRefundValidity(renewal) === 'moved-back') expect([renewal.isApplied, renewal.isLatest, renewal.isComplete]).toEqual([true, true, true]);
    }));
  });
});
