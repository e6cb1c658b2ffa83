// Statements and transactions over one better-sqlite3 connection.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import type { KeptCopy } from './migrate.ts';
import type { ReadDb, SqlValue, Store, WriteDb } from './sql.ts';

/** Wraps an opened connection. Statements are prepared once and kept. `copyBeforeUpgrade`: what the opening kept, if anything. */
export function createStore(connection: Database.Database, copyBeforeUpgrade: KeptCopy | null = null): Store {
  const statements = new Map<string, Database.Statement>();
  const prepare = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const read: ReadDb = {
    one: <T>(sql: string, parameters: readonly SqlValue[], row: z.ZodType<T>): T | null => {
      const found = prepare(sql).get(...parameters);
      return found === undefined ? null : row.parse(found);
    },
    all: <T>(sql: string, parameters: readonly SqlValue[], row: z.ZodType<T>): T[] =>
      prepare(sql).all(...parameters).map((found) => row.parse(found)),
  };
  const db: WriteDb = { ...read, run: (sql, parameters) => prepare(sql).run(...parameters).changes };
  return {
    read, copyBeforeUpgrade, file: connection.name,
    version: () => Number(connection.pragma('user_version', { simple: true })),
    write: (work) => inTransaction(connection, () => work(db)),
    // PASSIVE waits for nobody. The log is then written from its beginning again, so it need not grow at a sale's cost.
    tidy: () => void connection.pragma('wal_checkpoint(PASSIVE)'),
    close: () => void connection.close(),
  };
}

function inTransaction<T>(connection: Database.Database, work: () => T): T {
  invariant(!connection.inTransaction, 'transactions do not nest');
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    // A transaction that waits would hold the only writer while a network or a person takes its time.
    invariant(!(result instanceof Promise), 'work in a transaction must not wait');
    connection.exec('COMMIT');
    return result;
  } catch (cause) {
    // SQLite may have rolled back by itself (disk full, I/O error).
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw cause;
  }
}
