// What the check of one family of documents finds out, or why it refuses.
import type { Result } from '../base/result.ts';
import type { BusinessDate } from '../business-date.ts';
import type { DocumentType } from './document-type.ts';

/** Worth a look by the clerk, but no reason to refuse. */
export type DocumentHint =
  /** The document states another end of validity than was typed; the document's own is used. */
  | 'expiry-differs'
  /** The end of validity does not fit the holder's age when the document was issued. */
  | 'validity-unusual'
  | 'holder-below-14'
  | 'country-unlisted'
  | 'birth-date-incomplete'
  /** Numbers of this type have no check that a till can do. */
  | 'number-unchecked';

export type Sex = 'M' | 'F';

export interface DocumentReading {
  readonly normalised: string;
  readonly birthOn?: BusinessDate;
  readonly sex?: Sex;
  /** End of validity as the document itself states it in a machine-readable way. */
  readonly statedExpiresOn?: BusinessDate;
  /** What is digested to tell whether two documents belong to one person. */
  readonly samePersonKey: string;
  readonly hints: readonly DocumentHint[];
}

/** Why a number cannot be that of a document of the stated type. */
export type NumberProblem =
  | { readonly code: 'document-length' }
  | { readonly code: 'document-format' }
  | { readonly code: 'document-check-digit' }
  | { readonly code: 'document-15-digit' }
  /** Province, or for foreigners the country, that the number claims does not exist. */
  | { readonly code: 'document-region-unknown' }
  | { readonly code: 'document-date-invalid' }
  | { readonly code: 'document-birth-future' }
  | { readonly code: 'document-training-only' }
  | { readonly code: 'document-other-type'; readonly actualType: DocumentType };

export type DocumentProblem = NumberProblem | { readonly code: 'document-expired'; readonly expiredOn: BusinessDate };

export type ReadingResult = Result<DocumentReading, NumberProblem>;

export interface ReadingContext {
  readonly todayOn: BusinessDate;
  /** Reserved test regions and countries are believed in training mode only. */
  readonly allowTrainingRegion: boolean;
}
