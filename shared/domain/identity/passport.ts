// Passports: a bare number, or the two machine-readable lines (ICAO 9303-4, size TD3).
import { parse, type FieldName, type ParseResult } from 'mrz';
import { err, ok, type Result } from '../base/result.ts';
import type { BusinessDate } from '../business-date.ts';
import { readShortBirthDate, readShortExpiryDate } from './document-dates.ts';
import type { DocumentHint, NumberProblem, ReadingContext, ReadingResult, Sex } from './document-reading.ts';

const bareNumber = /^(?=.*\d)[A-Z0-9]{5,9}$/;
// Both lines with the line break already cleaned away.
const twoLines = /^P[A-Z0-9<]{87}$/;

const checkDigitFields: ReadonlySet<FieldName | null> = new Set<FieldName>([
  'documentNumberCheckDigit', 'birthDateCheckDigit', 'expirationDateCheckDigit', 'personalNumberCheckDigit',
  'compositeCheckDigit',
]);
const countryFields: ReadonlySet<FieldName | null> = new Set<FieldName>(['issuingState', 'nationality']);
// Utopia: the issuing state of published specimens.
const specimenCountry = 'UTO';

/** Checks a typed passport number (shape only: it has no check digit) or both machine-readable lines. */
export function readPassport(normalised: string, context: ReadingContext): ReadingResult {
  if (normalised.includes('<')) return readMachineReadable(normalised, context);
  if (normalised.length < 5 || normalised.length > 9) return err({ code: 'document-length' });
  if (!bareNumber.test(normalised)) return err({ code: 'document-format' });
  return ok({ normalised, samePersonKey: normalised, hints: ['number-unchecked'] });
}

function readMachineReadable(text: string, context: ReadingContext): ReadingResult {
  if (text.length !== 88) return err({ code: 'document-length' });
  if (!twoLines.test(text)) return err({ code: 'document-format' });
  const zone = parse([text.slice(0, 44), text.slice(44)]);
  const number = zone.fields.documentNumber ?? '';
  const isSpecimen = countriesOf(text).includes(specimenCountry);
  const problem = zoneProblem(zone, number, isSpecimen && !context.allowTrainingRegion);
  if (problem !== null) return err(problem);
  const dates = readDates(text, context.todayOn);
  if (!dates.ok) return dates;
  const sex = sexOf(zone.fields.sex);
  return ok({
    normalised: number,
    ...(dates.value.birthOn && { birthOn: dates.value.birthOn }),
    ...(sex && { sex }),
    statedExpiresOn: dates.value.statedExpiresOn,
    samePersonKey: number,
    hints: hintsOf(zone, isSpecimen, dates.value.birthOn),
  });
}

function zoneProblem(zone: ParseResult, number: string, isForTraining: boolean): NumberProblem | null {
  if (zone.details.some(({ field, valid }) => checkDigitFields.has(field) && !valid)) return { code: 'document-check-digit' };
  if (number === '' || zone.fields.documentCode === null) return { code: 'document-format' };
  return isForTraining ? { code: 'document-training-only' } : null;
}

// The library takes any day up to 31 in every month, so its dates are read again against the calendar.
function readDates(
  text: string,
  todayOn: BusinessDate,
): Result<{ birthOn: BusinessDate | null; statedExpiresOn: BusinessDate }, { readonly code: 'document-date-invalid' }> {
  const birthText = secondLine(text, 13, 19);
  const statedExpiresOn = readShortExpiryDate(secondLine(text, 21, 27));
  if (statedExpiresOn === null) return err({ code: 'document-date-invalid' });
  if (birthText.includes('<')) return ok({ birthOn: null, statedExpiresOn });
  const birth = readShortBirthDate(birthText, todayOn);
  return birth.ok ? ok({ birthOn: birth.value, statedExpiresOn }) : birth;
}

function hintsOf(zone: ParseResult, isSpecimen: boolean, birthOn: BusinessDate | null): readonly DocumentHint[] {
  const isUnlisted = zone.details.some(({ field, valid }) => countryFields.has(field) && !valid);
  return [
    ...(isUnlisted && !isSpecimen ? (['country-unlisted'] as const) : []),
    ...(birthOn === null ? (['birth-date-incomplete'] as const) : []),
  ];
}

// Issuing state and nationality.
function countriesOf(text: string): readonly string[] {
  return [text.slice(2, 5), secondLine(text, 10, 13)];
}

function secondLine(text: string, start: number, end: number): string {
  return text.slice(44 + start, 44 + end);
}

function sexOf(value: string | null | undefined): Sex | null {
  if (value === 'male') return 'M';
  return value === 'female' ? 'F' : null;
}
