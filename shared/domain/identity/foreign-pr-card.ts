// Foreigners' permanent residence card, in the number formats of 2017 and of 2023. Both are in circulation.
import { err, ok } from '../base/result.ts';
import { readShortBirthDate } from './document-dates.ts';
import type { ReadingContext, ReadingResult } from './document-reading.ts';
import { readEighteenCharacters } from './eighteen-characters.ts';
import { icaoCheckDigit } from './icao-check-digit.ts';
import { isProvince } from './provinces.ts';

/** Checks either format; they are told apart by their length. */
export function readForeignPrCard(normalised: string, context: ReadingContext): ReadingResult {
  if (normalised.length === 15) return readFormat2017(normalised, context);
  const parts = readEighteenCharacters(normalised, 'FOREIGN_PR_CARD', context);
  return parts.ok ? ok({ normalised, ...parts.value, samePersonKey: normalised, hints: [] }) : parts;
}

// 3 letters of the country, 4 digits of the region, YYMMDD, 1 digit, 1 check digit.
function readFormat2017(normalised: string, context: ReadingContext): ReadingResult {
  if (!/^[A-Z]{3}\d{12}$/.test(normalised)) return err({ code: 'document-format' });
  if (icaoCheckDigit(normalised.slice(0, 14)) !== normalised.charAt(14)) return err({ code: 'document-check-digit' });
  if (normalised.startsWith('UTO') && !context.allowTrainingRegion) return err({ code: 'document-training-only' });
  if (!isProvince(normalised.slice(3, 5))) return err({ code: 'document-region-unknown' });
  const birth = readShortBirthDate(normalised.slice(7, 13), context.todayOn);
  if (!birth.ok) return birth;
  return ok({ normalised, birthOn: birth.value, samePersonKey: normalised, hints: [] });
}
