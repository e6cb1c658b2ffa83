// Keyed digests of numbers: what stands in the directory instead of phone, card and document numbers.
import { createHmac } from 'node:crypto';

/** HMAC-SHA-256 under the directory key (base64) of a text of `digestInput`; first 16 bytes in hex. */
export function keyedDigest(directoryKey: string, input: string): string {
  return createHmac('sha256', Buffer.from(directoryKey, 'base64')).update(input, 'utf8').digest('hex').slice(0, 32);
}
