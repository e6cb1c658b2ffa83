// The one form in which document numbers are checked, compared and digested.
import { cleanTypedCode } from '../typed-code.ts';

/** Full-width characters folded, spaces and hyphens removed, a–z in capitals. Doing it twice changes nothing. */
export function normaliseDocumentNumber(raw: string): string {
  return cleanTypedCode(raw);
}
