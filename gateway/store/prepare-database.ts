// Makes a database ready to serve: schema, the gateway's own keys and, once, the training data.
import type { Clock, Random } from '../ports.ts';
import { seedTraining } from '../training/seed-training.ts';
import type { GatewayDb } from './gateway-db.ts';
import { readIdentity, type GatewayIdentity } from './gateway-identity.ts';
import { migrate } from './migrate.ts';

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
