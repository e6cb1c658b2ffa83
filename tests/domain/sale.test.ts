import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFen, fen } from '#shared/domain/fen.ts';
import { quoteRenewal } from '#shared/domain/quote.ts';
import { decideSale, isIdentityCheckCurrent, isIdentityNeeded, type IdentityPolicy, type PaymentFacts, type SaleFacts } from '#shared/domain/sale.ts';
import { aDate } from './a-date.ts';
import { aPlan, aSubscriber } from './a-subscriber.ts';

function quoteOn(day: string) {
  const quote = quoteRenewal(aSubscriber(), aPlan(), 3, aDate(day));
  if (!quote.ok) throw new Error(quote.problem.code);
  return quote.value;
}

const quote = quoteOn('2026-11-24');
const policy = (mode: IdentityPolicy['mode'], limit = 0): IdentityPolicy => ({ mode, limitFen: fen(limit) });
const facts = (change: Partial<SaleFacts> = {}): SaleFacts => ({
  drawerBar: null, isFrozen: false, bar: null, shownQuote: quote, freshQuote: { ...quote }, identity: 'match', identityPolicy: policy('always'), ...change,
});
const cash = (received: number | null, change: Partial<PaymentFacts> = {}): PaymentFacts =>
  ({ paidFen: fen(0), hasOpenPayment: false, cashReceivedFen: received === null ? null : fen(received), cashRounding: 'none', ...change });

describe('sale', () => {
  it('[R13] [M5] completes with what was shown, received and given back', () => {
    expect(decideSale(facts(), cash(20000))).toEqual({
      ok: true, value: { quote, totalFen: 18000, roundingFen: 0, cash: { amountFen: 18000, receivedFen: 20000, changeFen: 2000 } },
    });
  });

  it.each<[string, Partial<SaleFacts>]>([
    ['shift-closed', { drawerBar: { code: 'shift-closed' } }],
    ['card-on-hold', { bar: 'card-on-hold' }],
    ['quote-missing', { shownQuote: null }],
    ['quote-changed', { freshQuote: null }],
    ['quote-changed', { freshQuote: quoteOn('2026-11-25') }],
    ['identity-needed', { identity: null }],
  ])('[R13] refuses with %s', (code, change) => {
    expect(decideSale(facts(change), cash(20000))).toEqual({ ok: false, problem: { code } });
  });

  it('[R13] [M5] refuses too little money with what is missing', () => {
    expect(decideSale(facts(), cash(17000))).toEqual({ ok: false, problem: { code: 'tender-short', missingFen: 1000 } });
  });

  it('[R13] names the first thing missing when everything is', () => {
    const steps: Partial<SaleFacts>[] = [
      { drawerBar: { code: 'shift-closed' }, bar: 'card-closed', shownQuote: null, freshQuote: null, identity: null },
      { bar: 'card-closed', shownQuote: null, freshQuote: null, identity: null },
      { shownQuote: null, freshQuote: null, identity: null },
      { freshQuote: null, identity: null },
      { identity: null },
      {},
    ];
    expect(steps.map((change) => decideSale(facts(change), cash(0)))).toEqual(
      [{ code: 'shift-closed' }, { code: 'card-closed' }, { code: 'quote-missing' }, { code: 'quote-changed' }, { code: 'identity-needed' }, { code: 'tender-short', missingFen: 18000 }]
        .map((problem) => ({ ok: false, problem })),
    );
  });

  it.each(['mismatch', 'expired'] as const)('[R14] stops at a document that was a %s, even when none was asked for', (outcome) => {
    expect(decideSale(facts({ identity: outcome, identityPolicy: policy('never-for-payment') }), cash(20000))).toEqual({
      ok: false, problem: { code: 'identity-refused', outcome },
    });
  });

  it('[R13] takes a document that cannot be compared as looked at', () => {
    expect(decideSale(facts({ identity: 'not-comparable' }), cash(20000)).ok).toBe(true);
  });

  it.each([
    ['always', 0, 1, true],
    ['above-limit', 18000, 18000, false],
    ['above-limit', 18000, 18001, true],
    ['never-for-payment', 0, 1_000_000, false],
  ] as const)('[R13] policy %s with limit %i needs a document at %i: %s', (mode, limit, total, needed) => {
    expect(isIdentityNeeded(policy(mode, limit), fen(total))).toBe(needed);
  });

  it('[R13] [M5] takes exactly what covers the total, and change adds up', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1_000_000 }), (received) => {
      const decision = decideSale(facts(), cash(received));
      expect(decision.ok).toBe(received >= 18000);
      if (decision.ok) expect(addFen(decision.value.totalFen, decision.value.cash?.changeFen ?? fen(0))).toBe(received);
    }));
  });

  it.each([
    ['2026-11-24T02:00:00.000Z', true],
    ['2026-11-24T02:30:00.000Z', true],
    ['2026-11-24T02:30:00.001Z', false],
    ['2026-11-24T01:00:00.000Z', true],
  ])('[S9] a document checked at 02:00 still holds at %s: %s', (now, holds) => {
    expect(isIdentityCheckCurrent('2026-11-24T02:00:00.000Z', now)).toBe(holds);
  });
});
