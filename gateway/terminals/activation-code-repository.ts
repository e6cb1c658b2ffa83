// Activation codes as keyed hashes, and the tries with codes that do not exist.
import type { SqlRunner } from '../store/gateway-db.ts';

export interface ActivationCodeRow {
  readonly codeHash: string;
  /** The terminal it became; null while it is unused. */
  readonly usedBy: string | null;
  /** null: good until it is used. */
  readonly expiresAt: string | null;
}

/** The code kept under one of these hashes, or null. Keeps others who bring the same code waiting until commit. */
export async function lockActivationCode(tx: SqlRunner, storeId: string, codeHashes: readonly string[]): Promise<ActivationCodeRow | null> {
  const [row] = await tx.query<ActivationCodeRow>(
    `SELECT code_hash AS "codeHash", used_by AS "usedBy", expires_at AS "expiresAt" FROM activation_codes
      WHERE store_id = $1 AND code_hash = ANY($2::text[]) ORDER BY code_hash FOR UPDATE`, [storeId, codeHashes],
  );
  return row ?? null;
}

/** Marks a code as used up. */
export async function useActivationCode(
  tx: SqlRunner, use: { readonly storeId: string; readonly codeHash: string; readonly terminalId: string; readonly usedAt: string },
): Promise<void> {
  await tx.query('UPDATE activation_codes SET used_by = $3, used_at = $4 WHERE store_id = $1 AND code_hash = $2', [
    use.storeId, use.codeHash, use.terminalId, use.usedAt,
  ]);
}

/** Adds a code that was never used. Left out: it does not expire (training, tests). */
export async function insertActivationCode(
  tx: SqlRunner, storeId: string, codeHash: string, life: { readonly madeAt: string; readonly expiresAt: string } | null = null,
): Promise<void> {
  await tx.query('INSERT INTO activation_codes (store_id, code_hash, made_at, expires_at) VALUES ($1, $2, $3, $4)', [
    storeId, codeHash, life?.madeAt ?? null, life?.expiresAt ?? null,
  ]);
}

/** Instants of the tries for a store since `since`, oldest first. */
export async function readTries(db: SqlRunner, storeId: string, since: string): Promise<string[]> {
  const rows = await db.query<{ triedAt: string }>(
    'SELECT tried_at AS "triedAt" FROM activation_tries WHERE store_id = $1 AND tried_at > $2 ORDER BY tried_at', [storeId, since],
  );
  return rows.map((row) => row.triedAt);
}

/** Notes a try and forgets those before `since`, whosever they were. */
export async function noteTry(tx: SqlRunner, storeId: string, triedAt: string, since: string): Promise<void> {
  await tx.query('DELETE FROM activation_tries WHERE tried_at <= $1', [since]);
  await tx.query('INSERT INTO activation_tries (store_id, tried_at) VALUES ($1, $2)', [storeId, triedAt]);
}
