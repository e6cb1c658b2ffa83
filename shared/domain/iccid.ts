// ICCID: the number of a SIM card or an eSIM profile (ITU-T E.118), as issued in China.
import type { Brand } from './base/brand.ts';
import { err, ok, type Result } from './base/result.ts';
import { passesLuhn } from './luhn.ts';
import { cleanTypedCode } from './typed-code.ts';

/** 19 or 20 characters from 0–9 A–F, beginning with 8986. */
export type Iccid = Brand<string, 'Iccid'>;

const chineseIccid = /^8986[0-9A-F]{15,16}$/;

/**
 * Reads a typed or scanned ICCID. A wrong Luhn digit is only reported: Chinese numbers may carry letters or no check
 * digit at all. An F that merely fills up the twentieth place is dropped.
 */
export function parseIccid(raw: string): Result<{ iccid: Iccid; hasLuhnMismatch: boolean }, { code: 'iccid-invalid' }> {
  const typed = cleanTypedCode(raw).replace(/^ICCID:?/, '');
  if (!chineseIccid.test(typed)) return err({ code: 'iccid-invalid' });
  const hasFiller = typed.length === 20 && typed.endsWith('F') && passesLuhn(typed.slice(0, 19));
  const iccid = hasFiller ? typed.slice(0, 19) : typed;
  // The pattern above is the brand's definition.
  return ok({ iccid: iccid as Iccid, hasLuhnMismatch: !passesLuhn(iccid) });
}

/** The only part of an ICCID that is shown, printed or stored. */
export function iccidLast4(iccid: Iccid): string {
  return iccid.slice(-4);
}
