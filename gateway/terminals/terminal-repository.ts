// Enrolled terminals, their activation codes and the position of each one's journal.
import type { SqlRunner } from '../store/gateway-db.ts';

export interface TerminalRow {
  readonly terminalId: string;
  readonly storeId: string;
  /** Ed25519, SPKI DER in base64. */
  readonly publicKey: string;
  readonly status: 'active' | 'revoked';
  readonly headSeq: number;
  readonly headHash: string;
}

const columns = `terminal_id AS "terminalId", store_id AS "storeId", public_key AS "publicKey", status, head_seq AS "headSeq",
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

/** Who used an activation code: `null` nobody yet, `undefined` when there is no such code. Keeps others waiting until commit. */
export async function lockActivationCode(tx: SqlRunner, storeId: string, codeHash: string): Promise<string | null | undefined> {
  const [row] = await tx.query<{ usedBy: string | null }>(
    'SELECT used_by AS "usedBy" FROM activation_codes WHERE store_id = $1 AND code_hash = $2 FOR UPDATE', [storeId, codeHash],
  );
  return row?.usedBy;
}

/** Marks a code as used up. */
export async function useActivationCode(
  tx: SqlRunner, use: { readonly storeId: string; readonly codeHash: string; readonly terminalId: string; readonly usedAt: string },
): Promise<void> {
  await tx.query('UPDATE activation_codes SET used_by = $3, used_at = $4 WHERE store_id = $1 AND code_hash = $2', [
    use.storeId, use.codeHash, use.terminalId, use.usedAt,
  ]);
}

/** Adds a code that was never used. */
export async function insertActivationCode(tx: SqlRunner, storeId: string, codeHash: string): Promise<void> {
  await tx.query('INSERT INTO activation_codes (store_id, code_hash) VALUES ($1, $2)', [storeId, codeHash]);
}

/** The latest published record of one kind for a store, as its JSON text; null when there is none. */
export async function findStoreRecord(db: SqlRunner, kind: 'store' | 'config', storeId: string): Promise<string | null> {
  const [row] = await db.query<{ data: string | null }>(
    'SELECT data FROM changes WHERE scope = $1 AND kind = $2 AND id = $3', [`store:${storeId}`, kind, storeId],
  );
  return row?.data ?? null;
}
