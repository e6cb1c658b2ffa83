// Residence permits of people from Hong Kong, Macau (regions 810000, 820000) and Taiwan (830000).
import { ok } from '../base/result.ts';
import type { ReadingContext, ReadingResult } from './document-reading.ts';
import { readEighteenCharacters } from './eighteen-characters.ts';

/** Checks the number of a residence permit; built like a citizen number with a region of its own. */
export function readResidencePermit(
  normalised: string,
  family: 'HKMO_RESIDENCE_PERMIT' | 'TW_RESIDENCE_PERMIT',
  context: ReadingContext,
): ReadingResult {
  const parts = readEighteenCharacters(normalised, family, context);
  return parts.ok ? ok({ normalised, ...parts.value, samePersonKey: normalised, hints: [] }) : parts;
}
