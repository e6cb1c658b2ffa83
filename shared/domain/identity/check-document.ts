// The check of an identity document as typed or scanned: one door for all types.
import { err, ok, type Result } from '../base/result.ts';
import type { BusinessDate } from '../business-date.ts';
import { maskDocumentNumber } from '../masking.ts';
import { ageOn } from './age.ts';
import type {
  DocumentHint, DocumentProblem, DocumentReading, NumberProblem, ReadingContext, ReadingResult, Sex,
} from './document-reading.ts';
import type { DocumentType } from './document-type.ts';
import { isExpiredOn, isValidityUsual, type DocumentExpiry } from './document-validity.ts';
import { readForeignPrCard } from './foreign-pr-card.ts';
import { normaliseDocumentNumber } from './normalise-document-number.ts';
import { readOtherDocument } from './other-document.ts';
import { readPassport } from './passport.ts';
import { readResidencePermit } from './residence-permit.ts';
import { readResidentId } from './resident-id.ts';
import { readHkmoTravelPermit, readTaiwanTravelPermit } from './travel-permit.ts';

export interface DocumentToCheck extends ReadingContext {
  readonly type: DocumentType;
  /** As typed or scanned; for a passport also its two machine-readable lines. */
  readonly number: string;
  readonly expiresOn?: DocumentExpiry;
}

export interface CheckedDocument {
  readonly type: DocumentType;
  /** The full number: for memory only. */
  readonly normalised: string;
  readonly birthOn?: BusinessDate;
  readonly ageYears?: number;
  readonly sex?: Sex;
  readonly expiresOn?: DocumentExpiry;
  /** For the screen; slips and logs show nothing of a document. */
  readonly masked: string;
  /** What is digested to compare persons; as sensitive as the number itself. */
  readonly samePersonKey: string;
  readonly hints: readonly DocumentHint[];
}

/**
 * Checks a document of a stated type on a civil date and refuses one that has expired. See readDocument for the rest.
 */
export function checkDocument(document: DocumentToCheck): Result<CheckedDocument, DocumentProblem> {
  const checked = readDocument(document);
  if (!checked.ok) return checked;
  const { expiresOn } = checked.value;
  if (expiresOn === undefined || expiresOn === 'LONG_TERM' || !isExpiredOn(expiresOn, document.todayOn)) return checked;
  return err({ code: 'document-expired', expiredOn: expiresOn });
}

/**
 * Checks shape, check digits and dates of a document's number. Refuses with the first problem in the order length,
 * characters, check digit, region or type, dates. Does not refuse an expired document: who wants to record that somebody
 * showed one still needs its reading. Hints never refuse.
 */
export function readDocument(document: DocumentToCheck): Result<CheckedDocument, NumberProblem> {
  const { type, todayOn } = document;
  const reading = readers[type](normaliseDocumentNumber(document.number), document);
  if (!reading.ok) return reading;
  const { normalised, birthOn, sex, samePersonKey, statedExpiresOn } = reading.value;
  // What the document says itself, behind a check digit, beats what was typed beside it.
  const expiresOn = statedExpiresOn ?? document.expiresOn;
  return ok({
    type,
    normalised,
    ...(birthOn && { birthOn, ageYears: ageOn(birthOn, todayOn) }),
    ...(sex && { sex }),
    ...(expiresOn && { expiresOn }),
    masked: maskDocumentNumber(normalised),
    samePersonKey,
    hints: [...reading.value.hints, ...furtherHints(document, reading.value)],
  });
}

const readers: Readonly<Record<DocumentType, (normalised: string, context: ReadingContext) => ReadingResult>> = {
  RESIDENT_ID: readResidentId,
  TEMP_RESIDENT_ID: readResidentId,
  HOUSEHOLD_REGISTER: readResidentId,
  HKMO_RESIDENCE_PERMIT: (normalised, context) => readResidencePermit(normalised, 'HKMO_RESIDENCE_PERMIT', context),
  TW_RESIDENCE_PERMIT: (normalised, context) => readResidencePermit(normalised, 'TW_RESIDENCE_PERMIT', context),
  HKMO_TRAVEL_PERMIT: readHkmoTravelPermit,
  TW_TRAVEL_PERMIT: readTaiwanTravelPermit,
  FOREIGN_PR_CARD: readForeignPrCard,
  PASSPORT: readPassport,
  MILITARY_ID: readOtherDocument,
  POLICE_ID: readOtherDocument,
  OTHER: readOtherDocument,
};

function furtherHints(document: DocumentToCheck, reading: DocumentReading): readonly DocumentHint[] {
  const { type, expiresOn, todayOn } = document;
  const { birthOn, statedExpiresOn } = reading;
  const hints: DocumentHint[] = [];
  if (expiresOn !== undefined && statedExpiresOn !== undefined && expiresOn !== statedExpiresOn) hints.push('expiry-differs');
  if (birthOn === undefined) return hints;
  // The law's terms are those of the resident card alone.
  if (type === 'RESIDENT_ID' && expiresOn !== undefined && !isValidityUsual(birthOn, expiresOn, todayOn)) {
    hints.push('validity-unusual');
  }
  if (ageOn(birthOn, todayOn) < 14) hints.push('holder-below-14');
  return hints;
}
