// Enrolment: an activation code and a public key become a terminal, once.
import { createHmac, createPublicKey } from 'node:crypto';
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { GENESIS_HASH } from '#shared/domain/journal-chain.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';
import { configRecordSchema, storeRecordSchema } from '#shared/contract/records.ts';
import type { EnrolReply } from '#shared/contract/gateway-api.ts';
import type { GatewayDb, SqlRunner } from '../store/gateway-db.ts';
import { hashActivationCode, type GatewayIdentity } from '../store/gateway-identity.ts';
import {
  findStoreRecord, findTerminal, insertTerminal, lockActivationCode, useActivationCode,
} from './terminal-repository.ts';

export interface EnrolRequest {
  readonly storeCode: string;
  readonly activationCode: string;
  readonly publicKey: string;
}

type Refusal = { readonly code: 'activation-refused' } | { readonly code: 'request-invalid' };

/**
 * Gives the terminal its name and what it needs to begin. The same code with the same key answers as the first time: the
 * first answer may have been lost. Any other use of a used code, and any wrong code, is `activation-refused` alike.
 */
export async function enrolTerminal(
  db: GatewayDb, identity: GatewayIdentity, request: EnrolRequest, now: string,
): Promise<Result<EnrolReply, Refusal>> {
  if (!isEd25519Key(request.publicKey)) return err({ code: 'request-invalid' });
  const { storeCode: storeId, activationCode, publicKey } = request;
  const codeHash = hashActivationCode(identity.codeSecret, storeId, activationCode);
  return db.transaction(async (tx): Promise<Result<EnrolReply, Refusal>> => {
    const usedBy = await lockActivationCode(tx, storeId, codeHash);
    if (usedBy === undefined) return err({ code: 'activation-refused' });
    if (usedBy !== null) return replyAgain(tx, usedBy, publicKey, async () => replyFor(tx, identity, usedBy, storeId, now));
    const terminalId = await insertTerminal(tx, { storeId, publicKey, enrolledAt: now, headHash: GENESIS_HASH });
    await useActivationCode(tx, { storeId, codeHash, terminalId, usedAt: now });
    return ok(await replyFor(tx, identity, terminalId, storeId, now));
  });
}

async function replyAgain(
  tx: SqlRunner, terminalId: string, publicKey: string, reply: () => Promise<EnrolReply>,
): Promise<Result<EnrolReply, Refusal>> {
  const terminal = await findTerminal(tx, terminalId);
  const isSame = terminal?.status === 'active' && terminal.publicKey === publicKey;
  return isSame ? ok(await reply()) : err({ code: 'activation-refused' });
}

async function replyFor(tx: SqlRunner, identity: GatewayIdentity, terminalId: string, storeId: string, now: string): Promise<EnrolReply> {
  const store = must(await findStoreRecord(tx, 'store', storeId), 'a store with an activation code has a record');
  const config = must(await findStoreRecord(tx, 'config', storeId), 'a store with an activation code has a configuration');
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

function isEd25519Key(publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}
