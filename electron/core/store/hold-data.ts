// One program per data folder: whoever works on a till's data holds a lock of the operating system's, which ends with the program however that ends.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { classifySqliteFailure } from './sqlite-failures.ts';

export const HOLD_FILE = 'pos.lock';

/** A program that has just been killed may not be quite gone. */
const PATIENCE_MS = 1000;

export interface Hold {
  release(): void;
}

/**
 * Holds the folder until `release`, against other users of this computer too. An empty database of its own is locked, not the
 * till's: reading that, and copying it, stays possible beside. Problems: `data-in-use`; else what the disk says, as `openStore`.
 */
export function holdData(dataDir: string, sqliteBinding: string | null): Result<Hold, Problem> {
  let connection: Database.Database | null = null;
  try {
    connection = new Database(join(dataDir, HOLD_FILE), { timeout: PATIENCE_MS, ...(sqliteBinding === null ? {} : { nativeBinding: sqliteBinding }) });
    // The lock is all that is wanted: nothing is ever written, so a full disk holds nobody up.
    connection.pragma('journal_mode = MEMORY');
    connection.exec('BEGIN EXCLUSIVE');
    const held = connection;
    return ok({ release: () => void held.close() });
  } catch (cause) {
    connection?.close();
    const problem = classifySqliteFailure(cause);
    if (problem === null) throw cause;
    return err(problem.code === 'storage-busy' ? { code: 'till-stopped', reason: 'data-in-use' } : problem);
  }
}
