import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays, addMonthsAnchored, compareDates, dateInZone, dayOfMonth, daysBetween, isCalendarDate, localDateTime, parseBusinessDate,
} from '#shared/domain/business-date.ts';
import { aDate } from './a-date.ts';

const dates = fc.date({ min: new Date('1901-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }).map((date) => aDate(date.toISOString().slice(0, 10)));

describe('business-date', () => {
  it.each(['2024-02-29', '2026-11-24', '0001-01-01', '9999-12-31'])('[R7] reads %s', (text) => {
    expect(parseBusinessDate(text)).toEqual({ ok: true, value: text });
  });

  it.each(['2025-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '0000-01-01', '2026-1-1', '20260101', '2026-01-01T00:00', ' 2026-01-01', ''])('[R7] refuses "%s"', (text) => {
    expect(parseBusinessDate(text)).toEqual({ ok: false, problem: { code: 'date-invalid' } });
  });

  it.each([
    [2000, 2, 29, true], [1900, 2, 29, false], [2026, 2, 30, false], [2026, 12, 31, true], [2026, 1, 0, false], [2026, 1.5, 1, false],
    [Number.NaN, 1, 1, false], [10000, 1, 1, false],
  ])('[R7] year %d, month %d, day %d exists: %s', (year, month, day, exists) => {
    expect(isCalendarDate(year, month, day)).toBe(exists);
  });

  it('[R7] knows every day of 10,000 years that the calendar knows', () => {
    for (let year = 1; year <= 9999; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const days = new Temporal.PlainYearMonth(year, month).daysInMonth;
        if (!isCalendarDate(year, month, days) || isCalendarDate(year, month, days + 1)) throw new Error(`${year}-${month} has ${days} days`);
      }
    }
  });

  it('[R1] [R7] adds months as the calendar does', () => {
    fc.assert(fc.property(dates, fc.integer({ min: -600, max: 600 }), fc.integer({ min: 1, max: 31 }), (date, months, anchor) => {
      const month = Temporal.PlainDate.from(date).toPlainYearMonth().add({ months });
      expect(addMonthsAnchored(date, months, anchor)).toBe(month.toPlainDate({ day: Math.min(anchor, month.daysInMonth) }).toString());
    }));
  });

  it('[R7] counts days there and back, and orders dates as texts do', () => {
    fc.assert(fc.property(dates, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
      const later = addDays(date, days);
      expect(daysBetween(date, later)).toBe(days);
      expect(Math.sign(compareDates(later, date))).toBe(Math.sign(days));
    }));
  });

  it('[R1] lands in the right month, on the anchor or on the last day', () => {
    fc.assert(fc.property(dates, fc.integer({ min: -240, max: 240 }), fc.integer({ min: 1, max: 31 }), (date, months, anchor) => {
      const result = addMonthsAnchored(date, months, anchor);
      const monthsOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      expect(monthsOf(result) - monthsOf(date)).toBe(months);
      const isLastDay = dayOfMonth(addDays(result, 1)) === 1;
      expect(dayOfMonth(result) === anchor || (isLastDay && dayOfMonth(result) < anchor)).toBe(true);
    }));
  });

  it.each([0, 32, 1.5])('[R1] has no anchor day %d', (anchor) => {
    expect(() => addMonthsAnchored(aDate('2026-01-01'), 1, anchor)).toThrow('invariant broken');
  });

  it.each([
    ['2025-03-31T16:30:00Z', '2025-04-01'],
    ['2024-02-28T16:00:00Z', '2024-02-29'],
    ['2025-12-31T15:59:59Z', '2025-12-31'],
    ['2025-12-31T16:00:00Z', '2026-01-01'],
  ])('[R6] %s is %s in Shanghai', (instant, date) => {
    expect(dateInZone(instant, 'Asia/Shanghai')).toBe(date);
  });

  it('[R6] shows wall time with its offset', () => {
    expect([
      localDateTime('2026-11-24T02:32:07.999Z', 'Asia/Shanghai'),
      localDateTime('2026-11-24T02:32:00.000Z', 'UTC'),
      localDateTime('1988-07-01T00:00:00.000Z', 'Asia/Shanghai'),
    ]).toEqual(['2026-11-24 10:32:07 +08:00', '2026-11-24 02:32:00 +00:00', '1988-07-01 09:00:00 +09:00']);
  });
});
