// Opens pos.db the way a till must: durable at every commit, migrated, and refused rather than replaced when in doubt.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { invariant } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { migrate } from './migrate.ts';
import { DATABASE_FILE } from './database-file.ts';
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

export { DATABASE_FILE };

/**
 * Opens or creates the database. Problems: `till-stopped` (newer, corrupt, unreadable), `storage-*`.
 * Never creates a fresh file in place of one that cannot be read.
 */
export function openStore(options: OpenStoreOptions): Result<Store, Problem> {
  let connection: Database.Database | null = null;
  try {
    const file = join(options.dataDir, DATABASE_FILE);
    if (isOfNewerProgram(file, options)) return err({ code: 'till-stopped', reason: 'database-newer' });
    connection = new Database(file, {
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
    if (options.isReadOnly !== true) forgetStatistics(connection);
    return ok(createStore(connection, migrated.value));
  } catch (cause) {
    connection?.close();
    const problem = classifySqliteFailure(cause);
    if (problem === null) throw cause;
    return err(problem);
  }
}

/** Looked at for reading only: who may write moves the log into the file at closing, and so would touch what is not ours. */
function isOfNewerProgram(file: string, { sqliteBinding }: OpenStoreOptions): boolean {
  let connection: Database.Database | null = null;
  try {
    connection = new Database(file, { timeout: 5000, readonly: true, fileMustExist: true, ...(sqliteBinding === null ? {} : { nativeBinding: sqliteBinding }) });
    return Number(connection.pragma('user_version', { simple: true })) > allMigrations.length;
  } catch {
    // No file yet, or one that cannot be read: the opening itself says so.
    return false;
  } finally {
    connection?.close();
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

/**
 * Earlier versions kept the planner's statistics, taken on the first day when a table had two rows; it then believed for
 * ever that reading all of the journal was as cheap as its end. Without any it plans for long tables, which a till's are.
 */
function forgetStatistics(connection: Database.Database): void {
  try {
    if (connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").get() === undefined) return;
    if (connection.prepare('SELECT 1 FROM sqlite_stat1').get() === undefined) return;
    // The second reads again what the first has changed.
    connection.exec('DELETE FROM sqlite_stat1; ANALYZE sqlite_schema');
  } catch (cause) {
    // Speed is comfort: a full disk is met again, and answered properly, by what a person does.
    if (classifySqliteFailure(cause) === null) throw cause;
  }
}
