// A clock and timers that stand still until a test moves them.
import type { Clock, Timers } from '#core/ports.ts';

export interface TestClock extends Clock {
  /** Time passes, for the wall clock and for the monotonic one; timers that fall due are called in order. */
  advance(ms: number): void;
  /** It is that time now, as after a sleep: no timer has counted, and the clock was not touched. */
  jumpTo(at: string): void;
  /** Timers of this clock. A delay of 0 is called back by the next turn of the event loop. */
  readonly timers: Timers;
  /** How many delays above 0 are being waited for. */
  waiting(): number;
  /** Milliseconds until the next of them; null when there is none. */
  nextInMs(): number | null;
}

interface Waiting {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** Starts at an instant, e.g. `2026-11-24T02:00:00.000Z` (10:00 in Shanghai). */
export function createTestClock(startAt: string): TestClock {
  let wallMs = Date.parse(startAt);
  let monotonicMs = 1_000_000;
  let sleptMs = 0;
  const waiting = new Set<Waiting>();
  const next = (): Waiting | null => [...waiting].toSorted((a, b) => a.dueMs - b.dueMs)[0] ?? null;
  const move = (ms: number): void => {
    wallMs += ms;
    monotonicMs += ms;
  };
  const soon = (callback: () => void): (() => void) => {
    const turn = setImmediate(callback);
    return () => clearImmediate(turn);
  };
  return {
    now: () => new Date(wallMs).toISOString(),
    monotonicMs: () => monotonicMs,
    elapsedMs: () => monotonicMs + sleptMs,
    advance: (ms) => {
      const untilMs = monotonicMs + ms;
      for (let due = next(); due !== null && due.dueMs <= untilMs; due = next()) {
        move(Math.max(0, due.dueMs - monotonicMs));
        waiting.delete(due);
        due.callback();
      }
      move(untilMs - monotonicMs);
    },
    jumpTo: (at) => {
      sleptMs += Date.parse(at) - wallMs;
      wallMs = Date.parse(at);
    },
    timers: {
      after: (delayMs, callback) => {
        if (delayMs <= 0) return soon(callback);
        const entry = { dueMs: monotonicMs + delayMs, callback };
        waiting.add(entry);
        return () => waiting.delete(entry);
      },
    },
    waiting: () => waiting.size,
    nextInMs: () => {
      const due = next();
      return due === null ? null : due.dueMs - monotonicMs;
    },
  };
}
