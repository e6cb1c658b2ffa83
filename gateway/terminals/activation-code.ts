// Activation codes: how they are made, how they are read when a person types them, and how they are kept.
import { hashActivationCode } from '../store/gateway-identity.ts';

/** Without letters and digits that look alike (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SYMBOLS = 16;

/** How long a new code is good for, unless told otherwise. */
export const DEFAULT_VALID_HOURS = 7 * 24;

/**
 * 16 symbols, 80 bits: nobody guesses one, and nobody works one out of its hash, so a fast keyed hash is enough to keep it
 * by. `bytes` are at least 16 random ones.
 */
export function makeActivationCode(bytes: Uint8Array): string {
  return grouped(Array.from(bytes.subarray(0, SYMBOLS), (byte) => ALPHABET[byte % ALPHABET.length] ?? '').join(''));
}

/**
 * The hashes under which a typed code may be kept: as it was typed, and, where it looks like one of ours, as we write it.
 * Case, spaces, hyphens, O for 0 and I or L for 1 are no mistakes there.
 */
export function hashesOfTyped(codeSecret: string, storeId: string, typed: string): string[] {
  const symbols = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const isOurs = symbols.length === SYMBOLS && [...symbols].every((symbol) => ALPHABET.includes(symbol));
  const forms = new Set([typed, ...(isOurs ? [grouped(symbols)] : [])]);
  return [...forms].map((form) => hashActivationCode(codeSecret, storeId, form));
}

function grouped(symbols: string): string {
  return (symbols.match(/.{4}/g) ?? []).join('-');
}
