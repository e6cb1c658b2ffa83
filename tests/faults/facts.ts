// What lies on a dead till's disk, and what the gateway has of it: read by connections of their own, not by the till's code.
import path from 'node:path';
import Database from 'better-sqlite3';
import { readEntries } from '#gateway/journal/journal-repository.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { journalEntrySchema } from '#shared/contract/journal-entries.ts';
import type { OracleFacts, Shown } from '#tests/support/oracle.ts';

interface RawEntry { seq: number; type: string; at: string; business_date: string; payload: string; prev_hash: string; hash: string }

export interface OnDisk {
  readonly terminalId: string;
  readonly till: OracleFacts['till'];
  /** Payments by their last known state. */
  readonly payments: ReadonlyMap<string, string>;
  /** Moves of cash by the id the window gave them, each with its row in the journal. */
  readonly moves: ReadonlyMap<string, number>;
}

const drawers = `SELECT shift_id AS shiftId, sum(amount_fen) AS fen FROM money_line
  WHERE kind IN ('float', 'paid-in', 'paid-out', 'drop') OR (kind IN ('tender', 'tender-back') AND method = 'cash') GROUP BY shift_id`;

/** Null: it was never enrolled, so nothing can have been sold. */
export function readDisk(dataDir: string): OnDisk | null {
  const db = new Database(path.join(dataDir, 'pos.db'), { readonly: true });
  try {
    const rows = <T>(sql: string): T[] => db.prepare(sql).all() as T[];
    if (rows(`SELECT 1 FROM sqlite_master WHERE name = 'terminal'`).length === 0) return null;
    const terminalId = rows<{ id: string }>('SELECT terminal_id AS id FROM terminal')[0]?.id;
    if (terminalId === undefined) return null;
    const acknowledgedThrough = rows<{ n: number }>('SELECT acknowledged_through AS n FROM sync_progress')[0]?.n ?? 0;
    return {
      terminalId,
      till: {
        journal: rows<RawEntry>('SELECT seq, type, at, business_date, payload, prev_hash, hash FROM journal ORDER BY seq').map((row) => entryOf(row, terminalId)),
        acknowledgedThrough,
        saleIds: rows<{ id: string }>('SELECT sale_id AS id FROM sale ORDER BY seq').map(({ id }) => id),
        drawers: new Map(rows<{ shiftId: string; fen: number }>(drawers).map(({ shiftId, fen }) => [shiftId, fen])),
        waitingSales: rows<{ n: number }>(`SELECT count(*) AS n FROM sale WHERE seq > ${acknowledgedThrough}`)[0]?.n ?? 0,
      },
      moves: new Map(rows<{ id: string; seq: number }>('SELECT move_id AS id, seq FROM drawer_act').map(({ id, seq }) => [id, seq])),
      payments: new Map(rows<{ id: string; state: string }>('SELECT payment_id AS id, state FROM payment').map(({ id, state }) => [id, state])),
    };
  } finally {
    db.close();
  }
}

export interface AtGateway {
  readonly journal: readonly JournalEntry[];
  readonly sales: OracleFacts['gateway']['sales'];
  /** Money that was really taken and not given back. */
  readonly settled: readonly { readonly paymentId: string; readonly saleId: string }[];
}

/** At one instant: a request of the dead that is still being served is in it wholly or not at all. */
export async function readGateway(db: GatewayDb, terminalId: string): Promise<AtGateway> {
  return db.transaction(async (tx) => ({
    journal: await readEntries(tx, terminalId, 0, 1_000_000),
    sales: await tx.query<{ saleId: string; status: string }>('SELECT sale_id AS "saleId", status FROM sales WHERE terminal_id = $1', [terminalId]),
    settled: await tx.query<{ paymentId: string; saleId: string }>(
      `SELECT payment_id AS "paymentId", sale_id AS "saleId" FROM payments WHERE terminal_id = $1 AND state = 'settled'`, [terminalId],
    ),
  }));
}

export function factsOf(disk: OnDisk, gateway: AtGateway, shown: readonly Shown[]): OracleFacts {
  return { terminalId: disk.terminalId, shown, till: disk.till, gateway };
}

function entryOf(row: RawEntry, terminalId: string): JournalEntry {
  return journalEntrySchema.parse({
    terminalId, seq: row.seq, type: row.type, at: row.at, businessDate: row.business_date, payload: JSON.parse(row.payload), prevHash: row.prev_hash, hash: row.hash,
  });
}
