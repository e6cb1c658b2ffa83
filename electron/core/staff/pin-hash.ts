// PIN hashes: scrypt (RFC 7914), memory-hard and available in every Node this program runs on.
import { scrypt, timingSafeEqual } from 'node:crypto';
import { invariant } from '#shared/domain/base/invariant.ts';

/** Compares a PIN with `scrypt$N$r$p$salt$key` (salt and key in base64url). Takes about 80 ms off the main thread. */
export async function isPinRight(pin: string, pinHash: string): Promise<boolean> {
  const [scheme, cost, blockSize, parallel, salt, key] = pinHash.split('$');
  invariant(scheme === 'scrypt' && salt !== undefined && key !== undefined, 'pin hashes are checked when they arrive');
  const expected = Buffer.from(key, 'base64url');
  const options = { N: Number(cost), r: Number(blockSize), p: Number(parallel), maxmem: 256 * Number(cost) * Number(blockSize) };
  const actual = await new Promise<Buffer>((resolve, reject) => {
    scrypt(pin, Buffer.from(salt, 'base64url'), expected.length, options, (error, derived) => (error === null ? resolve(derived) : reject(error)));
  });
  return timingSafeEqual(actual, expected);
}
