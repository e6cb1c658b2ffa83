import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRetryAfter, retryBoundMs, retryDelayMs } from '#shared/domain/backoff.ts';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const now = '2026-11-24T02:32:07.000Z';

describe('backoff', () => {
  it('[W1] doubles the bound from 2 s up to 300 s', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((failures) => retryBoundMs(failures) / 1000)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(retryBoundMs(1_000_000)).toBe(300_000);
  });

  it('[W1] waits a random whole number of milliseconds below the bound', () => {
    expect([retryDelayMs({ failures: 3, random: 0 }), retryDelayMs({ failures: 3, random: 0.5, retryAfter: null })]).toEqual([0, 4000]);
    fc.assert(fc.property(fc.integer({ min: 1, max: 500 }), random, (failures, chance) => {
      const delayMs = retryDelayMs({ failures, random: chance });
      expect(Number.isInteger(delayMs) && delayMs >= 0 && delayMs < retryBoundMs(failures)).toBe(true);
    }));
  });

  it('[W2] never comes back before the time that was asked for, and at most a fifth after it unless waiting longer anyway', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), random, fc.integer({ min: 0, max: 3_600_000 }), (failures, chance, retryAfter) => {
      const delayMs = retryDelayMs({ failures, random: chance, retryAfter });
      expect(delayMs).toBeGreaterThanOrEqual(retryAfter);
      expect(delayMs).toBeLessThanOrEqual(Math.max(retryBoundMs(failures), retryAfter * 1.2));
    }));
  });

  it.each([[0, 0], [1.5, 0], [1, 1], [1, -0.1]])('[W1] %d failures with chance %d is a bug', (failures, chance) => {
    expect(() => retryDelayMs({ failures, random: chance })).toThrow('invariant broken');
  });

  it.each([
    ['120', 120_000], ['0', 0], [' 5 ', 5000], ['3600', 3_600_000],
    ['Tue, 24 Nov 2026 02:33:07 GMT', 60_000], ['Tue, 24 Nov 2026 02:00:00 GMT', 0],
    ['3601', null], ['999999999', null], ['99999999999', null], ['Wed, 25 Nov 2026 02:32:07 GMT', null],
    ['-1', null], ['1.5', null], ['soon', null], ['', null], [null, null], [undefined, null],
    ['Tue, 31 Feb 2026 02:33:07 GMT', null], ['Tue, 24 Foo 2026 02:33:07 GMT', null], ['Tue, 24 Nov 2026 25:00:00 GMT', null],
  ])('[W2] reads Retry-After %j as %j ms', (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });
});
