// Keyed digests under which directory rows are found, so that a stolen file tells no number.
import { createHmac } from 'node:crypto';
import { digestInput } from '#shared/contract/gateway-api.ts';
import type { LookupKey } from '#shared/domain/lookup-key.ts';
import type { SearchKey } from '../ports.ts';

/** HMAC-SHA-256 of a text of `digestInput`, first 16 bytes in hex. */
export function digest(directoryKey: Buffer, input: string): string {
  return createHmac('sha256', directoryKey).update(input, 'utf8').digest('hex').slice(0, 32);
}

/** The one key of a gateway search for what the clerk typed. */
export function searchKeyOf(directoryKey: Buffer, key: LookupKey): Extract<SearchKey, { msisdnDigest: string } | { iccidDigest: string }> {
  return key.kind === 'msisdn'
    ? { msisdnDigest: digest(directoryKey, digestInput.msisdn(key.msisdn)) }
    : { iccidDigest: digest(directoryKey, digestInput.iccid(key.iccid)) };
}
