// The last position up to which the whole journal was checked. It saves time and proves nothing: see docs/rules/journal.md.
import { z } from 'zod';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
  readonly verifiedAt: string;
}

const checkpointRow = z.object({ seq: z.int(), hash: z.string(), verified_at: z.string() });
const countRow = z.object({ count: z.int() });

/** Null while the journal was never checked from its first row, and in a file from before there were checkpoints. */
export function readCheckpoint(db: ReadDb): Checkpoint | null {
  const tables = db.one(`SELECT count(*) AS count FROM sqlite_master WHERE type = 'table' AND name = 'journal_checkpoint'`, [], countRow);
  if (tables?.count !== 1) return null;
  const row = db.one('SELECT seq, hash, verified_at FROM journal_checkpoint', [], checkpointRow);
  return row === null ? null : { seq: row.seq, hash: row.hash, verifiedAt: row.verified_at };
}

/** Only for a position that follows from checked rows alone. Never moves back. */
export function saveCheckpoint(db: WriteDb, { seq, hash, verifiedAt }: Checkpoint): void {
  if (seq === 0) return;
  db.run(
    `INSERT INTO journal_checkpoint (lock, seq, hash, verified_at) VALUES (1, ?, ?, ?)
     ON CONFLICT (lock) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, verified_at = excluded.verified_at WHERE excluded.seq >= seq`,
    [seq, hash, verifiedAt],
  );
}
