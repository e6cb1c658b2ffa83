// Brings a database up to this version: each step in one transaction with its number, a copy kept before the first.
import type Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { invariant } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export interface MigrateOptions {
  readonly dataDir: string;
  readonly at: string;
  readonly isReadOnly: boolean;
}

/** Problem `till-stopped` / `database-newer`: the file was written by a newer program and is left untouched. */
export function migrate(connection: Database.Database, migrations: readonly Migration[], options: MigrateOptions): Result<null, Problem> {
  const current = Number(connection.pragma('user_version', { simple: true }));
  migrations.forEach((migration, index) => invariant(migration.version === index + 1, 'migrations are numbered 1, 2, 3 …'));
  if (current > migrations.length) return err({ code: 'till-stopped', reason: 'database-newer' });
  const missing = migrations.filter((migration) => migration.version > current);
  if (missing.length === 0 || options.isReadOnly) return ok(null);
  if (current > 0) keepCopy(connection, current, options);
  for (const migration of missing) apply(connection, migration);
  return ok(null);
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

function keepCopy(connection: Database.Database, version: number, options: MigrateOptions): void {
  const folder = join(options.dataDir, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = options.at.replaceAll(/[:.]/g, '-');
  connection.prepare('VACUUM INTO ?').run(join(folder, `pos-v${version}-${stamp}.db`));
}
