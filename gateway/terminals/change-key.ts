// A terminal's new key: registered by a request under its present one, which stays good for a short while.
import { verify } from 'node:crypto';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { keyProofText, type ChangeKeyReply } from '#shared/contract/gateway-api.ts';
import type { GatewayDb } from '../store/gateway-db.ts';
import { isEd25519Key, readPublicKey } from './ed25519-key.ts';
import { lockTerminal, saveKey } from './terminal-repository.ts';

/** So long the key before is believed too: requests on their way, and programs that read the key a moment ago. */
export const KEY_OVERLAP_SECONDS = 3600;

export interface KeyChange {
  readonly terminalId: string;
  readonly publicKey: string;
  /** The new key's signature over `keyProofText`, base64: nobody registers a key that somebody else has. */
  readonly proof: string;
  /** The request was signed by the key before the present one. */
  readonly isByPreviousKey: boolean;
  readonly now: string;
}

type Refusal = { readonly code: 'request-invalid' | 'signature-invalid'; readonly detail: string };

/**
 * The same new key again is answered as before, whichever key signed: the first answer may have been lost. The key before
 * the present one is believed for a while, but registers nothing: who stole it must not take the terminal over.
 */
export async function changeKey(db: GatewayDb, change: KeyChange): Promise<Result<ChangeKeyReply, Refusal>> {
  const { terminalId, publicKey, proof, isByPreviousKey, now } = change;
  if (!isEd25519Key(publicKey) || !isProofRight(terminalId, publicKey, proof)) return err({ code: 'request-invalid', detail: 'The new key does not prove itself.' });
  return db.transaction(async (tx): Promise<Result<ChangeKeyReply, Refusal>> => {
    const terminal = await lockTerminal(tx, terminalId);
    if (terminal === null) return err({ code: 'request-invalid', detail: 'The terminal is gone.' });
    if (terminal.publicKey === publicKey) return ok({ keySince: terminal.keySince ?? now, serverTime: now });
    if (isByPreviousKey) return err({ code: 'signature-invalid', detail: 'The key before the present one registers nothing.' });
    const previousUntil = new Date(Date.parse(now) + KEY_OVERLAP_SECONDS * 1000).toISOString();
    await saveKey(tx, terminalId, { publicKey, keySince: now, previousPublicKey: terminal.publicKey, previousUntil });
    return ok({ keySince: now, serverTime: now });
  });
}

function isProofRight(terminalId: string, publicKey: string, proof: string): boolean {
  return verify(null, Buffer.from(keyProofText(terminalId, publicKey), 'utf8'), readPublicKey(publicKey), Buffer.from(proof, 'base64'));
}
