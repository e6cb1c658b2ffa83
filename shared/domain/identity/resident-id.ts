// Resident identity card, temporary card and household register: all carry the citizen number of GB 11643-1999.
import { err, ok } from '../base/result.ts';
import type { ReadingContext, ReadingResult } from './document-reading.ts';
import { readEighteenCharacters } from './eighteen-characters.ts';

/** Checks a citizen number. The 15-digit numbers used until 2013 are refused with a problem of their own. */
export function readResidentId(normalised: string, context: ReadingContext): ReadingResult {
  if (/^\d{15}$/.test(normalised)) return err({ code: 'document-15-digit' });
  const parts = readEighteenCharacters(normalised, 'RESIDENT_ID', context);
  return parts.ok ? ok({ normalised, ...parts.value, samePersonKey: normalised, hints: [] }) : parts;
}
