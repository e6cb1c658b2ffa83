// What each failure of SQLite means: the whole table.
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { classifySqliteFailure } from '#core/store/sqlite-failures.ts';

const failure = (code: string): Error => new Database.SqliteError('text nobody reads', code);

describe('store/sqlite-failures', () => {
  it.each([
    ['SQLITE_FULL', { code: 'storage-full' }],
    ['SQLITE_READONLY', { code: 'storage-read-only' }],
    ['SQLITE_READONLY_DBMOVED', { code: 'storage-read-only' }],
    ['SQLITE_READONLY_DIRECTORY', { code: 'storage-read-only' }],
    ['SQLITE_BUSY', { code: 'storage-busy' }],
    ['SQLITE_BUSY_SNAPSHOT', { code: 'storage-busy' }],
    ['SQLITE_LOCKED', { code: 'storage-busy' }],
    ['SQLITE_CORRUPT', { code: 'till-stopped', reason: 'database-corrupt' }],
    ['SQLITE_CORRUPT_INDEX', { code: 'till-stopped', reason: 'database-corrupt' }],
    ['SQLITE_NOTADB', { code: 'till-stopped', reason: 'database-corrupt' }],
    ['SQLITE_CANTOPEN', { code: 'till-stopped', reason: 'database-unreadable' }],
    ['SQLITE_CANTOPEN_ISDIR', { code: 'till-stopped', reason: 'database-unreadable' }],
    ['SQLITE_PERM', { code: 'till-stopped', reason: 'database-unreadable' }],
    ['SQLITE_IOERR_WRITE', { code: 'storage-failed', detail: 'SQLITE_IOERR_WRITE' }],
    ['SQLITE_IOERR_FSYNC', { code: 'storage-failed', detail: 'SQLITE_IOERR_FSYNC' }],
    ['SQLITE_CONSTRAINT_UNIQUE', null],
    ['SQLITE_ERROR', null],
    ['SQLITE_MISUSE', null],
  ])('[D3] %s', (code, problem) => {
    expect(classifySqliteFailure(failure(code))).toEqual(problem);
    expect(classifySqliteFailure(new Error('wrapped', { cause: failure(code) }))).toEqual(problem);
  });

  it.each(['no such column: payment.started_at', 'no such table: journal', 'malformed database schema (?)'])('[D3] a schema that is not ours: %s', (text) => {
    expect(classifySqliteFailure(new Database.SqliteError(text, 'SQLITE_ERROR'))).toEqual({ code: 'till-stopped', reason: 'database-corrupt' });
    expect(classifySqliteFailure(new Database.SqliteError(`near "x": ${text}`, 'SQLITE_ERROR'))).toBeNull();
  });

  it('[D3] anything else is a bug', () => {
    for (const other of [new Error('x'), new TypeError('x', { cause: 'y' }), 'SQLITE_FULL', null, undefined, { code: 'SQLITE_FULL' }]) {
      expect(classifySqliteFailure(other)).toBeNull();
    }
  });
});
