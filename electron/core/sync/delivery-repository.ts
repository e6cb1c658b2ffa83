// How far the carrier's feed has come when it is delivered from its beginning. Rows remember the number of their delivery.
import { z } from 'zod';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface Delivery {
  /** The carrier's name for the one under way; null: none is. */
  readonly snapshot: string | null;
  readonly received: number;
  /** Records the carrier had when it began; 0 where it does not say. */
  readonly total: number;
  /** Store, configuration, people and plans were received once: the terminal can sell. */
  readonly hasEssentials: boolean;
  /** The last one is complete; what it did not bring is still to be removed. */
  readonly isSweeping: boolean;
}

const deliveryRow = z.object({
  snapshot: z.string().nullable(), received: z.int(), total: z.int(), has_essentials: z.int(), is_sweeping: z.int(),
});

export function readDelivery(db: ReadDb): Delivery {
  const row = db.one('SELECT snapshot, received, total, has_essentials, is_sweeping FROM feed_delivery', [], deliveryRow);
  if (row === null) throw new Error('feed_delivery always holds one row');
  return {
    snapshot: row.snapshot, received: row.received, total: row.total, hasEssentials: row.has_essentials === 1, isSweeping: row.is_sweeping === 1,
  };
}

/** Rows saved from here on belong to a new delivery. Going on with the one under way changes nothing. */
export function beginDelivery(db: WriteDb, snapshot: string, total: number): void {
  db.run(
    `UPDATE feed_delivery SET number = number + 1, snapshot = ?, total = ?, received = 0, is_sweeping = 0 WHERE snapshot IS NOT ?`,
    [snapshot, total, snapshot],
  );
}

export function noteReceived(db: WriteDb, rows: number): void {
  db.run('UPDATE feed_delivery SET received = received + ? WHERE snapshot IS NOT NULL', [rows]);
}

export function noteEssentials(db: WriteDb): void {
  db.run('UPDATE feed_delivery SET has_essentials = 1 WHERE has_essentials = 0', []);
}

/** Everything came. What it did not bring may go from here on. */
export function endDelivery(db: WriteDb): void {
  db.run('UPDATE feed_delivery SET snapshot = NULL, is_sweeping = 1 WHERE snapshot IS NOT NULL', []);
}

export function endSweep(db: WriteDb): void {
  db.run('UPDATE feed_delivery SET is_sweeping = 0', []);
}
