// A whole directory from a gateway over PostgreSQL into one till that sells meanwhile, each in a process of its own.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { openPostgresDb } from '#gateway/store/postgres-db.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { findSubscriber, saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { trainingTimeZone } from '#gateway/training/store-and-plans.ts';
import { trainingSubscribers } from '#gateway/training/training-subscribers.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { dateInZone } from '#shared/domain/business-date.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { startBenchPostgres } from './bench-postgres.ts';
import { ended, firstLine } from './child-line.ts';
import type { FeedTillOrders, FeedTillReport } from './feed-till.ts';
import { round } from './statistics.ts';

const AT_ONCE = 5000;
const SALES_AFTER = 100;
const random = { bytes: (count: number) => randomBytes(count) };
const clock = { now: () => new Date().toISOString() };

export interface FeedResults extends FeedTillReport {
  readonly rows: number;
  readonly minutes: number;
  readonly rowsPerSecond: number;
  readonly fileMb: number;
}

/** One result for each size of the directory, the smallest first, so that memory can be compared. */
export async function benchFeed(sizes: readonly number[]): Promise<FeedResults[]> {
  const server = await startBenchPostgres();
  try {
    const results: FeedResults[] = [];
    for (const rows of sizes) {
      const address = await server.newDatabase();
      await fill(address, rows);
      console.log(`feed: ${rows.toLocaleString('en')} rows are published …`);
      results.push(await deliver(address, rows));
    }
    return results;
  } finally {
    await server.stop();
  }
}

/** Copies of one training card under references of their own, published as the carrier would. */
async function fill(address: string, rows: number): Promise<void> {
  const db: GatewayDb = openPostgresDb(address);
  try {
    await prepareDatabase(db, { clock, random, seed: 'training' });
    const pattern = must(await findSubscriber(db, 'ref', 'sub-000001'), 'a training card');
    for (let from = 0; from < rows; from += AT_ONCE) {
      const cards = Array.from({ length: Math.min(AT_ONCE, rows - from) }, (_none, index) => copyOf(pattern, from + index));
      await db.transaction(async (tx) => {
        await lockPublishing(tx);
        await saveSubscribers(tx, cards);
      });
    }
    await db.query('ANALYZE changes');
  } finally {
    await db.close();
  }
}

function copyOf(pattern: SubscriberRecord, index: number): SubscriberRecord {
  // Digests look like noise to every index they stand in, and so must these.
  const digest = (): SubscriberRecord['msisdnDigest'] => randomBytes(16).toString('hex') as SubscriberRecord['msisdnDigest'];
  return { ...pattern, ref: `bench-${index}` as SubscriberRecord['ref'], msisdnDigest: digest(), iccidDigest: digest() };
}

async function deliver(address: string, rows: number): Promise<FeedResults> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heyon-bench-feed-'));
  const gateway = spawn(process.execPath, ['gateway/main.ts', '--database', address, '--seed', 'training', '--parent-watch'], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const gatewayUrl = (await firstLine(gateway)).split(' ').at(-1) ?? '';
    const orders: FeedTillOrders = { dataDir, gatewayUrl, document: documentOfPattern(), salesAfter: SALES_AFTER };
    const till = spawn(process.execPath, ['--expose-gc', 'scripts/bench/feed-till.ts', JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
    // Its own program wrote it, in the shape it exports.
    const report = JSON.parse(await firstLine(till)) as FeedTillReport;
    await ended(till);
    return {
      rows, minutes: round(report.deliveredAfterMs / 60_000), rowsPerSecond: Math.round((rows * 1000) / report.deliveredAfterMs),
      fileMb: Math.round(statSync(path.join(dataDir, 'pos.db')).size / 1_048_576), ...report,
    };
  } finally {
    gateway.stdin?.end();
    await ended(gateway);
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What the owner of the card that all others are copies of would show. */
function documentOfPattern(): FeedTillOrders['document'] {
  const { document } = must(trainingSubscribers(dateInZone(clock.now(), trainingTimeZone))[0], 'the training directory has people');
  const { type, number } = must(document, 'the first of them has a document');
  return { documentType: type, number };
}
