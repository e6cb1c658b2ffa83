// Days of the review: as typed, stepped through, and by month.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayByKey } from '#renderer/features/review/calendar.tsx';
import { daysOf, monthOf, rangeText, readRange, stepRange, trendRange, weekdayOf } from '#renderer/features/review/day-range.ts';
import { dateSchema } from '#shared/contract/values.ts';
import { addDays, daysBetween } from '#shared/domain/business-date.ts';

const day = (text: string) => dateSchema.parse(text);
const today = day('2026-11-24');
const anyRange = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 60 })).map(([back, length]) => ({ from: addDays(today, -back - length), to: addDays(today, -back) }));

describe('review/day-range', () => {
  it.each([
    ['2026-11-24', '2026-11-24'], ['２０２６－１１－２４', '2026-11-24'], ['2026年11月1日至2026年11月24日', '2026-11-01 – 2026-11-24'], ['2026/11/24 2026/11/3', '2026-11-03 – 2026-11-24'],
  ])('reads “%s”', (typed, shown) => {
    const read = readRange(typed);
    expect(read === null ? null : rangeText(read)).toBe(shown);
  });

  it.each(['', 'today', '2026-02-30', '2026-11', '2026-11-01 2026-11-02 2026-11-03'])('does not guess at “%s”', (typed) => {
    expect(readRange(typed)).toBeNull();
  });

  it('reads back what it shows, for every range', () => {
    fc.assert(fc.property(anyRange, (range) => {
      expect(readRange(rangeText(range))).toEqual(range);
    }), { numRuns: 100 });
  });

  it('steps by its own length, never beyond today, and back again', () => {
    fc.assert(fc.property(anyRange, (range) => {
      const back = stepRange(range, -1, today);
      expect([daysOf(back), daysBetween(back.to, range.from)]).toEqual([daysOf(range), 1]);
      expect(stepRange(back, 1, today)).toEqual(range);
      expect(stepRange(range, 1, today).to <= today).toBe(true);
    }), { numRuns: 100 });
  });

  it('holds thirteen months, the same one a year ago among them', () => {
    expect(trendRange(today)).toEqual({ from: '2025-11-01', to: today });
    expect([monthOf(day('2026-02-01'), today), monthOf(today, today)]).toEqual([{ from: '2026-02-01', to: '2026-02-28' }, { from: '2026-11-01', to: today }]);
  });

  it('names the weekday', () => {
    expect(['2026-11-23', '2026-11-24', '2026-11-29', '2023-12-31'].map((date) => weekdayOf(day(date)))).toEqual([1, 2, 7, 7]);
  });

  it('moves through the calendar by every key that a calendar has', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'a'];
    expect(keys.map((key) => dayByKey(key, day('2026-10-31')))).toEqual(['2026-10-30', '2026-11-01', '2026-10-24', '2026-11-07', '2026-09-30', '2026-11-30', '2026-10-26', '2026-11-01', null]);
  });
});
