// Dates as document numbers carry them: without separators, some with a two-digit year.
import { err, ok, type Result } from '../base/result.ts';
import { parseBusinessDate, type BusinessDate } from '../business-date.ts';

export type BirthProblem = { readonly code: 'document-date-invalid' } | { readonly code: 'document-birth-future' };

/** Reads YYYYMMDD as a date of birth: it must exist and not lie after today. */
export function readBirthDate(yyyymmdd: string, todayOn: BusinessDate): Result<BusinessDate, BirthProblem> {
  const date = readCompactDate(yyyymmdd);
  if (date === null) return err({ code: 'document-date-invalid' });
  return date > todayOn ? err({ code: 'document-birth-future' }) : ok(date);
}

/** Reads YYMMDD as a date of birth in the latest year that does not lie after today (ICAO 9303-3). */
export function readShortBirthDate(
  yymmdd: string,
  todayOn: BusinessDate,
): Result<BusinessDate, { readonly code: 'document-date-invalid' }> {
  const century = Number(todayOn.slice(0, 2));
  const candidates = [century, century - 1].map((each) => readCompactDate(`${each}${yymmdd}`));
  const birthOn = candidates.find((date) => date !== null && date <= todayOn);
  return birthOn ? ok(birthOn) : err({ code: 'document-date-invalid' });
}

/** Reads YYMMDD as an end of validity, which is always taken to lie in this century. */
export function readShortExpiryDate(yymmdd: string): BusinessDate | null {
  return readCompactDate(`20${yymmdd}`);
}

function readCompactDate(yyyymmdd: string): BusinessDate | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(yyyymmdd);
  if (match === null) return null;
  const date = parseBusinessDate(match.slice(1).join('-'));
  return date.ok ? date.value : null;
}
