// Business time: carried on by the counter nobody can set, put right by the carrier.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctClock, DRIFT_MS, noteWall, startClock, timeOf, type BusinessClock } from '#shared/domain/business-clock.ts';

const NOON = Date.parse('2026-11-24T04:00:00.000Z');
const DAY = 86_400_000;
const ms = fc.integer({ min: -10 * DAY, max: 10 * DAY });
const passing = fc.integer({ min: 0, max: 10 * DAY });
const started = (wallMs = NOON): BusinessClock => startClock({ wallMs, elapsedMs: 0 }, 0, null).clock;

describe('domain/business-clock', () => {
  it('[K1] runs with the counter alone, wherever the wall\'s clock is set', () => {
    fc.assert(fc.property(fc.array(fc.tuple(passing, ms), { maxLength: 20 }), (steps) => {
      let clock = started();
      let elapsedMs = 0;
      for (const [passedMs, setMs] of steps) {
        elapsedMs += passedMs;
        ({ clock } = noteWall(clock, { wallMs: NOON + elapsedMs + setMs, elapsedMs }));
      }
      expect(timeOf(clock, elapsedMs)).toBe(NOON + elapsedMs);
    }));
  });

  it('[K2] finds each setting of the clock once, with its size and direction', () => {
    fc.assert(fc.property(fc.array(ms, { maxLength: 10 }), (settings) => {
      let clock = started();
      let setMs = 0;
      for (const next of settings) {
        const found = noteWall(clock, { wallMs: NOON + next, elapsedMs: 0 });
        expect(found.jumpMs).toBe(Math.abs(next - setMs) > DRIFT_MS ? next - setMs : 0);
        if (found.jumpMs !== 0) setMs = next;
        expect(noteWall(found.clock, { wallMs: NOON + setMs, elapsedMs: 0 }).jumpMs).toBe(0);
        ({ clock } = found);
      }
    }));
  });

  it('[K3] starts where the wall stands, put right by what it was off, and never before what has passed', () => {
    fc.assert(fc.property(ms, ms, fc.option(ms), (wall, offsetMs, passed) => {
      const notBeforeMs = passed === null ? null : NOON + passed;
      const { clock, jumpMs } = startClock({ wallMs: NOON + wall, elapsedMs: 7 }, offsetMs, notBeforeMs);
      expect(timeOf(clock, 7)).toBe(Math.max(NOON + wall + offsetMs, notBeforeMs ?? Number.NEGATIVE_INFINITY));
      expect(timeOf(clock, 7) - clock.offsetMs).toBe(NOON + wall);
      expect(jumpMs < 0).toBe(notBeforeMs !== null && NOON + wall + offsetMs < notBeforeMs - DRIFT_MS);
      expect(clock.isSure).toBe(false);
    }));
  });

  it('[K4] lies within what the carrier told, and calls only more than a minute a correction', () => {
    fc.assert(fc.property(ms, fc.integer({ min: 0, max: 20_000 }), (offMs, onTheWayMs) => {
      const clock = started(NOON + offMs);
      const told = { earliestMs: NOON, latestMs: NOON + onTheWayMs };
      const { clock: next, correctedMs } = correctClock(clock, { wallMs: NOON + offMs, elapsedMs: 0 }, told);
      const nearest = Math.min(Math.max(NOON + offMs, told.earliestMs), told.latestMs);
      const isFar = Math.abs(nearest - NOON - offMs) > DRIFT_MS;
      expect(correctedMs).toBe(isFar ? -offMs : 0);
      // Once a step back of less than a minute has been waited for, it is the carrier's time to the millisecond.
      expect(timeOf(next, DRIFT_MS)).toBe((isFar ? told.earliestMs : nearest) + DRIFT_MS);
      expect(next.isSure).toBe(true);
    }));
  });

  it('[K4] stands still for a small step back, so that time never runs backwards', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: DRIFT_MS }), fc.integer({ min: -DRIFT_MS, max: DRIFT_MS })), { maxLength: 20 }), (steps) => {
      let clock = started();
      let elapsedMs = 0;
      let lastMs = timeOf(clock, 0);
      for (const [passedMs, offMs] of steps) {
        elapsedMs += passedMs;
        const told = timeOf(clock, elapsedMs) + offMs;
        ({ clock } = correctClock(clock, { wallMs: NOON + elapsedMs, elapsedMs }, { earliestMs: told, latestMs: told }));
        expect(timeOf(clock, elapsedMs)).toBeGreaterThanOrEqual(lastMs);
        lastMs = timeOf(clock, elapsedMs);
      }
    }));
  });
});
