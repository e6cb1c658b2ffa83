// Brings a database up to this version: each step in one transaction with its number, a verified copy kept before the first.
import type Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { backupFolder, backupName, PART, removeParts } from './backup-files.ts';
import { inspectCopy, type Inspection } from './inspect-copy.ts';
import { publishFile } from './sync-files.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export interface MigrateOptions {
  readonly dataDir: string;
  readonly at: string;
  readonly isReadOnly: boolean;
  readonly sqliteBinding?: string | null;
}

/** The copy that was kept before the first step. */
export interface KeptCopy extends Inspection {
  readonly name: string;
}

/**
 * Answers the copy, null when there was nothing to do or nothing to keep. Problems: `till-stopped` / `database-newer`: the
 * file was written by a newer program and is left untouched; `database-corrupt`: its copy does not verify, so nothing is
 * changed; `storage-full`, `storage-read-only`: there is no room for the copy, and without it nothing is changed.
 */
export function migrate(connection: Database.Database, migrations: readonly Migration[], options: MigrateOptions): Result<KeptCopy | null, Problem> {
  const current = Number(connection.pragma('user_version', { simple: true }));
  migrations.forEach((migration, index) => invariant(migration.version === index + 1, 'migrations are numbered 1, 2, 3 …'));
  if (current > migrations.length) return err({ code: 'till-stopped', reason: 'database-newer' });
  const missing = migrations.filter((migration) => migration.version > current);
  if (missing.length === 0 || options.isReadOnly) return ok(null);
  const kept = current > 0 ? keepCopy(connection, current, options) : ok(null);
  if (!kept.ok) return kept;
  for (const migration of missing) apply(connection, migration);
  return kept;
}

function apply(connection: Database.Database, migration: Migration): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    connection.exec(migration.sql);
    connection.pragma(`user_version = ${migration.version}`);
    connection.exec('COMMIT');
  } catch (cause) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw new Error(`migration ${migration.version} (${migration.name}) failed`, { cause });
  }
}

function keepCopy(connection: Database.Database, version: number, options: MigrateOptions): Result<KeptCopy, Problem> {
  const name = backupName(version, options.at);
  let part: string | null = null;
  try {
    const file = join(backupFolder(options.dataDir), name);
    removeParts(options.dataDir);
    part = `${file}${PART}`;
    connection.prepare('VACUUM INTO ?').run(part);
    // The chain is checked once the till is open: a broken one stops selling, and must not keep the file from being opened.
    const inspected = inspectCopy(part, { sqliteBinding: options.sqliteBinding ?? null, isChainChecked: false });
    if (!inspected.ok) {
      rmSync(part, { force: true });
      return err({ code: 'till-stopped', reason: 'database-corrupt' });
    }
    publishFile(part, file);
    return ok({ ...inspected.value, name });
  } catch (cause) {
    if (part !== null) rmSync(part, { force: true });
    const problem = problemOfDisk(cause);
    if (problem === null) throw cause;
    return err(problem);
  }
}

/** What the file system says; SQLite's own words are read by whoever opened the file. */
function problemOfDisk(cause: unknown): Problem | null {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'storage-full' };
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? { code: 'storage-read-only' } : null;
}
