// Opens pos.db the way a till must: durable at every commit, migrated, and refused rather than replaced when in doubt.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { invariant } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import type { Store } from './sql.ts';
import { classifySqliteFailure } from './sqlite-failures.ts';
import { createStore } from './transaction.ts';

export interface OpenStoreOptions {
  readonly dataDir: string;
  readonly sqliteBinding: string | null;
  /** Stamp of the copy that is taken before a migration. */
  readonly at: string;
  readonly isReadOnly?: boolean;
}

export const DATABASE_FILE = 'pos.db';

/**
 * Opens or creates the database. Problems: `till-stopped` (newer, corrupt, unreadable), `storage-*`.
 * Never creates a fresh file in place of one that cannot be read.
 */
export function openStore(options: OpenStoreOptions): Result<Store, Problem> {
  let connection: Database.Database | null = null;
  try {
    connection = new Database(join(options.dataDir, DATABASE_FILE), {
      timeout: 5000,
      readonly: options.isReadOnly === true,
      ...(options.sqliteBinding === null ? {} : { nativeBinding: options.sqliteBinding }),
    });
    makeDurable(connection, options.isReadOnly === true);
    const migrated = migrate(connection, allMigrations, {
      dataDir: options.dataDir, at: options.at, isReadOnly: options.isReadOnly === true, sqliteBinding: options.sqliteBinding,
    });
    if (!migrated.ok) {
      connection.close();
      return migrated;
    }
    return ok(createStore(connection, migrated.value));
  } catch (cause) {
    connection?.close();
    const problem = classifySqliteFailure(cause);
    if (problem === null) throw cause;
    return err(problem);
  }
}

function makeDurable(connection: Database.Database, isReadOnly: boolean): void {
  connection.pragma('foreign_keys = ON');
  if (isReadOnly) return;
  connection.pragma('journal_mode = WAL');
  // This build of SQLite drops to NORMAL in WAL mode at the first access to a table, so FULL must be set after one.
  connection.prepare('SELECT count(*) FROM sqlite_master').get();
  connection.pragma('synchronous = FULL');
  invariant(connection.pragma('synchronous', { simple: true }) === 2, 'commits must be synced to disk');
  // A checkpoint in the middle of a sale would make that customer wait; the idle loop does it instead.
  connection.pragma('wal_autocheckpoint = 4000');
}
