// Mobile numbers of mainland China: 11 digits, kept without a country code.
import type { Brand } from './base/brand.ts';
import { err, ok, type Result } from './base/result.ts';
import { cleanTypedCode } from './typed-code.ts';

/** Eleven digits, first 1, second 3–9. */
export type Msisdn = Brand<string, 'Msisdn'>;

export type MsisdnProblem = { readonly code: 'msisdn-invalid' } | { readonly code: 'msisdn-data-card' };

const countryCode = /^(?:\+|00)?86/;
const mobile = /^1[3-9]\d{9}$/;
// Thirteen digits from 10 or 14: numbers of data and machine cards, which no store can renew.
const dataCard = /^1[04]\d{11}$/;
const resellerPrefix = /^1(?:62|65|67|70|71)/;

/**
 * Reads a typed or scanned number, with or without the country code 86.
 * `hasResellerPrefix` is a hint only: numbers have been portable between operators since December 2019.
 */
export function parseMsisdn(raw: string): Result<{ msisdn: Msisdn; hasResellerPrefix: boolean }, MsisdnProblem> {
  const digits = cleanTypedCode(raw).replace(countryCode, '');
  if (dataCard.test(digits)) return err({ code: 'msisdn-data-card' });
  if (!mobile.test(digits)) return err({ code: 'msisdn-invalid' });
  // The pattern above is the brand's definition.
  return ok({ msisdn: digits as Msisdn, hasResellerPrefix: resellerPrefix.test(digits) });
}

/** What screens and slips show: the middle four digits are hidden. */
export function maskMsisdn(msisdn: Msisdn): string {
  return `${msisdn.slice(0, 3)}****${msisdn.slice(7)}`;
}
