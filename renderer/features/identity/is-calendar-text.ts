// Whether a text is a day of the calendar; without the calendar library, which the window otherwise does not need.
import type { BusinessDate } from '#shared/domain/business-date.ts';

/** True for YYYY-MM-DD of a day that exists. */
export function isCalendarText(text: string): text is BusinessDate {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day such as 30 February is moved on to March, so it comes back different.
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
