// Enrolled terminals, their keys and the position of each one's journal.
import type { SqlRunner } from '../store/gateway-db.ts';

export interface TerminalRow {
  readonly terminalId: string;
  readonly storeId: string;
  /** Ed25519, SPKI DER in base64. */
  readonly publicKey: string;
  /** Since when; null: since it was enrolled. */
  readonly keySince: string | null;
  /** The key before, and until when it is believed too; null where the key never changed. */
  readonly previousPublicKey: string | null;
  readonly previousUntil: string | null;
  readonly status: 'active' | 'revoked';
  readonly revokedAt: string | null;
  readonly headSeq: number;
  readonly headHash: string;
}

const columns = `terminal_id AS "terminalId", store_id AS "storeId", public_key AS "publicKey", key_since AS "keySince",
  previous_public_key AS "previousPublicKey", previous_until AS "previousUntil", status, revoked_at AS "revokedAt", head_seq AS "headSeq",
  head_hash AS "headHash"`;

/** One terminal, or null. */
export async function findTerminal(db: SqlRunner, terminalId: string): Promise<TerminalRow | null> {
  const [row] = await db.query<TerminalRow>(`SELECT ${columns} FROM terminals WHERE terminal_id = $1`, [terminalId]);
  return row ?? null;
}

/** As findTerminal, and keeps other journal posts of the terminal waiting until commit. */
export async function lockTerminal(tx: SqlRunner, terminalId: string): Promise<TerminalRow | null> {
  const [row] = await tx.query<TerminalRow>(`SELECT ${columns} FROM terminals WHERE terminal_id = $1 FOR UPDATE`, [terminalId]);
  return row ?? null;
}

/** Moves the journal's head forward. */
export async function advanceHead(tx: SqlRunner, terminalId: string, seq: number, hash: string): Promise<void> {
  await tx.query('UPDATE terminals SET head_seq = $2, head_hash = $3 WHERE terminal_id = $1', [terminalId, seq, hash]);
}

/** A new terminal with the next free number. */
export async function insertTerminal(
  tx: SqlRunner, terminal: { readonly storeId: string; readonly publicKey: string; readonly enrolledAt: string; readonly headHash: string },
): Promise<string> {
  const [row] = await tx.query<{ terminalId: string }>(
    `INSERT INTO terminals (terminal_id, store_id, public_key, status, enrolled_at, head_seq, head_hash)
      VALUES ('T-' || lpad(nextval('terminal_numbers')::text, 4, '0'), $1, $2, 'active', $3, 0, $4)
      RETURNING terminal_id AS "terminalId"`,
    [terminal.storeId, terminal.publicKey, terminal.enrolledAt, terminal.headHash],
  );
  if (row === undefined) throw new Error('an insert returns its row');
  return row.terminalId;
}

/** Shuts out or lets in. */
export async function saveStatus(
  tx: SqlRunner, terminalId: string, change: { readonly status: TerminalRow['status']; readonly revokedAt: string | null; readonly revokedBy: string | null },
): Promise<void> {
  await tx.query('UPDATE terminals SET status = $2, revoked_at = $3, revoked_by = $4 WHERE terminal_id = $1', [
    terminalId, change.status, change.revokedAt, change.revokedBy,
  ]);
}

/** A new key, and the one before with the end of its time. */
export async function saveKey(
  tx: SqlRunner, terminalId: string,
  key: { readonly publicKey: string; readonly keySince: string; readonly previousPublicKey: string; readonly previousUntil: string },
): Promise<void> {
  await tx.query('UPDATE terminals SET public_key = $2, key_since = $3, previous_public_key = $4, previous_until = $5 WHERE terminal_id = $1', [
    terminalId, key.publicKey, key.keySince, key.previousPublicKey, key.previousUntil,
  ]);
}

/** The latest published record of a store by its kind and id, as its JSON text; null when there is none. */
export async function findStoreRecord(db: SqlRunner, kind: 'store' | 'config' | 'staff', storeId: string, id: string): Promise<string | null> {
  const [row] = await db.query<{ data: string | null }>(
    'SELECT data FROM changes WHERE scope = $1 AND kind = $2 AND id = $3', [`store:${storeId}`, kind, id],
  );
  return row?.data ?? null;
}
