// The 18-character citizen number of GB 11643-1999, which several documents share: check character, kind, birth, sex.
import { err, ok, type Result } from '../base/result.ts';
import type { BusinessDate } from '../business-date.ts';
import { isAssignedCountry, trainingCountry } from './country-codes.ts';
import { readBirthDate } from './document-dates.ts';
import type { NumberProblem, ReadingContext, Sex } from './document-reading.ts';
import type { DocumentType } from './document-type.ts';
import { isProvince } from './provinces.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** The check character over the first 17 digits (ISO 7064 MOD 11-2). */
export function checkCharacterOf(first17: string): string {
  const sum = weights.reduce<number>((total, weight, index) => total + weight * Number(first17.charAt(index)), 0);
  return checkCharacters.charAt(sum % 11);
}

export interface EighteenCharacters {
  readonly birthOn: BusinessDate;
  readonly sex: Sex;
}

/** Checks an 18-character number of a stated family; one of another family is refused with its name. */
export function readEighteenCharacters(
  number: string,
  family: 'RESIDENT_ID' | 'HKMO_RESIDENCE_PERMIT' | 'TW_RESIDENCE_PERMIT' | 'FOREIGN_PR_CARD',
  context: ReadingContext,
): Result<EighteenCharacters, NumberProblem> {
  const problem = shapeProblem(number) ?? familyProblem(number, family, context);
  if (problem !== null) return err(problem);
  const birth = readBirthDate(number.slice(6, 14), context.todayOn);
  if (!birth.ok) return birth;
  return ok({ birthOn: birth.value, sex: Number(number.charAt(16)) % 2 === 1 ? 'M' : 'F' });
}

function shapeProblem(number: string): NumberProblem | null {
  if (number.length !== 18) return { code: 'document-length' };
  if (!/^\d{17}[\dX]$/.test(number)) return { code: 'document-format' };
  return checkCharacterOf(number) === number.charAt(17) ? null : { code: 'document-check-digit' };
}

function familyProblem(number: string, family: DocumentType, context: ReadingContext): NumberProblem | null {
  const actual = familyOf(number);
  if (actual.type === null) return { code: 'document-region-unknown' };
  if (actual.type !== family) return { code: 'document-other-type', actualType: actual.type };
  return actual.isTraining && !context.allowTrainingRegion ? { code: 'document-training-only' } : null;
}

type Family =
  | { readonly type: DocumentType; readonly isTraining: boolean }
  | { readonly type: null };

// The order matters: the training region also begins with 9, and the permits' regions also begin with a province.
function familyOf(number: string): Family {
  const region = number.slice(0, 6);
  if (region === '999999') return { type: 'RESIDENT_ID', isTraining: true };
  if (region === '810000' || region === '820000') return { type: 'HKMO_RESIDENCE_PERMIT', isTraining: false };
  if (region === '830000') return { type: 'TW_RESIDENCE_PERMIT', isTraining: false };
  if (region.startsWith('9')) return foreignFamily(region);
  if (isProvince(region.slice(0, 2))) return { type: 'RESIDENT_ID', isTraining: false };
  return { type: null };
}

function foreignFamily(region: string): Family {
  const country = region.slice(3);
  const isTraining = country === trainingCountry;
  const isKnown = isProvince(region.slice(1, 3)) && (isTraining || isAssignedCountry(country));
  return isKnown ? { type: 'FOREIGN_PR_CARD', isTraining } : { type: null };
}
