// Documents whose numbers follow no published rule: military, police, and whatever else a store accepts.
import { err, ok } from '../base/result.ts';
import type { ReadingResult } from './document-reading.ts';

/** Only the shape is checked: 4 to 30 letters, digits and Chinese characters, among them a digit. */
export function readOtherDocument(normalised: string): ReadingResult {
  const { length } = [...normalised];
  if (length < 4 || length > 30) return err({ code: 'document-length' });
  if (!/^(?=.*\d)[A-Z0-9\p{Script=Han}]+$/u.test(normalised)) return err({ code: 'document-format' });
  return ok({ normalised, samePersonKey: normalised, hints: ['number-unchecked'] });
}
