// A minute of simulation: every choice from the seed in the title, so that what failed here is run again with `npm run test:sim`.
import { describe, expect, it } from 'vitest';
import { simulate } from './world.ts';

describe('simulation', () => {
  it('[SM1] the same seed is the same simulation, another seed another one', async () => {
    const small = { terminals: 2, days: 1 };
    const [first, again, other] = [await simulate({ seed: 7, ...small }), await simulate({ seed: 7, ...small }), await simulate({ seed: 8, ...small })];
    expect(first.sales).toBeGreaterThan(0);
    expect(again).toEqual(first);
    expect(other.digest).not.toBe(first.digest);
  });

  it.each([1, 2])('[SM2] seed %i: 10 terminals, 2 days, and nothing is lost or doubled', { timeout: 180_000 }, async (seed) => {
    const { wrongs, sales, entries, powerLosses, fates } = await simulate({ seed, terminals: 10, days: 2 });
    expect(wrongs).toEqual([]);
    // What was to be survived did happen.
    expect(sales).toBeGreaterThan(30);
    expect(entries).toBeGreaterThan(300);
    expect(powerLosses).toBeGreaterThan(3);
    const least = ['out', 'reply-lost', 'request-lost', 'twice', 'late-again', 'gateway-dies', 'slow', 'cut-short'].map((fate) => fates.get(fate) ?? 0);
    expect(Math.min(...least)).toBeGreaterThan(0);
  });
});
