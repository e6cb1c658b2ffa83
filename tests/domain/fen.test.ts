import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFen, fen, formatMoney, formatYuan, parseYuan, subtractFen, sumFen, timesFen } from '#shared/domain/fen.ts';

const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(fen);

describe('fen', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 100_000_000_001, -100_000_000_001, 2 ** 53])('[M1] stops at %s', (wrong) => {
    expect(() => fen(wrong)).toThrow('invariant broken');
  });

  it('[M1] takes the ends of the range, and knows only one zero', () => {
    expect([fen(100_000_000_000), fen(-100_000_000_000), Object.is(fen(-0), 0)]).toEqual([100_000_000_000, -100_000_000_000, true]);
  });

  it('[M2] stops where a result leaves the range', () => {
    const most = fen(100_000_000_000);
    expect(() => addFen(most, fen(1))).toThrow('out of range');
    expect(() => timesFen(most, 2)).toThrow('out of range');
    expect(() => timesFen(fen(100), 0.5)).toThrow('0.5 times');
  });

  it('[M2] adds, subtracts, sums and multiplies as whole numbers do', () => {
    fc.assert(fc.property(amounts, amounts, fc.integer({ min: -50, max: 50 }), (a, b, count) => {
      expect(subtractFen(addFen(a, b), b)).toBe(a);
      expect(sumFen([a, b, a])).toBe(addFen(timesFen(a, 2), b));
      expect(BigInt(timesFen(a, count))).toBe(BigInt(a) * BigInt(count));
    }));
    expect(sumFen([])).toBe(0);
  });

  it.each([
    [18000, '180.00'], [123450, '1,234.50'], [0, '0.00'], [5, '0.05'], [-5, '-0.05'], [-123456789, '-1,234,567.89'], [100000, '1,000.00'],
    [100_000_000_000, '1,000,000,000.00'],
  ])('[M3] shows %i fen as %s', (amount, text) => {
    expect(formatYuan(fen(amount))).toBe(text);
  });

  it.each([[-20, '-￥0.20'], [-123456, '-￥1,234.56'], [0, '￥0.00'], [123456, '￥1,234.56']])('[M3] puts the minus of %i fen before the sign: %s', (amount, text) => {
    expect(formatMoney(fen(amount))).toBe(text);
  });

  it.each([
    ['180', 18000], ['180.5', 18050], ['0.05', 5], ['１８０．５０', 18050], ['180。5', 18050], ['￥1,234.50', 123450], ['¥60', 6000], ['60元', 6000],
    [' 60 ', 6000], ['007', 700], ['1000000000.00', 100_000_000_000], [`${'0'.repeat(40)}1`, 100],
  ])('[M4] reads "%s" as %i fen', (text, amount) => {
    expect(parseYuan(text)).toEqual({ ok: true, value: amount });
  });

  it.each(['', '.', '.5', '5.', '1.234', '-1', '+1', '1e3', '0x10', '12,34', '1,2345', '1 2.3.4', 'NaN', 'Infinity', '1000000000.01', '9'.repeat(300), '十', '1元元'])(
    '[M4] refuses "%s"',
    (text) => {
      expect(parseYuan(text)).toEqual({ ok: false, problem: { code: 'amount-unreadable' } });
    },
  );

  it('[M4] reads back every amount that is shown', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000_000 }), (amount) => {
      expect(parseYuan(formatYuan(fen(amount)))).toEqual({ ok: true, value: amount });
    }));
  });

  it('[M4] answers any text with an amount or a refusal', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const result = parseYuan(text);
      expect(result.ok ? Number.isSafeInteger(result.value) : result.problem.code).toBe(result.ok ? true : 'amount-unreadable');
    }));
  });
});
