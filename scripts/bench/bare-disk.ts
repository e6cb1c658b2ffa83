// The two baselines of a commit: the least SQLite can do for a sale's rows, and the least the disk can do at all.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';

export interface Baseline {
  readonly run: () => void;
  /** Moves the log into the file, as the till does when nobody waits. */
  readonly tidy?: () => void;
  readonly close: () => void;
}

const TEXT = 'x'.repeat(600);

/** Four rows of a sale's size in one synced transaction, without rules, hashes or indexes beyond the keys. */
export function bareFourInserts(dataDir: string): Baseline {
  const connection = new Database(path.join(dataDir, 'bare.db'));
  connection.pragma('journal_mode = WAL');
  connection.exec('CREATE TABLE a (id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE b (id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE c (id INTEGER PRIMARY KEY, text TEXT); CREATE TABLE d (id INTEGER PRIMARY KEY, text TEXT);');
  connection.prepare('SELECT count(*) FROM a').get();
  connection.pragma('synchronous = FULL');
  connection.pragma('wal_autocheckpoint = 4000');
  const statements = ['a', 'b', 'c', 'd'].map((table) => connection.prepare(`INSERT INTO ${table} (text) VALUES (?)`));
  const transaction = connection.transaction(() => {
    for (const statement of statements) statement.run(TEXT);
  });
  return { run: () => transaction.immediate(), tidy: () => void connection.pragma('wal_checkpoint(PASSIVE)'), close: () => connection.close() };
}

/** One append and one fdatasync. */
export function bareFdatasync(dataDir: string): Baseline {
  const file = openSync(path.join(dataDir, 'bare.log'), 'a');
  return {
    run: () => {
      writeSync(file, TEXT);
      fdatasyncSync(file);
    },
    close: () => closeSync(file),
  };
}
