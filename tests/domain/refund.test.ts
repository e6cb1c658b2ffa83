// How much is given back, to which tenders, and when nothing is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, sumFen } from '#shared/domain/fen.ts';
import { allocateRefund, decideRefund, mergeRefunded, refundableFen, type RefundableTender, type RefundFacts } from '#shared/domain/refund.ts';
import { tenderMethods } from '#shared/domain/tender.ts';

const aTender = fc.tuple(fc.constantFrom(...tenderMethods), fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 0, max: 100 }))
  .map(([method, amount, percent]) => ({ method, amountFen: fen(amount), refundedFen: fen(Math.floor((amount * percent) / 100)) }));
const tenders = fc.array(aTender, { minLength: 1, maxLength: 5 }).map((list): RefundableTender[] => list.map((tender, index) => ({ ...tender, paymentId: `p-${index}` })));

describe('domain/refund', () => {
  it('[RF1] whatever is asked for in whatever steps, no tender gives back more than was paid on it (F63)', () => {
    fc.assert(fc.property(tenders, fc.array(fc.integer({ min: 1, max: 30_000 }), { maxLength: 12 }), (start, wishes) => {
      let now = start;
      for (const wish of wishes) {
        const leftFen = refundableFen(now);
        const lines = allocateRefund(now, fen(wish));
        expect(lines.ok).toBe(leftFen > 0 && wish <= leftFen);
        if (!lines.ok) continue;
        expect(sumFen(lines.value.map((line) => line.amountFen))).toBe(wish);
        now = now.map((tender) => ({ ...tender, refundedFen: sumFen([tender.refundedFen, ...lines.value.filter((line) => line.paymentId === tender.paymentId).map((line) => line.amountFen)]) }));
        expect(now.every((tender) => tender.refundedFen <= tender.amountFen)).toBe(true);
      }
    }));
  });

  it('[RF2] a whole refund takes each tender as it was paid, so that each nets to nothing, rounded or not (F62)', () => {
    fc.assert(fc.property(tenders, (start) => {
      const fresh = start.map((tender) => ({ ...tender, refundedFen: fen(0) }));
      const lines = allocateRefund(fresh, refundableFen(fresh));
      const back = lines.ok ? new Map(lines.value.map((line) => [line.paymentId, line.amountFen])) : new Map();
      expect(fresh.map((tender) => back.get(tender.paymentId))).toEqual(fresh.map((tender) => tender.amountFen));
    }));
  });

  it('[RF2] wallets come before cash: nobody turns a wallet payment into notes', () => {
    const paid: RefundableTender[] = [
      { paymentId: 'cash', method: 'cash', amountFen: fen(2000), refundedFen: fen(0) }, { paymentId: 'ali', method: 'alipay', amountFen: fen(4000), refundedFen: fen(0) },
    ];
    expect(allocateRefund(paid, fen(4500))).toEqual({ ok: true, value: [{ paymentId: 'ali', method: 'alipay', amountFen: 4000 }, { paymentId: 'cash', method: 'cash', amountFen: 500 }] });
  });

  it('[RF3] before the carrier has the sale nothing is refunded online; without it only cash, of today, where allowed', () => {
    const good: RefundFacts = {
      isVoided: false, mode: 'offline', isAtCarrier: false, isOfToday: true, allowsOfflineCash: true, tenders: [{ paymentId: 'p', method: 'cash', amountFen: fen(6000), refundedFen: fen(0) }],
    };
    const said = (change: Partial<RefundFacts>): string => {
      const decision = decideRefund({ ...good, ...change }, fen(6000));
      return decision.ok ? 'refund' : decision.problem.code;
    };
    expect([said({}), said({ isOfToday: false }), said({ allowsOfflineCash: false }), said({ tenders: [{ paymentId: 'p', method: 'alipay', amountFen: fen(6000), refundedFen: fen(0) }] })])
      .toEqual(['refund', 'refund-offline', 'refund-offline', 'refund-offline']);
    expect([said({ mode: 'online' }), said({ mode: 'online', isAtCarrier: true, isOfToday: false, allowsOfflineCash: false }), said({ isVoided: true })])
      .toEqual(['refund-too-early', 'refund', 'already-voided']);
  });

  it('[RF1] what the carrier knows of refunds elsewhere counts, and so does what only this terminal knows', () => {
    const mine: RefundableTender[] = [{ paymentId: 'a', method: 'cash', amountFen: fen(100), refundedFen: fen(30) }, { paymentId: 'b', method: 'cash', amountFen: fen(100), refundedFen: fen(0) }];
    const merged = mergeRefunded(mine, [{ paymentId: 'a', refundedFen: fen(10) }, { paymentId: 'b', refundedFen: fen(60) }]);
    expect(merged.map((tender) => tender.refundedFen)).toEqual([30, 60]);
  });
});
