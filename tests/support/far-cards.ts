// Cards that nobody sells to, by the hundred: what makes a directory long.
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { findSubscriber, removeSubscriber, saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';

/** Publishes copies of the first training card under `far-N` and digests of their own; those that are there are changed. */
export async function addCards(db: GatewayDb, from: number, count: number, change: Partial<SubscriberRecord> = {}): Promise<void> {
  const pattern = must(await findSubscriber(db, 'ref', 'sub-000001'), 'a training card');
  const made = Array.from({ length: count }, (_none, index): SubscriberRecord => {
    const digest = (from + index).toString(16).padStart(32, '0');
    // Ids of a test's database are the carrier's own.
    return { ...pattern, ...change, ref: `far-${from + index}` as SubscriberRecord['ref'], msisdnDigest: digest as never, iccidDigest: digest as never };
  });
  for (let at = 0; at < made.length; at += 1000) {
    await db.transaction(async (tx) => {
      await lockPublishing(tx);
      await saveSubscribers(tx, made.slice(at, at + 1000));
    });
  }
}

export async function removeCards(db: GatewayDb, ...refs: readonly string[]): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPublishing(tx);
    for (const ref of refs) await removeSubscriber(tx, ref);
  });
}
