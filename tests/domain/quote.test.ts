import { describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/fen.ts';
import type { PlanId } from '#shared/domain/ids.ts';
import { isSellable } from '#shared/domain/plan.ts';
import { isSamePromise, quoteRenewal, type Quote } from '#shared/domain/quote.ts';
import { aDate } from './a-date.ts';
import { aPlan, aSubscriber } from './a-subscriber.ts';

const todayOn = aDate('2026-11-24');

function aQuote(): Quote {
  const quote = quoteRenewal(aSubscriber(), aPlan(), 3, todayOn);
  if (!quote.ok) throw new Error(quote.problem.code);
  return quote.value;
}

describe('quote', () => {
  it('[R11] holds total, plan version, day, and valid-until before and after', () => {
    expect(aQuote()).toEqual({
      subscriberRef: 'sub-1', planId: 'plus-60', planVersion: 3, months: 3, unitPriceFen: 6000, totalFen: 18000, quotedOn: '2026-11-24',
      expiryBefore: '2026-12-30', expiryAfter: '2027-03-30', startsOn: '2026-12-31', serviceEndOn: '2027-03-31', anchorDay: 31,
      hasLapsed: false,
    });
  });

  it('[R3] [R11] starts a lapsed card today', () => {
    expect(quoteRenewal(aSubscriber({ serviceEndOn: aDate('2026-11-14') }), aPlan(), 1, todayOn)).toMatchObject({
      ok: true, value: { expiryBefore: '2026-11-13', expiryAfter: '2026-12-23', startsOn: '2026-11-24', anchorDay: 24, hasLapsed: true },
    });
  });

  it.each([
    ['plan-unknown', null, {}, 1],
    ['plan-withdrawn', aPlan({ sellableUntil: aDate('2026-11-23') }), {}, 1],
    ['plan-withdrawn', aPlan({ sellableFrom: aDate('2026-11-25') }), {}, 1],
    ['plan-withdrawn', aPlan({ kind: 'add-on' }), {}, 1],
    ['months-not-offered', aPlan(), {}, 2],
    ['card-unbound', aPlan(), { serviceEndOn: null }, 1],
  ])('[R11] refuses with %s', (code, plan, change, months) => {
    expect(quoteRenewal(aSubscriber(change), plan, months, todayOn)).toEqual({ ok: false, problem: { code } });
  });

  it('[R11] sells a plan from its first to its last day', () => {
    const plan = aPlan({ sellableFrom: aDate('2026-11-24'), sellableUntil: aDate('2026-11-25') });
    expect(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map((day) => isSellable(plan, aDate(day)))).toEqual([false, true, true, false]);
    expect(isSellable(aPlan({ sellableUntil: null }), aDate('2099-01-01'))).toBe(true);
    expect(isSellable(aPlan({ priceFen: fen(0) }), aDate('2026-11-24'))).toBe(false);
  });

  it('[R12] is the same promise as itself', () => {
    expect(isSamePromise(aQuote(), { ...aQuote() })).toBe(true);
  });

  it.each<[string, Partial<Quote>]>([
    ['plan', { planId: 'max-100' as PlanId }], ['plan version', { planVersion: 4 }], ['months', { months: 6 }], ['total', { totalFen: fen(18001) }],
    ['day', { quotedOn: aDate('2026-11-25') }], ['service end', { serviceEndOn: aDate('2027-03-30') }], ['anchor', { anchorDay: 30 }],
    ['valid-until before', { expiryBefore: null }],
  ])('[R12] is another promise with another %s', (_what, change) => {
    expect(isSamePromise(aQuote(), { ...aQuote(), ...change })).toBe(false);
  });
});
