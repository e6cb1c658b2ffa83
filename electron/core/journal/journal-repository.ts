// The journal's rows: appended in order, read back for sending and checking, never changed.
import { z } from 'zod';
import { GENESIS_HASH, type JournalEntry } from '#shared/domain/journal-chain.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { dateSchema, instantSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

const pendingCountRow = z.object({ entries: z.int(), sales: z.int(), oldest_at: z.string().nullable() });

const atRow = z.object({ at: instantSchema });
const headRow = z.object({ seq: z.int(), hash: z.string() });
const entryRow = z.object({
  seq: z.int(), type: z.string(), at: z.string(), business_date: dateSchema, payload: z.string(), prev_hash: z.string(), hash: z.string(),
});
const anyRow = z.looseObject({ seq: z.int() });
const readableRow = entryRow.extend({
  payload: z.string().transform((text, context) => {
    try {
      return payloadOf(text);
    } catch {
      context.addIssue('no JSON object');
      return z.NEVER;
    }
  }),
});

export interface JournalHead {
  readonly seq: number;
  readonly hash: string;
}

/** The last row, or the beginning (seq 0) of an empty journal. */
export function readHead(db: ReadDb): JournalHead {
  return db.one('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1', [], headRow) ?? { seq: 0, hash: GENESIS_HASH };
}

/** When the last row was written, by the till's own time; null: the journal is empty. */
export function readLastAt(db: ReadDb): string | null {
  return db.one('SELECT at FROM journal ORDER BY seq DESC LIMIT 1', [], atRow)?.at ?? null;
}

export function insertEntry(db: WriteDb, entry: JournalEntry, payloadText: string): void {
  db.run(
    'INSERT INTO journal (seq, type, at, business_date, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [entry.seq, entry.type, entry.at, entry.businessDate, payloadText, entry.prevHash, entry.hash],
  );
}

/** At most `limit` entries after `seq`, in order. */
export function readEntriesAfter(db: ReadDb, terminalId: TerminalId, seq: number, limit: number): JournalEntry[] {
  const rows = db.all(
    'SELECT seq, type, at, business_date, payload, prev_hash, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?',
    [seq, limit], entryRow,
  );
  return rows.map((row) => entryOf(row, terminalId, payloadOf(row.payload)));
}

function entryOf(row: Omit<z.infer<typeof entryRow>, 'payload'>, terminalId: TerminalId, payload: JournalEntry['payload']): JournalEntry {
  return { terminalId, seq: row.seq, type: row.type, at: row.at, businessDate: row.business_date, payload, prevHash: row.prev_hash, hash: row.hash };
}

/** A row as a check meets it: whoever or whatever changed the file may have left anything in its columns. */
export type CheckedRow = { readonly seq: number; readonly entry: JournalEntry | null };

/** At most `limit` rows after `seq`, in order; `entry` is null where a row cannot be read as one. Never throws for what stands in a row. */
export function readRowsToCheck(db: ReadDb, terminalId: TerminalId, seq: number, limit: number): CheckedRow[] {
  const rows = db.all('SELECT seq, type, at, business_date, payload, prev_hash, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?', [seq, limit], anyRow);
  return rows.map((raw) => {
    const row = readableRow.safeParse(raw);
    return { seq: raw.seq, entry: row.success ? entryOf(row.data, terminalId, row.data.payload) : null };
  });
}

/** The hash at a seq; null when the journal does not reach so far. */
export function readHashAt(db: ReadDb, seq: number): string | null {
  if (seq === 0) return GENESIS_HASH;
  return db.one('SELECT seq, hash FROM journal WHERE seq = ?', [seq], headRow)?.hash ?? null;
}

export interface PendingRow {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly businessDate: BusinessDate;
  readonly payload: JournalEntry['payload'];
}

/** Rows the gateway has not acknowledged, oldest first. */
export function readPendingRows(db: ReadDb, afterSeq: number, limit: number): PendingRow[] {
  const rows = db.all(
    'SELECT seq, type, at, business_date, payload, prev_hash, hash FROM journal WHERE seq > ? ORDER BY seq LIMIT ?',
    [afterSeq, limit], entryRow,
  );
  return rows.map((row) => ({ seq: row.seq, type: row.type, at: row.at, businessDate: row.business_date, payload: payloadOf(row.payload) }));
}

/** How many sales wait behind `afterSeq`, and when the oldest waiting entry was written. */
export function countPending(db: ReadDb, afterSeq: number): { readonly entries: number; readonly sales: number; readonly oldestAt: string | null } {
  const row = db.one(
    `SELECT count(*) AS entries, coalesce(sum(type = 'sale.completed'), 0) AS sales, min(at) AS oldest_at FROM journal WHERE seq > ?`,
    [afterSeq], pendingCountRow,
  );
  return { entries: row?.entries ?? 0, sales: row?.sales ?? 0, oldestAt: row?.oldest_at ?? null };
}

const actsRow = z.object({ no_sales: z.int(), copies: z.int() });

/** Since the opening of a shift: how often its drawer was opened without a sale, and how many copies of slips were printed. */
export function countActsSince(db: ReadDb, openedSeq: number): { readonly noSaleCount: number; readonly copyCount: number } {
  const row = db.one(
    `SELECT coalesce(sum(type = 'drawer.opened'), 0) AS no_sales, coalesce(sum(type = 'receipt.printed'), 0) AS copies FROM journal
      WHERE seq > ? AND (type = 'drawer.opened' OR (type = 'receipt.printed' AND json_extract(payload, '$.copyNumber') > 0))`,
    [openedSeq], actsRow,
  );
  return { noSaleCount: row?.no_sales ?? 0, copyCount: row?.copies ?? 0 };
}

/** Throws where the text is no JSON object. What a JSON text holds at any depth is JSON: looking at all of it again would take longer than its hash. */
function payloadOf(text: string): JournalEntry['payload'] {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('a payload is a JSON object');
  return value as JournalEntry['payload'];
}
