// Writes a civil date into a test without unwrapping a result each time.
import { parseBusinessDate, type BusinessDate } from '#shared/domain/business-date.ts';

/** The date of a literal YYYY-MM-DD; a date that does not exist is a mistake in the test. */
export function aDate(text: string): BusinessDate {
  const date = parseBusinessDate(text);
  if (!date.ok) throw new Error(`not a date: ${text}`);
  return date.value;
}
