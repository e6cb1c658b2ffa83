// Enrolment: an activation code and a public key become a terminal, once.
import { createHmac } from 'node:crypto';
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { GENESIS_HASH } from '#shared/domain/journal-chain.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';
import { configRecordSchema, storeRecordSchema } from '#shared/contract/records.ts';
import type { EnrolReply } from '#shared/contract/gateway-api.ts';
import type { GatewayDb, SqlRunner } from '../store/gateway-db.ts';
import type { GatewayIdentity } from '../store/gateway-identity.ts';
import { hashesOfTyped } from './activation-code.ts';
import { lockActivationCode, noteTry, readTries, useActivationCode } from './activation-code-repository.ts';
import { isEd25519Key } from './ed25519-key.ts';
import { findStoreRecord, findTerminal, insertTerminal } from './terminal-repository.ts';

export interface EnrolRequest {
  readonly storeCode: string;
  readonly activationCode: string;
  readonly publicKey: string;
}

type Refusal =
  | { readonly code: 'activation-refused' | 'activation-used' | 'activation-expired' | 'request-invalid' }
  | { readonly code: 'activation-paused'; readonly retryAfterSeconds: number };

/** So many codes that do not exist may be tried for a store within this time; further tries are not looked at. */
export const MOST_WRONG_CODES = 20;
const TRIES_COUNT_FOR_MS = 10 * 60_000;

/**
 * Gives the terminal its name and what it needs to begin. The same code with the same key answers as the first time: the
 * first answer may have been lost. That a code is used up or too old is told, since only who has the code can ask; a code
 * that does not exist and one of another store are refused alike.
 */
export async function enrolTerminal(
  db: GatewayDb, identity: GatewayIdentity, request: EnrolRequest, now: string,
): Promise<Result<EnrolReply, Refusal>> {
  if (!isEd25519Key(request.publicKey)) return err({ code: 'request-invalid' });
  const { storeCode: storeId, activationCode, publicKey } = request;
  return db.transaction(async (tx): Promise<Result<EnrolReply, Refusal>> => {
    const since = new Date(Date.parse(now) - TRIES_COUNT_FOR_MS).toISOString();
    const paused = pauseOf(await readTries(tx, storeId, since), now);
    if (paused !== null) return err(paused);
    const code = await lockActivationCode(tx, storeId, hashesOfTyped(identity.codeSecret, storeId, activationCode));
    if (code === null) {
      await noteTry(tx, storeId, now, since);
      return err({ code: 'activation-refused' });
    }
    const { usedBy } = code;
    if (usedBy !== null) return replyAgain(tx, usedBy, publicKey, async () => replyFor(tx, identity, usedBy, storeId, now));
    if (code.expiresAt !== null && code.expiresAt <= now) return err({ code: 'activation-expired' });
    const terminalId = await insertTerminal(tx, { storeId, publicKey, enrolledAt: now, headHash: GENESIS_HASH });
    await useActivationCode(tx, { storeId, codeHash: code.codeHash, terminalId, usedAt: now });
    return ok(await replyFor(tx, identity, terminalId, storeId, now));
  });
}

/** `tries` are instants, oldest first. The pause ends when enough of them are forgotten; right codes wait as well, or it would be none. */
function pauseOf(tries: readonly string[], now: string): Extract<Refusal, { code: 'activation-paused' }> | null {
  const last = tries.at(-MOST_WRONG_CODES);
  if (last === undefined) return null;
  return { code: 'activation-paused', retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(last) + TRIES_COUNT_FOR_MS - Date.parse(now)) / 1000)) };
}

async function replyAgain(
  tx: SqlRunner, terminalId: string, publicKey: string, reply: () => Promise<EnrolReply>,
): Promise<Result<EnrolReply, Refusal>> {
  const terminal = await findTerminal(tx, terminalId);
  const isSame = terminal?.status === 'active' && terminal.publicKey === publicKey;
  return isSame ? ok(await reply()) : err({ code: 'activation-used' });
}

async function replyFor(tx: SqlRunner, identity: GatewayIdentity, terminalId: string, storeId: string, now: string): Promise<EnrolReply> {
  const store = must(await findStoreRecord(tx, 'store', storeId, storeId), 'a store with an activation code has a record');
  const config = must(await findStoreRecord(tx, 'config', storeId, storeId), 'a store with an activation code has a configuration');
  return {
    terminalId: terminalIdSchema.parse(terminalId),
    store: storeRecordSchema.parse(JSON.parse(store)),
    config: configRecordSchema.parse(JSON.parse(config)),
    directoryKey: identity.directoryKey,
    approvalKey: approvalKeyOf(identity.codeSecret, storeId),
    serverTime: now,
  };
}

/** One key for the terminals of a store, never stored: it follows from the gateway's own secret. */
function approvalKeyOf(codeSecret: string, storeId: string): string {
  return createHmac('sha256', Buffer.from(codeSecret, 'base64')).update(`approval:${storeId}`, 'utf8').digest('base64');
}
