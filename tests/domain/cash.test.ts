import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeDue, quickAmounts, roundCash } from '#shared/domain/cash.ts';
import { addFen, fen } from '#shared/domain/fen.ts';

describe('cash', () => {
  it.each([
    [18000, 20000, { ok: true, value: 2000 }],
    [18000, 18000, { ok: true, value: 0 }],
    [18000, 17999, { ok: false, problem: { code: 'tender-short', missingFen: 1 } }],
    [18000, 0, { ok: false, problem: { code: 'tender-short', missingFen: 18000 } }],
  ])('[M5] due %i, received %i', (due, received, expected) => {
    expect(changeDue(fen(due), fen(received))).toEqual(expected);
  });

  it('[M5] due and change always make up what was received, or what is missing makes up what is due', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map(fen);
    fc.assert(fc.property(amount, amount, (due, received) => {
      const change = changeDue(due, received);
      if (change.ok) expect(addFen(due, change.value)).toBe(received);
      else expect(addFen(received, change.problem.missingFen)).toBe(due);
    }));
  });

  it.each([
    [18000, [20000, 30000]],
    [3000, [4000, 5000, 10000]],
    [6000, [10000, 20000]],
    [9000, [10000, 20000]],
    [10000, [20000, 30000]],
    [36000, [40000, 50000]],
    [2990, [3000, 5000, 10000]],
    [72000, [75000, 80000]],
    [1, [100, 5000, 10000]],
    [0, []],
  ])('[M6] offers for %i fen %j', (due, expected) => {
    expect(quickAmounts(fen(due))).toEqual(expected);
  });

  it('[M6] offers two or three different amounts, ascending, all above what is due', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), (due) => {
      const offered = quickAmounts(fen(due));
      expect([2, 3]).toContain(offered.length);
      expect(offered).toEqual([...new Set(offered)].sort((a, b) => a - b));
      expect(offered[0]).toBeGreaterThan(due);
    }));
  });

  it.each([
    ['half-up-10', 2994, 2990], ['half-up-10', 2995, 3000], ['half-up-10', 3005, 3010], ['half-up-10', 4, 0],
    ['down-10', 2999, 2990], ['down-10', 9, 0], ['none', 2994, 2994],
  ] as const)('[M7] rounds %s: %i becomes %i', (policy, due, rounded) => {
    expect(roundCash(fen(due), policy)).toBe(rounded);
  });

  it('[M7] moves an amount by less than 10 fen, to a multiple of 10, and only once', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.constantFrom('half-up-10', 'down-10'), (due, policy) => {
      const rounded = roundCash(fen(due), policy);
      expect(rounded % 10).toBe(0);
      expect(Math.abs(rounded - due)).toBeLessThanOrEqual(policy === 'down-10' ? 9 : 5);
      expect(roundCash(rounded, policy)).toBe(rounded);
    }));
  });

  it('[M7] has no use for an amount below zero', () => {
    expect(() => roundCash(fen(-1), 'none')).toThrow('invariant broken');
  });
});
