// The gateway's own keys, made when its database is prepared.
import { createHmac } from 'node:crypto';
import { must } from '#shared/domain/base/invariant.ts';
import type { SqlRunner } from './gateway-db.ts';

/** Made once per database and never changed: every directory row and activation code depends on it. */
export interface GatewayIdentity {
  /** Tells cursors of this database from those of another. */
  readonly feedId: string;
  /** 32 bytes in base64. */
  readonly directoryKey: string;
  /** Key under which activation codes are kept as hashes, base64. */
  readonly codeSecret: string;
}

/** What `prepareDatabase` made. */
export async function readIdentity(db: SqlRunner): Promise<GatewayIdentity> {
  const [row] = await db.query<{ feed_id: string; directory_key: string; code_secret: string }>(
    'SELECT feed_id, directory_key, code_secret FROM gateway_identity WHERE lock = 1',
  );
  const { feed_id: feedId, directory_key: directoryKey, code_secret: codeSecret } = must(row, 'a prepared database has its keys');
  return { feedId, directoryKey, codeSecret };
}

/** Activation codes are kept only so. */
export function hashActivationCode(codeSecret: string, storeId: string, code: string): string {
  return createHmac('sha256', Buffer.from(codeSecret, 'base64')).update(`${storeId}:${code}`, 'utf8').digest('hex');
}
