// The public keys of terminals, as they travel and are kept.
import { createPublicKey, type KeyObject } from 'node:crypto';

/** From SPKI DER in base64; throws for what is no key. */
export function readPublicKey(publicKey: string): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
}

/** Whether a text is a public key as terminals make them: SPKI DER in base64, Ed25519. */
export function isEd25519Key(publicKey: string): boolean {
  try {
    return readPublicKey(publicKey).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
