// Until when a document is valid, and whether that end fits its holder's age.
import { addMonthsAnchored, dayOfMonth, type BusinessDate } from '../business-date.ts';
import { ageOn } from './age.ts';

/** The printed last day of validity, or 长期 (without end). */
export type DocumentExpiry = BusinessDate | 'LONG_TERM';

/** A document is still valid on its last day; the next civil day of the store it is not. */
export function isExpiredOn(expiresOn: DocumentExpiry, todayOn: BusinessDate): boolean {
  return expiresOn !== 'LONG_TERM' && expiresOn < todayOn;
}

/** Years a resident identity card is issued for, by age at issue (Resident Identity Card Law, article 5). */
export function validityYearsByAge(ageAtIssue: number): 5 | 10 | 20 | 'LONG_TERM' {
  if (ageAtIssue < 16) return 5;
  if (ageAtIssue <= 25) return 10;
  return ageAtIssue <= 45 ? 20 : 'LONG_TERM';
}

/**
 * Whether the end of validity fits the law for some day of issue up to today. Only good for a hint: cards are issued by
 * people, and the printed date is what counts.
 */
export function isValidityUsual(birthOn: BusinessDate, expiresOn: DocumentExpiry, todayOn: BusinessDate): boolean {
  if (expiresOn === 'LONG_TERM') return validityYearsByAge(ageOn(birthOn, todayOn)) === 'LONG_TERM';
  return ([5, 10, 20] as const).some((years) => {
    const issuedOn = addMonthsAnchored(expiresOn, -12 * years, dayOfMonth(expiresOn));
    return issuedOn >= birthOn && issuedOn <= todayOn && validityYearsByAge(ageOn(birthOn, issuedOn)) === years;
  });
}
