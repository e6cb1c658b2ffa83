// The till hears of a network that comes back, once each time, and of nothing else.
import { describe, expect, it } from 'vitest';
import { createTestClock } from '#tests/support/test-clock.ts';
import { followNetwork } from '../../electron/shell/network-events.ts';

const LOOK_MS = 2000;

describe('shell/network-events', () => {
  it('[Y15] says each return of the network once, and neither its start nor its loss', () => {
    const clock = createTestClock('2026-11-24T02:00:00.000Z');
    let isOnline = true;
    let told = 0;
    followNetwork({ networkIsBack: () => { told += 1; } }, () => isOnline, clock.timers);
    const seen: number[] = [];
    for (const state of [true, false, false, true, true, false, true]) {
      isOnline = state;
      clock.advance(LOOK_MS);
      seen.push(told);
    }
    expect(seen).toEqual([0, 0, 0, 1, 1, 1, 2]);
  });

  it('[Y15] a machine that starts without a network tells of the first one', () => {
    const clock = createTestClock('2026-11-24T02:00:00.000Z');
    let isOnline = false;
    let told = 0;
    followNetwork({ networkIsBack: () => { told += 1; } }, () => isOnline, clock.timers);
    isOnline = true;
    clock.advance(LOOK_MS);
    expect(told).toBe(1);
  });
});
