// How long to wait before asking the gateway again.
import { Temporal } from 'temporal-polyfill';
import { invariant } from './base/invariant.ts';

const firstBoundMs = 2_000;
const largestBoundMs = 300_000;
const largestBelievedMs = 3_600_000;

/**
 * Milliseconds to wait after `failures` (1, 2, 3 …) failures in a row: full jitter between 0 and an upper bound of 2 s,
 * doubling up to 300 s. `retryAfter` is the gateway's wish in milliseconds (see parseRetryAfter) and a minimum, spread
 * by up to 20 %. `random` is a number from 0 up to, not including, 1.
 */
export function retryDelayMs(wait: {
  readonly failures: number;
  readonly random: number;
  readonly retryAfter?: number | null;
}): number {
  const { failures, random, retryAfter } = wait;
  invariant(Number.isInteger(failures) && failures >= 1, `waiting after ${failures} failures`);
  invariant(random >= 0 && random < 1, `a random number of ${random}`);
  const jitterMs = Math.floor(random * retryBoundMs(failures));
  if (retryAfter === undefined || retryAfter === null) return jitterMs;
  return Math.max(jitterMs, Math.floor(retryAfter * (1 + random / 5)));
}

/** The upper bound of the wait after so many failures in a row, in milliseconds. */
export function retryBoundMs(failures: number): number {
  // 2 ** 8 already passes the bound; a till may count failures for days.
  return Math.min(largestBoundMs, firstBoundMs * 2 ** Math.min(failures - 1, 8));
}

/**
 * Reads a Retry-After header (RFC 9110, 10.2.3: seconds or an HTTP date) as milliseconds from now. Null when there is
 * none, when it cannot be read, or when it asks for more than an hour, which is not believed.
 */
export function parseRetryAfter(header: string | null | undefined, nowIso: string): number | null {
  const text = header?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : msUntilHttpDate(text, nowIso);
  return ms === null || ms > largestBelievedMs ? null : ms;
}

const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/;
const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

// Only the preferred form: the two obsolete ones are no longer sent by anything a gateway runs on.
function msUntilHttpDate(text: string, nowIso: string): number | null {
  const [, day, monthName = '', year, time] = httpDate.exec(text) ?? [];
  const month = monthNames.indexOf(monthName) + 1;
  if (month === 0) return null;
  try {
    const until = Temporal.Instant.from(`${year}-${String(month).padStart(2, '0')}-${day}T${time}Z`);
    return Math.max(0, until.epochMilliseconds - Temporal.Instant.from(nowIso).epochMilliseconds);
  } catch {
    return null;
  }
}
