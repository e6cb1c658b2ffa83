// The end date of a document as clerks write it.
import { describe, expect, it } from 'vitest';
import { emptyDocumentFields, expiryOf } from '#renderer/features/identity/document-fields.ts';

const read = (expiresText: string): ReturnType<typeof expiryOf> => expiryOf({ ...emptyDocumentFields('RESIDENT_ID'), expiresText });

describe('identity/document-fields', () => {
  it.each(['2030-12-31', '20301231', '2030.12.31', '2030/12/31', ' ２０３０－１２－３１ '])('reads %j as a date', (text) => {
    expect(read(text)).toEqual({ expiresOn: '2030-12-31', isWrong: false });
  });

  it.each(['长期', 'long-term', 'LONGTERM'])('reads %j as long-term', (text) => {
    expect(read(text)).toEqual({ expiresOn: 'LONG_TERM', isWrong: false });
  });

  it('compares no date when none is given', () => {
    expect(read('  ')).toEqual({ expiresOn: null, isWrong: false });
  });

  it.each(['2030-02-30', '2030-13-01', '2030', 'soon', '0000-00-00'])('refuses %j', (text) => {
    expect(read(text)).toEqual({ expiresOn: null, isWrong: true });
  });
});
