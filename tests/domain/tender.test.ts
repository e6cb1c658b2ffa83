import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CashRounding } from '#shared/domain/cash.ts';
import { addFen, fen, sumFen, type Fen } from '#shared/domain/fen.ts';
import { offlineAllowance, offlineSaleLimit } from '#shared/domain/offline-allowance.ts';
import { decideSale, type SaleFacts } from '#shared/domain/sale.ts';
import { tenderBar, waysOffered, type TenderFacts } from '#shared/domain/tender-bars.ts';
import { cashPart, isWayOf, recogniseWallet, remainingDue, tenderMethods, type WalletCodeRule } from '#shared/domain/tender.ts';
import { configRecordSchema } from '#shared/contract/records.ts';
import { quoteRenewal } from '#shared/domain/quote.ts';
import { aDate } from './a-date.ts';
import { aPlan, aSubscriber } from './a-subscriber.ts';

const published: readonly WalletCodeRule[] = configRecordSchema.parse({
  idleLockSeconds: 300, identityPolicy: { mode: 'never-for-payment', limitFen: 0 }, stageDays: { graceDays: 7, suspendedDays: 90 }, offlineRowMaxAgeHours: 72,
  pollSeconds: 30, receiptLocale: 'zh-CN', invoiceUrl: 'https://invoice.example/t/',
}).payments.walletCodes;

describe('tender', () => {
  it.each([
    ['130000000000000000', 'wechat'], ['100000000000000000', 'wechat'], ['150000000000000000', 'wechat'],
    ['280000000000000000', 'alipay'], ['2500000000000000', 'alipay'], ['300000000000000000000000', 'alipay'],
    ['6200000000000000000', 'unionpay'],
    ['160000000000000000', null], ['62000000000000000', null], ['130000000000000', null], ['', null], ['28000000000000000x', null], ['240000000000000000', null],
    ['250000000000000', null], ['3000000000000000000000000', null],
  ])('[PY12] recognises %s as %s', (code, wallet) => {
    expect(recogniseWallet(code, published)).toBe(wallet);
  });

  it('[PY12] leaves a code that two wallets claim to the clerk', () => {
    const both: WalletCodeRule[] = [...published, { method: 'unionpay', minLength: 18, maxLength: 18, prefixes: ['28'] }];
    expect(recogniseWallet('280000000000000000', both)).toBeNull();
    expect(recogniseWallet('290000000000000000', both)).toBe('alipay');
  });

  it('[PY12] claims no code for two of the published wallets', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{10,26}$/), (code) => {
      const claims = published.filter(({ minLength, maxLength, prefixes }) =>
        code.length >= minLength && code.length <= maxLength && prefixes.some((prefix) => code.startsWith(prefix)));
      expect(claims.length).toBeLessThanOrEqual(1);
    }));
  });

  it('[PY10] knows the ways of each method', () => {
    expect(isWayOf('alipay', 'payer-code') && isWayOf('card', 'connected') && isWayOf('balance', 'account')).toBe(true);
    expect(isWayOf('alipay', 'stand-alone') || isWayOf('card', 'payer-code') || isWayOf('balance', 'payer-code')).toBe(false);
    expect(waysOffered('card', 'connected')).toEqual(['connected']);
    expect(waysOffered('wechat', 'stand-alone')).toEqual(['payer-code', 'store-code']);
  });

  it.each([[2994, 'half-up-10', 2990, -4], [2995, 'half-up-10', 3000, 5], [3005, 'half-up-10', 3010, 5], [2999, 'down-10', 2990, -9], [2994, 'none', 2994, 0]] as const)(
    '[PY10] of %i left, rounded %s, %i is taken in cash and %i is rounding', (left, policy, due, rounding) => {
      expect(cashPart(fen(left), policy)).toEqual({ dueFen: due, roundingFen: rounding });
    },
  );

  const quote = (() => {
    const made = quoteRenewal(aSubscriber(), aPlan(), 3, aDate('2026-11-24'));
    if (!made.ok) throw new Error(made.problem.code);
    return made.value;
  })();
  const factsOf = (totalFen: Fen): SaleFacts => {
    const shown = { ...quote, totalFen };
    return {
      drawerBar: null, bar: null, shownQuote: shown, freshQuote: shown, identity: 'match', identityPolicy: { mode: 'always', limitFen: fen(0) }, isFrozen: true,
    };
  };
  const policies = fc.constantFrom<CashRounding>('none', 'half-up-10', 'down-10');

  it('[PY10] tenders sum to the total and its rounding, and rounding never touches what was paid otherwise', () => {
    const mix = fc.record({
      total: fc.integer({ min: 1, max: 1_000_000 }), shares: fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 5 }), policy: policies, over: fc.integer({ min: 0, max: 20_000 }),
    });
    fc.assert(fc.property(mix, ({ total, shares, policy, over }) => {
      const paid: Fen[] = [];
      for (const share of shares) {
        const left = remainingDue(fen(total), paid);
        paid.push(fen(Math.floor(left * (share / 1000))));
      }
      const paidFen = sumFen(paid);
      const left = remainingDue(fen(total), paid);
      const { dueFen } = cashPart(left, policy);
      const isNoCash = dueFen === 0 && paidFen > 0;
      const cashReceivedFen = isNoCash ? null : fen(Math.max(dueFen, paidFen === 0 ? left : 0) + over);
      const decision = decideSale(factsOf(fen(total)), { paidFen, hasOpenPayment: false, cashReceivedFen, cashRounding: policy });
      expect(decision.ok).toBe(true);
      if (!decision.ok) return;
      const { cash, roundingFen, totalFen } = decision.value;
      expect(addFen(paidFen, cash?.amountFen ?? fen(0))).toBe(addFen(totalFen, roundingFen));
      expect(Math.abs(roundingFen)).toBeLessThan(10);
      if (policy === 'none') expect(roundingFen).toBe(0);
      if (cash !== null) expect(addFen(cash.amountFen, cash.changeFen)).toBe(cash.receivedFen);
      if (cash !== null) expect(cash.amountFen).toBeGreaterThan(0);
    }), { numRuns: 10_000 });
  });

  it('[PY10] asks for what cash is missing, and takes none where nothing is left', () => {
    const decide = (paid: number, cashReceivedFen: number | null, cashRounding: CashRounding = 'none') =>
      decideSale(factsOf(fen(18_000)), { paidFen: fen(paid), hasOpenPayment: false, cashReceivedFen: cashReceivedFen === null ? null : fen(cashReceivedFen), cashRounding });
    expect(decide(12_000, null)).toEqual({ ok: false, problem: { code: 'tender-short', missingFen: 6000 } });
    expect(decide(12_000, 5999)).toEqual({ ok: false, problem: { code: 'tender-short', missingFen: 1 } });
    expect(decide(18_000, 100)).toEqual({ ok: false, problem: { code: 'tender-too-much', leftFen: 0 } });
    expect(decide(18_000, null)).toMatchObject({ ok: true, value: { cash: null, roundingFen: 0 } });
    expect(decide(17_996, null, 'half-up-10')).toMatchObject({ ok: true, value: { cash: null, roundingFen: -4 } });
    expect(decide(17_995, 1000, 'half-up-10')).toMatchObject({ ok: true, value: { cash: { amountFen: 10, receivedFen: 1000, changeFen: 990 }, roundingFen: 5 } });
  });

  it('[PY3] decides nothing while a payment is open', () => {
    expect(decideSale(factsOf(fen(18_000)), { paidFen: fen(0), hasOpenPayment: true, cashReceivedFen: fen(18_000), cashRounding: 'none' }))
      .toEqual({ ok: false, problem: { code: 'payment-open' } });
  });

  it('[PY8] holds to what was shown once there is money on the sale, and to nothing before', () => {
    const changed: SaleFacts = { ...factsOf(fen(18_000)), bar: 'card-on-hold', freshQuote: null, identity: null };
    const paid = { paidFen: fen(18_000), hasOpenPayment: false, cashReceivedFen: null, cashRounding: 'none' } as const;
    expect(decideSale(changed, paid)).toMatchObject({ ok: true, value: { quote: { totalFen: 18_000 } } });
    expect(decideSale({ ...changed, isFrozen: false }, paid)).toEqual({ ok: false, problem: { code: 'card-on-hold' } });
  });
});

