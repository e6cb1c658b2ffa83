// Long reads cut into short ones: the core is one thread, and a sale must not wait until a year is summed.
import { addDays, daysBetween } from '#shared/domain/business-date.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { nextTurn } from '../next-turn.ts';
import type { Timers } from '../ports.ts';
import type { DayRange } from './review-repository.ts';

export const MAX_RANGE_DAYS = 400;

/** A range that runs forward and is no longer than a year and a month. Problem: `range-invalid`. */
export function checkedRange({ from, to }: DayRange): Result<DayRange, ProblemOf<'range-invalid'>> {
  const days = daysBetween(from, to) + 1;
  return days < 1 || days > MAX_RANGE_DAYS ? err({ code: 'range-invalid' }) : ok({ from, to });
}

/** The range in pieces of at most so many days, oldest first. */
export function slicesOf(range: DayRange, days: number): DayRange[] {
  const slices: DayRange[] = [];
  for (let { from } = range; from <= range.to; from = addDays(from, days)) {
    const last = addDays(from, days - 1);
    slices.push({ from, to: last < range.to ? last : range.to });
  }
  return slices;
}

/**
 * Reads slice by slice, with a turn for others between two of them. All lines of a day are in one slice, so every day
 * is whole; a sale that is made meanwhile may be in the figures or not, but never in half of them.
 */
export async function readInSlices<T>(timers: Timers, slices: readonly DayRange[], read: (slice: DayRange) => T): Promise<T[]> {
  const parts: T[] = [];
  for (const [index, slice] of slices.entries()) {
    if (index > 0) await nextTurn(timers);
    parts.push(read(slice));
  }
  return parts;
}
