// The days the review shows: reading them as typed, stepping through them, and the months of a trend.
import { addDays, addMonthsAnchored, compareDates, daysBetween, parseBusinessDate, type BusinessDate } from '#shared/domain/business-date.ts';

/** Both days included. */
export interface DayRange {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

export function singleDay(date: BusinessDate): DayRange {
  return { from: date, to: date };
}

/** How many days it holds. */
export function daysOf({ from, to }: DayRange): number {
  return daysBetween(from, to) + 1;
}

/** The days between two, whichever comes first. */
export function rangeBetween(a: BusinessDate, b: BusinessDate): DayRange {
  return compareDates(a, b) <= 0 ? { from: a, to: b } : { from: b, to: a };
}

/** The range of the same length just before (−1) or after (1); never beyond today. */
export function stepRange(range: DayRange, step: 1 | -1, todayOn: BusinessDate): DayRange {
  const length = daysOf(range);
  const to = addDays(range.to, step * length);
  const end = compareDates(to, todayOn) > 0 ? todayOn : to;
  return { from: addDays(end, 1 - length), to: end };
}

const typedDate = /(\d{4})\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})日?/g;

/** Reads one date or two, as 2026-11-24, 2026/11/1 or 2026年11月1日, whatever stands between them; null: neither. */
export function readRange(text: string): DayRange | null {
  const dates = [...text.normalize('NFKC').matchAll(typedDate)].map(([, year = '', month = '', day = '']) => parseBusinessDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`));
  const [first, last = first] = dates;
  if (dates.length > 2 || first?.ok !== true || last?.ok !== true) return null;
  return rangeBetween(first.value, last.value);
}

/** 2026-11-24, or 2026-11-01 – 2026-11-24. */
export function rangeText({ from, to }: DayRange): string {
  return from === to ? from : `${from} – ${to}`;
}

/** The month of a day, from its first day to its last, or to today where that is earlier. */
export function monthOf(date: BusinessDate, todayOn: BusinessDate): DayRange {
  const from = firstOfMonth(date);
  const last = addDays(addMonthsAnchored(from, 1, 1), -1);
  return { from, to: compareDates(last, todayOn) > 0 ? todayOn : last };
}

export function firstOfMonth(date: BusinessDate): BusinessDate {
  return addDays(date, 1 - Number(date.slice(8)));
}

/** The month that holds `to` and the twelve before it. */
export function trendRange(to: BusinessDate): DayRange {
  return { from: addMonthsAnchored(firstOfMonth(to), -12, 1), to };
}

/** 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export function weekdayOf(date: BusinessDate): Weekday {
  // 1 January 2024 was a Monday; the remainder is one of seven.
  return ((((daysBetween(mondayLongAgo, date) % 7) + 7) % 7) + 1) as Weekday;
}

const mondayLongAgo = '2024-01-01' as BusinessDate;