describe('tender-bars', () => {
  const facts: TenderFacts = {
    methods: tenderMethods, cardMachine: 'stand-alone', hasMachine: false, isOnline: true, totalFen: fen(6000), offlineLimitFen: null, balanceFen: fen(100),
  };
  const bars = (change: Partial<TenderFacts> = {}): (string | null)[] => tenderMethods.map((method) => tenderBar(method, { ...facts, ...change }));

  it.each<[string, Partial<TenderFacts>, (string | null)[]]>([
    ['while the carrier answers', {}, [null, null, null, null, null, null]],
    ['without it', { isOnline: false, offlineLimitFen: fen(6000) }, [null, 'offline', 'offline', 'offline', null, 'offline']],
    ['beyond the ceiling', { isOnline: false, offlineLimitFen: fen(5999) }, ['offline-limit', 'offline', 'offline', 'offline', 'offline-limit', 'offline']],
    ['with nothing on the balance', { balanceFen: fen(0) }, [null, null, null, null, null, 'no-balance']],
    ['with no machine connected', { cardMachine: 'connected' }, [null, null, null, null, 'no-machine', null]],
    ['with one connected', { cardMachine: 'connected', hasMachine: true }, [null, null, null, null, null, null]],
    ['in a store for cash and cards', { methods: ['cash', 'card'] }, [null, 'not-offered', 'not-offered', 'not-offered', null, 'not-offered']],
  ])('[PY11] %s', (_when, change, expected) => {
    expect(bars(change)).toEqual(expected);
  });
});

describe('offline-allowance', () => {
  const limits = { saleLimitFen: fen(200_000), totalLimitFen: fen(500_000), maxSales: 3, maxHours: 72 };
  const lostSince = '2026-11-24T02:00:00.000Z';

  it('[PY11] counts sales, money and hours since the carrier was last reached', () => {
    const allowance = offlineAllowance(limits, { lostSince, sales: 1, totalFen: fen(350_000) });
    expect(allowance).toEqual({ leftFen: 150_000, leftSales: 2, untilAt: '2026-11-27T02:00:00.000Z', saleLimitFen: 200_000 });
    expect(offlineSaleLimit(allowance, '2026-11-27T02:00:00.000Z')).toBe(150_000);
    expect(offlineSaleLimit(allowance, '2026-11-27T02:00:00.001Z')).toBe(0);
  });

  it('[PY11] is used up by the last sale and never below zero', () => {
    expect(offlineSaleLimit(offlineAllowance(limits, { lostSince, sales: 3, totalFen: fen(0) }), lostSince)).toBe(0);
    expect(offlineAllowance(limits, { lostSince, sales: 9, totalFen: fen(900_000) })).toMatchObject({ leftFen: 0, leftSales: 0 });
    expect(offlineSaleLimit(offlineAllowance(limits, { lostSince, sales: 0, totalFen: fen(0) }), lostSince)).toBe(200_000);
  });
});
