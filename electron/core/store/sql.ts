// The two faces of the database: one that can only read, and one, inside a transaction, that can also write.
import type { z } from 'zod';
import type { KeptCopy } from './migrate.ts';

export type SqlValue = string | number | bigint | Buffer | null;

/** Reads rows; every row is checked against a schema, because a cast would believe whatever lies on disk. */
export interface ReadDb {
  /** The first row, or null. */
  one<T>(sql: string, parameters: readonly SqlValue[], row: z.ZodType<T>): T | null;
  all<T>(sql: string, parameters: readonly SqlValue[], row: z.ZodType<T>): T[];
}

/** A reader that may also write. Only `Store.write` hands one out, so no write happens outside a transaction. */
export interface WriteDb extends ReadDb {
  /** Runs one statement and answers how many rows changed. */
  run(sql: string, parameters: readonly SqlValue[]): number;
}

export interface Store {
  readonly read: ReadDb;
  /** Path of the database. */
  readonly file: string;
  /** Number of the newest migration in the file. */
  version(): number;
  /** The copy kept when this opening upgraded the file; null: there was nothing to upgrade. */
  readonly copyBeforeUpgrade: KeptCopy | null;
  /** One immediate transaction around `work`; rolls back when it throws. Refuses work that waits for anything. */
  write<T>(work: (db: WriteDb) => T): T;
  /** Moves what was committed from the write-ahead log into the file. For idle moments: no sale should wait for it. */
  tidy(): void;
  close(): void;
}
