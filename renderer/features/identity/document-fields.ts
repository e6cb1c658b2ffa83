// What is entered about a document before it is checked.
import { isCalendarText } from './is-calendar-text.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';

export interface DocumentFields {
  readonly documentType: DocumentType;
  readonly number: string;
  readonly expiresText: string;
}

/** Nothing entered but the kind. */
export function emptyDocumentFields(documentType: DocumentType): DocumentFields {
  return { documentType, number: '', expiresText: '' };
}

/** The end date as entered: YYYY-MM-DD, YYYYMMDD or with dots or slashes; empty or 长期 mean that none is compared. */
export function expiryOf({ expiresText }: DocumentFields): { readonly expiresOn: BusinessDate | 'LONG_TERM' | null; readonly isWrong: boolean } {
  const text = expiresText.normalize('NFKC').trim();
  if (text === '') return { expiresOn: null, isWrong: false };
  if (/^(?:长期|long-?term)$/i.test(text)) return { expiresOn: 'LONG_TERM', isWrong: false };
  const [, year = '', month = '', day = ''] = /^(\d{4})[-./]?(\d{2})[-./]?(\d{2})$/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  return isCalendarText(date) ? { expiresOn: date, isWrong: false } : { expiresOn: null, isWrong: true };
}
