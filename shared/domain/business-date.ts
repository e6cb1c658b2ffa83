// Civil dates: days on the calendar of the store, with no time and no zone in them.
import { Temporal } from 'temporal-polyfill';
import type { Brand } from './base/brand.ts';
import { invariant, must } from './base/invariant.ts';
import { err, ok, type Result } from './base/result.ts';

/** A date that exists, as YYYY-MM-DD in the years 0001–9999; so plain string comparison orders dates. */
export type BusinessDate = Brand<string, 'BusinessDate'>;

/** Reads YYYY-MM-DD; the day must exist in the Gregorian calendar. */
export function parseBusinessDate(text: string): Result<BusinessDate, { code: 'date-invalid' }> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return err({ code: 'date-invalid' });
  const [, year, month, day] = match;
  if (!isCalendarDate(Number(year), Number(month), Number(day))) return err({ code: 'date-invalid' });
  // Shape and existence were just checked, which is all the brand says.
  return ok(text as BusinessDate);
}

/** Whether the calendar has this day, in the years 1–9999. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (![year, month, day].every(Number.isInteger)) return false;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

// By hand: every date that is read is checked by it, thousands in one batch.
function daysInMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeapYear ? 29 : must(MONTH_LENGTHS[month - 1], 'the month is 1 to 12');
}

/**
 * The same day of the month, `months` later. `anchorDay` (1–31) is the day that is meant; in shorter months the last
 * day stands in for it, and the next longer month returns to it.
 */
export function addMonthsAnchored(date: BusinessDate, months: number, anchorDay: number): BusinessDate {
  invariant(Number.isInteger(anchorDay) && anchorDay >= 1 && anchorDay <= 31, `anchor day ${anchorDay}`);
  const monthsSinceZero = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(monthsSinceZero / 12), ((monthsSinceZero % 12) + 12) % 12 + 1];
  invariant(Number.isInteger(months) && year >= 1 && year <= 9999, `the year ${year} is out of range`);
  const day = Math.min(anchorDay, daysInMonth(year, month));
  // A day that exists, printed as the brand asks.
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}` as BusinessDate;
}

/** The date `days` days later; a negative number goes back. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return fromPlain(Temporal.PlainDate.from(date).add({ days }));
}

/** Days from a to b: 1 when b is the day after a, negative when b lies before a. */
export function daysBetween(a: BusinessDate, b: BusinessDate): number {
  return Temporal.PlainDate.from(a).until(Temporal.PlainDate.from(b), { largestUnit: 'day' }).days;
}

/** Negative, zero or positive as a lies before, on or after b; for sorting. */
export function compareDates(a: BusinessDate, b: BusinessDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The day of the month, 1–31. */
export function dayOfMonth(date: BusinessDate): number {
  return Number(date.slice(8));
}

/** The civil date at an RFC 3339 instant in a time zone such as Asia/Shanghai. */
export function dateInZone(instant: string, timeZone: string): BusinessDate {
  return fromPlain(Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate());
}

/** Hour of the day, 0–23, at an instant in a time zone. */
export function hourInZone(instant: string, timeZone: string): number {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).hour;
}

/** The RFC 3339 instant so many milliseconds later; a negative number goes back. */
export function addMs(instant: string, ms: number): string {
  return Temporal.Instant.from(instant).add({ milliseconds: Math.round(ms) }).toString({ smallestUnit: 'millisecond' });
}

/** Wall time with its offset, as slips show it: 2026-11-24 10:32:07 +08:00. Fractions of a second are cut off. */
export function localDateTime(instant: string, timeZone: string): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  const time = zoned.toPlainTime().toString({ smallestUnit: 'second' });
  return `${zoned.toPlainDate().toString()} ${time} ${zoned.offset}`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

function fromPlain(date: Temporal.PlainDate): BusinessDate {
  invariant(date.year >= 1 && date.year <= 9999, `the year ${date.year} is out of range`);
  // Temporal prints an existing date of these years as YYYY-MM-DD.
  return date.toString() as BusinessDate;
}
