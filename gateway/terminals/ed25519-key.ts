// Whether a text is a public key as terminals make them.
import { createPublicKey } from 'node:crypto';

/** SPKI DER in base64, Ed25519. */
export function isEd25519Key(publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
