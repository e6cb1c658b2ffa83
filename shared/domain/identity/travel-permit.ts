// Mainland travel permits of people from Hong Kong, Macau and Taiwan. None of them has a check digit.
import { err, ok } from '../base/result.ts';
import type { ReadingResult } from './document-reading.ts';

/**
 * Hong Kong and Macau: H or M, 8 digits kept for life, optionally 2 digits counting renewals. Only the first nine
 * characters tell the person.
 */
export function readHkmoTravelPermit(normalised: string): ReadingResult {
  if (normalised.length !== 9 && normalised.length !== 11) return err({ code: 'document-length' });
  if (!/^[HM]\d{8}(?:\d{2})?$/.test(normalised)) return err({ code: 'document-format' });
  return ok({ normalised, samePersonKey: normalised.slice(0, 9), hints: [] });
}

/** Taiwan: 8 digits; permits for a single journey 10 to 12 letters and digits. */
export function readTaiwanTravelPermit(normalised: string): ReadingResult {
  const { length } = normalised;
  if (length !== 8 && (length < 10 || length > 12)) return err({ code: 'document-length' });
  const shape = length === 8 ? /^\d{8}$/ : /^(?=.*\d)[A-Z0-9]+$/;
  if (!shape.test(normalised)) return err({ code: 'document-format' });
  return ok({ normalised, samePersonKey: normalised, hints: [] });
}
