import { describe, expect, it } from 'vitest';
import { afterRightPin, afterWrongPin, isLocked, lockedForMs, noWrongPins, triesLeft, type PinLock } from '#shared/domain/pin-lock.ts';

const at = '2026-11-24T02:00:00.000Z';
const afterTries = (tries: number): PinLock => Array.from({ length: tries }).reduce<PinLock>((state) => afterWrongPin(state, at), noWrongPins);

describe('pin-lock', () => {
  it('[W3] does not lock before the fifth wrong try', () => {
    expect([0, 1, 4].map(afterTries)).toEqual([
      { wrongTries: 0, lockedUntilAt: null }, { wrongTries: 1, lockedUntilAt: null }, { wrongTries: 4, lockedUntilAt: null },
    ]);
  });

  it('[W3] locks for 60 s, then for twice as long each time, up to an hour', () => {
    const seconds = [5, 6, 7, 8, 9, 10, 11, 12, 13, 5000].map((tries) => lockedForMs(afterTries(tries), at) / 1000);
    expect(seconds).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]);
    expect(afterTries(5)).toEqual({ wrongTries: 5, lockedUntilAt: '2026-11-24T02:01:00.000Z' });
  });

  it('[W3] opens again at the very instant', () => {
    const state = afterTries(5);
    expect(['2026-11-24T02:00:00.000Z', '2026-11-24T02:00:59.999Z', '2026-11-24T02:01:00.000Z'].map((now) => isLocked(state, now))).toEqual([true, true, false]);
    expect([lockedForMs(state, '2026-11-24T02:00:59.999Z'), isLocked(noWrongPins, at)]).toEqual([1, false]);
  });

  it('[W3] keeps nobody out for a day because the clock was set back by one', () => {
    expect(['2026-11-23T02:00:00.000Z', '2026-11-24T01:59:58.000Z'].map((now) => lockedForMs(afterTries(5), now))).toEqual([0, 62_000]);
    expect(afterWrongPin(afterTries(5), '2026-11-23T02:00:00.000Z')).toEqual({ wrongTries: 6, lockedUntilAt: '2026-11-23T02:02:00.000Z' });
  });

  it('[W3] forgets everything after a right PIN', () => {
    expect(afterWrongPin(afterRightPin(), at)).toEqual({ wrongTries: 1, lockedUntilAt: null });
  });

  it('[W3] says how many tries are left', () => {
    expect([0, 1, 4, 5, 6].map((tries) => triesLeft(afterTries(tries)))).toEqual([5, 4, 1, 0, 0]);
  });
});
