// EID: the number of an eSIM chip (GSMA SGP.02/SGP.29), 32 digits with two check digits at the end.
import type { Brand } from './base/brand.ts';
import { err, ok, type Result } from './base/result.ts';
import { cleanTypedCode } from './typed-code.ts';

/** 32 digits whose remainder by 97 is 1. */
export type Eid = Brand<string, 'Eid'>;

/** Reads a typed or scanned EID; the check is ISO 7064 MOD 97-10. */
export function parseEid(raw: string): Result<Eid, { code: 'eid-invalid' }> {
  const digits = cleanTypedCode(raw).replace(/^EID:?/, '');
  if (!/^\d{32}$/.test(digits) || remainderBy97(digits) !== 1) return err({ code: 'eid-invalid' });
  // Both conditions of the brand were just checked.
  return ok(digits as Eid);
}

/** The only part of an EID that is shown, printed or stored. */
export function eidLast4(eid: Eid): string {
  return eid.slice(-4);
}

// Digit by digit: 32 digits do not fit into a number.
function remainderBy97(digits: string): number {
  return [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
}
