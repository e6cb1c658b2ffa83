// Opens a till's file just to read what can be read of it, whatever state it is in. Nothing of it is changed.
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ReadDb } from './sql.ts';
import { sqliteCode } from './sqlite-failures.ts';
import { createStore } from './transaction.ts';

export interface FoundStore {
  readonly read: ReadDb;
  close(): void;
}

/**
 * `scratch` is a folder that may be written to: where the file's own folder may not, SQLite cannot join its log to it, so
 * both are copied there first and go again with `close`. Throws what SQLite and the disk say.
 */
export function openAsFound(file: string, scratch: string, sqliteBinding: string | null): FoundStore {
  try {
    return openAt(file, sqliteBinding, () => undefined);
  } catch (cause) {
    if (!isFolderLocked(cause) || !existsSync(file)) throw cause;
  }
  const folder = mkdtempSync(path.join(scratch, '.reading-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = path.join(folder, path.basename(file));
    for (const end of ['', '-wal']) if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${copy}${end}`);
    return openAt(copy, sqliteBinding, remove);
  } catch (cause) {
    remove();
    throw cause;
  }
}

function openAt(file: string, sqliteBinding: string | null, afterClose: () => void): FoundStore {
  const connection = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000, ...(sqliteBinding === null ? {} : { nativeBinding: sqliteBinding }) });
  const close = (): void => {
    connection.close();
    afterClose();
  };
  try {
    // The first access: only now the file and its log are looked at.
    connection.prepare('SELECT count(*) FROM sqlite_master').get();
    return { read: createStore(connection).read, close };
  } catch (cause) {
    connection.close();
    throw cause;
  }
}

function isFolderLocked(cause: unknown): boolean {
  const code = sqliteCode(cause);
  return code !== null && ['SQLITE_CANTOPEN', 'SQLITE_READONLY'].some((start) => code.startsWith(start));
}

/** Whether a thrown error says that a part of the file cannot be read, while other parts may be. */
export function isDamage(cause: unknown): boolean {
  const code = sqliteCode(cause);
  return code !== null && ['SQLITE_CORRUPT', 'SQLITE_IOERR', 'SQLITE_NOTADB', 'SQLITE_ERROR'].some((start) => code.startsWith(start));
}
