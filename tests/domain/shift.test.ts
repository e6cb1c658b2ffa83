import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/fen.ts';
import { expectedCash, nextGrandTotals, overShort } from '#shared/domain/shift.ts';

const cash = (float: number, sales: number, refunds: number, paidIn: number, paidOut: number, drops: number) => ({
  floatFen: fen(float), cashSalesFen: fen(sales), cashRefundsFen: fen(refunds), paidInFen: fen(paidIn), paidOutFen: fen(paidOut), dropsFen: fen(drops),
});

describe('shift', () => {
  it('[M8] expects 820.00 in the drawer of the worked day, and [M9] finds it 5.00 short', () => {
    const expected = expectedCash(cash(50000, 120000, 3000, 20000, 5000, 100000));
    expect([expected, overShort(expected, fen(81500)), overShort(expected, fen(82001))]).toEqual([82000, -500, 1]);
  });

  it('[M8] expects what a drawer holds after any day of movements', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(fc.property(fc.tuple(amount, amount, amount, amount, amount, amount), (parts) => {
      const [float, sales, refunds, paidIn, paidOut, drops] = parts;
      expect(expectedCash(cash(...parts))).toBe(float + sales - refunds + paidIn - paidOut - drops);
    }));
  });

  it('[M10] carries two totals from shift to shift', () => {
    const first = nextGrandTotals({ netFen: fen(0), absoluteFen: fen(0) }, { salesFen: fen(121000), refundsFen: fen(2000), voidsFen: fen(1000) });
    expect(first).toEqual({ netFen: 118000, absoluteFen: 124000 });
    expect(nextGrandTotals(first, { salesFen: fen(0), refundsFen: fen(200000), voidsFen: fen(0) })).toEqual({ netFen: -82000, absoluteFen: 324000 });
  });
});
