// Reads a database file that nobody uses, such as a backup, from end to end: can it stand in for the till's own?
import Database from 'better-sqlite3';
import { statSync } from 'node:fs';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { readHead, type JournalHead } from '../journal/journal-repository.ts';
import { verifyJournal, type Progress } from '../journal/verify-journal.ts';
import { readTerminalId } from '../terminal/terminal-repository.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import type { ReadDb } from './sql.ts';
import { createStore } from './transaction.ts';

export interface Inspection {
  readonly version: number;
  /** Null before enrolment. */
  readonly terminalId: TerminalId | null;
  readonly head: JournalHead;
  readonly bytes: number;
}

/** newer: of a program newer than this one. damaged: SQLite itself finds a fault. broken: its first bad journal row is `seq`. */
export interface Flaw {
  readonly flaw: 'unreadable' | 'no-till' | 'newer' | 'damaged' | 'broken';
  readonly detail: string;
  readonly seq: number | null;
}

export interface InspectOptions {
  readonly sqliteBinding: string | null;
  /** Also recompute its journal, from the first row; left out: SQLite's own check alone. */
  readonly isChainChecked: boolean;
  readonly onBlock?: Progress;
}

/** Never writes, not even beside the file. Never throws for what a disk can do. */
export function inspectCopy(file: string, options: InspectOptions): Result<Inspection, Flaw> {
  let connection: Database.Database | null = null;
  try {
    connection = new Database(file, { readonly: true, fileMustExist: true, ...(options.sqliteBinding === null ? {} : { nativeBinding: options.sqliteBinding }) });
    return inspect(connection, statSync(file).size, options);
  } catch (cause) {
    return err({ flaw: 'unreadable', detail: cause instanceof Error ? cause.message : 'unknown', seq: null });
  } finally {
    connection?.close();
  }
}

function inspect(connection: Database.Database, bytes: number, options: InspectOptions): Result<Inspection, Flaw> {
  const version = Number(connection.pragma('user_version', { simple: true }));
  if (version > allMigrations.length) return err({ flaw: 'newer', detail: `schema version ${version}`, seq: null });
  if (version < 1) return err({ flaw: 'no-till', detail: 'holds no till', seq: null });
  const found = String(connection.pragma('integrity_check(1)', { simple: true }));
  if (found !== 'ok') return err({ flaw: 'damaged', detail: found.slice(0, 200), seq: null });
  const db = createStore(connection).read;
  const terminalId = readTerminalId(db);
  const head = options.isChainChecked ? checkedHead(db, terminalId, options.onBlock) : ok(readHead(db));
  return head.ok ? ok({ version, terminalId, head: head.value, bytes }) : head;
}

function checkedHead(db: ReadDb, terminalId: TerminalId | null, onBlock: Progress | undefined): Result<JournalHead, Flaw> {
  // Before enrolment there is no journal.
  if (terminalId === null) return ok(readHead(db));
  const checked = verifyJournal(db, terminalId, 0, onBlock);
  return checked.ok ? checked : err({ flaw: 'broken', detail: checked.problem.reason, seq: checked.problem.seq });
}
