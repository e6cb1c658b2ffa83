// Decides whether what came into the look-up field is a phone number or a card number.
import { err, ok, type Result } from './base/result.ts';
import { parseIccid, type Iccid } from './iccid.ts';
import { parseMsisdn, type Msisdn, type MsisdnProblem } from './msisdn.ts';
import { cleanTypedCode } from './typed-code.ts';

export type LookupKey =
  | { readonly kind: 'msisdn'; readonly msisdn: Msisdn }
  | { readonly kind: 'iccid'; readonly iccid: Iccid; readonly hasLuhnMismatch: boolean };

export type LookupProblem = { readonly code: 'lookup-unreadable' } | { readonly code: 'iccid-invalid' } | MsisdnProblem;

// Telecom cards of every country begin with 89 and no Chinese phone number does, so two digits settle the kind.
const cardLike = /^(?:ICCID:?.*|89[0-9A-F]*)$/;
const phoneLike = /^\+?\d{1,15}$/;

/** Reads a typed or scanned look-up text as a phone number or an ICCID. */
export function parseLookupKey(raw: string): Result<LookupKey, LookupProblem> {
  const text = cleanTypedCode(raw);
  if (cardLike.test(text)) {
    const card = parseIccid(text);
    return card.ok ? ok({ kind: 'iccid', ...card.value }) : card;
  }
  if (!phoneLike.test(text)) return err({ code: 'lookup-unreadable' });
  const phone = parseMsisdn(text);
  return phone.ok ? ok({ kind: 'msisdn', msisdn: phone.value.msisdn }) : phone;
}
