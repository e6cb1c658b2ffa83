// How far the computer's clock is from the carrier's, and since when nobody has vouched for it: what a start goes by.
import { z } from 'zod';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface KeptClock {
  /** Business time less the computer's, in milliseconds; null: the carrier has never told the time. */
  readonly offsetMs: number | null;
  /** Business time when the carrier last told it; null: never. */
  readonly heardAt: string | null;
  /** The journal's last row when the time was last sure; rows behind it may carry a wrong one. Null: it is sure. */
  readonly unsureAfterSeq: number | null;
}

const clockRow = z.object({ offset_ms: z.int().nullable(), heard_at: z.string().nullable(), unsure_after_seq: z.int().nullable() });

export function readKeptClock(db: ReadDb): KeptClock {
  const row = db.one('SELECT offset_ms, heard_at, unsure_after_seq FROM till_clock', [], clockRow);
  if (row === null) throw new Error('till_clock always holds one row');
  return { offsetMs: row.offset_ms, heardAt: row.heard_at, unsureAfterSeq: row.unsure_after_seq };
}

export function saveHeard(db: WriteDb, offsetMs: number, heardAt: string): void {
  db.run('UPDATE till_clock SET offset_ms = ?, heard_at = ?, unsure_after_seq = NULL', [offsetMs, heardAt]);
}

/** What the computer's clock is off by, when somebody has set it. */
export function saveOffset(db: WriteDb, offsetMs: number): void {
  db.run('UPDATE till_clock SET offset_ms = ?', [offsetMs]);
}

/** From the next row on the time is nobody's word. `isAnew`: rows before were dated by a clock that was not this one. */
export function saveUnsure(db: WriteDb, afterSeq: number, isAnew: boolean): void {
  db.run('UPDATE till_clock SET unsure_after_seq = CASE WHEN ? THEN ? ELSE coalesce(unsure_after_seq, ?) END', [isAnew ? 1 : 0, afterSeq, afterSeq]);
}
