// Replacing the till's file: what stood there is moved into a folder of its own and never removed.
import Database from 'better-sqlite3';
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE } from './open-store.ts';
import { sqliteCode } from './sqlite-failures.ts';
import { syncFolder } from './sync-files.ts';

/** Moved in this order: without its database a write-ahead log is never taken for one of another. */
const databaseFiles = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`] as const;

/** Makes the folder for what is replaced at `at`; for its owner alone. */
export function asideFolder(dataDir: string, at: string): string {
  const folder = path.join(dataDir, 'set-aside', at.replaceAll(/[:.]/g, '-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Moves the database, and with `withKeys` the keys that belong to it. What is not there is left out. */
export function moveTill(from: string, to: string, withKeys: boolean): void {
  for (const name of [...databaseFiles, ...(withKeys ? ['keys'] : [])]) {
    if (existsSync(path.join(from, name))) renameSync(path.join(from, name), path.join(to, name));
  }
  syncFolder(to);
  syncFolder(from);
}

/** A copy of a backup in a folder of its own, where it can be made ready before it takes the till's place. Throws what the disk says. */
export function stageCopy(file: string, stage: string): string {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { mode: 0o700 });
  const copy = path.join(stage, DATABASE_FILE);
  // Made by hand, so that nobody else may read it; copying keeps the rights it finds.
  closeSync(openSync(copy, 'w', 0o600));
  copyFileSync(file, copy);
  return copy;
}

/** Whether another program has this database open. One that is damaged nobody can have open. */
export function isInUse(dataDir: string): boolean {
  const file = path.join(dataDir, DATABASE_FILE);
  if (!existsSync(file)) return false;
  let connection: Database.Database | null = null;
  try {
    connection = new Database(file, { fileMustExist: true, timeout: 0 });
    // Everybody who has it open holds a lock that this one cannot be had beside.
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.exec('BEGIN EXCLUSIVE');
    connection.exec('ROLLBACK');
    return false;
  } catch (cause) {
    const code = sqliteCode(cause);
    if (code === null) throw cause;
    return code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED');
  } finally {
    connection?.close();
  }
}
