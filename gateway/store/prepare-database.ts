// Makes a database ready to serve: schema, the gateway's own keys and, once, the training data.
import { createHmac } from 'node:crypto';
import { must } from '#shared/domain/base/invariant.ts';
import type { Clock, Random } from '../ports.ts';
import { seedTraining } from '../training/seed-training.ts';
import type { GatewayDb, SqlRunner } from './gateway-db.ts';
import { migrate } from './migrate.ts';

/** Made once per database and never changed: every directory row and activation code depends on it. */
export interface GatewayIdentity {
  /** Tells cursors of this database from those of another. */
  readonly feedId: string;
  /** 32 bytes in base64. */
  readonly directoryKey: string;
  /** Key under which activation codes are kept as hashes, base64. */
  readonly codeSecret: string;
}

export interface Preparation {
  readonly clock: Clock;
  readonly random: Random;
  readonly seed: 'training' | 'none';
}

/** Migrates, makes the keys at first, and seeds a database that was never seeded. Safe to repeat at every start. */
export async function prepareDatabase(db: GatewayDb, preparation: Preparation): Promise<GatewayIdentity> {
  await migrate(db);
  await db.query(
    `INSERT INTO gateway_identity (lock, feed_id, directory_key, code_secret) VALUES (1, $1, $2, $3) ON CONFLICT DO NOTHING`,
    [toBase64Url(preparation.random.bytes(9)), toBase64(preparation.random.bytes(32)), toBase64(preparation.random.bytes(32))],
  );
  const identity = await readIdentity(db);
  if (preparation.seed === 'training') await seedOnce(db, identity, preparation);
  return identity;
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

async function seedOnce(db: GatewayDb, identity: GatewayIdentity, { clock, random }: Preparation): Promise<void> {
  await db.transaction(async (tx) => {
    const [row] = await tx.query<{ seeded_with: string | null }>('SELECT seeded_with FROM gateway_identity WHERE lock = 1 FOR UPDATE');
    if (row?.seeded_with !== null) return;
    await seedTraining(tx, { identity, now: clock.now(), random });
    await tx.query(`UPDATE gateway_identity SET seeded_with = 'training' WHERE lock = 1`);
  });
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const toBase64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
