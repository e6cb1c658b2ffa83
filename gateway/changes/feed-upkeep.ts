// Keeps the feed short and its history honest: epochs, and deletions that everybody should have heard of.
import type { Clock, Logger, Timers } from '../ports.ts';
import type { GatewayDb, SqlRunner } from '../store/gateway-db.ts';
import { lockPublishing } from './publish-change.ts';

/** A terminal that asks less often than this is given everything anew. */
export const DELETIONS_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const AT_ONCE = 1000;

/**
 * What is published from now on belongs to a new epoch. Numbers that a lost past had given above the present end are then
 * told from those that the new one will give.
 */
export async function beginEpoch(db: GatewayDb, name: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPublishing(tx);
    await tx.query(
      `INSERT INTO feed_epochs (after_seq, epoch) SELECT coalesce(max(seq), 0), $1 FROM changes
        ON CONFLICT (after_seq) DO UPDATE SET epoch = excluded.epoch`,
      [name],
    );
  });
}

/**
 * Notes where the feed ends now, and drops deletions that were published before the newest note older than the time to
 * keep. Answers how many went. The feed's last row stays: its number is the feed's end.
 */
export async function forgetDeletions(db: GatewayDb, now: string, keptDays = DELETIONS_KEPT_DAYS): Promise<number> {
  const horizon = new Date(Date.parse(now) - keptDays * DAY_MS).toISOString();
  await db.query('INSERT INTO feed_marks (noted_at, seq) SELECT $1, coalesce(max(seq), 0) FROM changes ON CONFLICT DO NOTHING', [now]);
  const [mark] = await db.query<{ seq: string }>('SELECT seq::text AS seq FROM feed_marks WHERE noted_at <= $1 ORDER BY noted_at DESC LIMIT 1', [horizon]);
  if (mark === undefined) return 0;
  await db.query(
    'DELETE FROM feed_marks WHERE noted_at < (SELECT max(noted_at) FROM feed_marks WHERE noted_at <= $1)', [horizon],
  );
  let gone = 0;
  for (;;) {
    const count = await db.transaction(async (tx) => forgetSome(tx, mark.seq));
    gone += count;
    if (count < AT_ONCE) return gone;
  }
}

async function forgetSome(tx: SqlRunner, through: string): Promise<number> {
  const rows = await tx.query<{ seq: string }>(
    `DELETE FROM changes WHERE data IS NULL AND seq IN (
      SELECT seq FROM changes WHERE data IS NULL AND seq <= $1::bigint AND seq < (SELECT max(seq) FROM changes) ORDER BY seq LIMIT $2
    ) RETURNING seq::text AS seq`,
    [through, AT_ONCE],
  );
  if (rows.length === 0) return 0;
  const furthest = rows.reduce((most, row) => (BigInt(row.seq) > most ? BigInt(row.seq) : most), 0n);
  await tx.query('UPDATE feed_forgotten SET through_seq = greatest(through_seq, $1::bigint)', [String(furthest)]);
  return rows.length;
}

export interface FeedUpkeep {
  /** Waits for the round that is under way and begins no other. */
  stop(): Promise<void>;
}

/** A round every hour. Several gateways may run one each over a database. */
export function startFeedUpkeep(ports: { readonly db: GatewayDb; readonly clock: Clock; readonly logger: Logger }, timers: Timers): FeedUpkeep {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;
  const plan = (): void => {
    cancel = timers.after(HOUR_MS, () => {
      running = round(ports).then(() => {
        if (!isStopped) plan();
      });
    });
  };
  plan();
  return {
    stop: async () => {
      isStopped = true;
      cancel();
      await running;
    },
  };
}

/** A database that is away is met again by the next round. */
async function round({ db, clock, logger }: Parameters<typeof startFeedUpkeep>[0]): Promise<void> {
  try {
    const gone = await forgetDeletions(db, clock.now());
    if (gone > 0) logger.info('feed.deletions-forgotten', { gone });
  } catch (cause) {
    logger.warn('feed.upkeep-failed', { reason: cause instanceof Error ? cause.name : 'error' });
  }
}
