// The device key as bytes: made here, shown to the gateway by its public half, never seen by anybody else.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { keyProofText, type ChangeKeyRequest } from '#shared/contract/gateway-api.ts';

/** Ed25519, PKCS#8 PEM. */
export function newDeviceKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** SPKI DER in base64, as the gateway keeps it. */
export function publicKeyOf(privateKey: string): string {
  return createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' }).toString('base64');
}

/** Tells keys apart without saying anything of the secret: SHA-256 of the public half, hex. */
export function keyPrintOf(privateKey: string): string {
  return createHash('sha256').update(publicKeyOf(privateKey), 'utf8').digest('hex');
}

/** What registers a new key: its public half, and its own signature under that and the terminal's name. */
export function keyChangeOf(privateKey: string, terminalId: string): ChangeKeyRequest {
  const publicKey = publicKeyOf(privateKey);
  return { publicKey, proof: sign(null, Buffer.from(keyProofText(terminalId, publicKey), 'utf8'), privateKey).toString('base64') };
}
