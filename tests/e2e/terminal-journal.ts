// The journal as it lies in a terminal's own file, read beside the program.
import { createHash } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';

export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

interface Row {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly business_date: string;
  readonly payload: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/** Every entry in order; `coreDir` holds pos.db. */
export function readTerminalJournal(coreDir: string): readonly JournalEntry[] {
  const db = new Database(path.join(coreDir, 'pos.db'), { readonly: true });
  try {
    const { terminalId } = db.prepare<[], { terminalId: string }>('SELECT terminal_id AS terminalId FROM terminal').get() ?? { terminalId: '' };
    const rows = db.prepare<[], Row>('SELECT seq, type, at, business_date, payload, prev_hash, hash FROM journal ORDER BY seq').all();
    // The columns are the contract's; the brands exist at compile time only.
    return rows.map(({ business_date, prev_hash, payload, ...row }) => ({ ...row, terminalId, businessDate: business_date, payload: JSON.parse(payload), prevHash: prev_hash }) as JournalEntry);
  } finally {
    db.close();
  }
}
