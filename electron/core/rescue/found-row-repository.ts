// The journal of a file that may be damaged: rows as they stand, and how far they may reach.
import { z } from 'zod';
import type { ReadDb } from '../store/sql.ts';

/** A row as it stands. Whoever or whatever changed the file may have left anything in its columns. */
export interface FoundRow {
  readonly seq: number;
  readonly type: unknown;
  readonly at: unknown;
  readonly businessDate: unknown;
  readonly payload: unknown;
  readonly prevHash: unknown;
  readonly hash: unknown;
}

const anything = z.unknown();
const foundRow = z.object({ seq: z.int(), type: anything, at: anything, business_date: anything, payload: anything, prev_hash: anything, hash: anything });
const numberRow = z.object({ number: z.int().nullable() });
const dataRow = z.object({ data: z.string() });
const personRow = z.object({ staff_id: z.string(), name: z.string(), role: z.string() });
const terminalRow = z.object({ terminal_id: z.string() });

/** The rows from one number to another, both included. Throws what SQLite says of a part that cannot be read. */
export function readFoundRows(db: ReadDb, from: number, to: number): FoundRow[] {
  return db.all('SELECT seq, type, at, business_date, payload, prev_hash, hash FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq', [from, to], foundRow)
    .map(({ business_date: businessDate, prev_hash: prevHash, ...row }) => ({ ...row, businessDate, prevHash }));
}

/** Number of the last row, 0 for none. Throws what SQLite says when the end cannot be read. */
export function readLastNumber(db: ReadDb): number {
  return db.one('SELECT max(seq) AS number FROM journal', [], numberRow)?.number ?? 0;
}

/** How far the gateway confirmed; a row that must have been there. */
export function readConfirmed(db: ReadDb): number {
  return db.one('SELECT acknowledged_through AS number FROM sync_progress', [], numberRow)?.number ?? 0;
}

export function readSchemaVersion(db: ReadDb): number {
  return db.one('SELECT user_version AS number FROM pragma_user_version', [], numberRow)?.number ?? 0;
}

/** As the till wrote it at its enrolment. */
export function readFoundTerminal(db: ReadDb): string | null {
  return db.one('SELECT terminal_id FROM terminal', [], terminalRow)?.terminal_id ?? null;
}

/** What is needed to read the journal's rows: who, where and what was sold. Without keys, PINs and customers. */
export const masterData = {
  store: (db: ReadDb): unknown[] => db.all('SELECT data FROM store', [], dataRow).map(jsonOf),
  plan: (db: ReadDb): unknown[] => db.all('SELECT data FROM plan ORDER BY plan_id', [], dataRow).map(jsonOf),
  staff: (db: ReadDb): unknown[] => db.all('SELECT staff_id, name, role FROM staff ORDER BY staff_id', [], personRow).map(({ staff_id: staffId, name, role }) => ({ staffId, name, role })),
} as const;

const jsonOf = (row: { readonly data: string }): unknown => JSON.parse(row.data);
