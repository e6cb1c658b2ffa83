// Copies the till's file while it is in use: complete and verified under its name, or not at all.
import Database from 'better-sqlite3';
import { closeSync, existsSync, openSync, rmSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { err, type Result } from '#shared/domain/base/result.ts';
import { PART } from './backup-files.ts';
import { inspectCopy, type Inspection } from './inspect-copy.ts';
import { sqliteCode } from './sqlite-failures.ts';
import { publishFile } from './sync-files.ts';

export interface BackupOrder {
  /** The database in use. */
  readonly source: string;
  /** Where the copy goes; its folder exists, the file does not. */
  readonly target: string;
  readonly sqliteBinding: string | null;
}

/** unsound: the copy was made and does not verify, so what it was made of is damaged too. */
export interface BackupRefusal {
  readonly reason: 'disk-full' | 'not-writable' | 'exists' | 'source-unreadable' | 'unsound' | 'failed';
  readonly detail: string;
}

/** Left free for selling: a backup must never be what fills the disk. */
const RESERVE_BYTES = 200_000_000;

/**
 * One read transaction over the whole file, on a connection of its own: sales are committed meanwhile and are not in it.
 * To be run in another process than the till's, which it would keep waiting.
 */
export async function writeBackup(order: BackupOrder): Promise<Result<Inspection, BackupRefusal>> {
  const { source, target } = order;
  if (existsSync(target)) return err({ reason: 'exists', detail: path.basename(target) });
  const part = `${target}${PART}`;
  try {
    if (!hasRoom(order)) return err({ reason: 'disk-full', detail: 'not enough room beside what selling needs' });
    // Made by hand, so that nobody else may read it; SQLite keeps the rights it finds.
    closeSync(openSync(part, 'w', 0o600));
    await copy(source, part, order.sqliteBinding);
    const inspected = inspectCopy(part, { sqliteBinding: order.sqliteBinding, isChainChecked: true });
    if (!inspected.ok) return fail(part, { reason: 'unsound', detail: `${inspected.problem.flaw}: ${inspected.problem.detail}` });
    publishFile(part, target);
    return inspected;
  } catch (cause) {
    return fail(part, reasonOfDisk(cause));
  }
}

function fail(part: string, refusal: BackupRefusal): { readonly ok: false; readonly problem: BackupRefusal } {
  for (const rest of ['', '-journal', '-wal', '-shm']) {
    try {
      rmSync(`${part}${rest}`, { force: true });
    } catch {
      // A disk that takes no change at all: the next backup tries again to remove it.
    }
  }
  return err(refusal);
}

function hasRoom({ source, target }: BackupOrder): boolean {
  const { bavail, bsize } = statfsSync(path.dirname(target));
  const size = ['', '-wal'].reduce((sum, end) => sum + (statSync(`${source}${end}`, { throwIfNoEntry: false })?.size ?? 0), 0);
  return bavail * bsize > size + RESERVE_BYTES;
}

const ALL_PAGES = 0x7fff_ffff;

async function copy(source: string, part: string, sqliteBinding: string | null): Promise<void> {
  const binding = sqliteBinding === null ? {} : { nativeBinding: sqliteBinding };
  const from = new Database(source, { readonly: true, fileMustExist: true, timeout: 5000, ...binding });
  try {
    // All pages in one step: between two steps another connection could write, and SQLite would begin again from the first page.
    await from.backup(part, { progress: () => ALL_PAGES });
  } finally {
    from.close();
  }
  const copied = new Database(part, binding);
  try {
    // The copy says of itself that it has a write-ahead log; as a single file it needs none.
    copied.pragma('journal_mode = DELETE');
  } finally {
    copied.close();
  }
}

const reasonsByCode: readonly (readonly [prefix: string, reason: BackupRefusal['reason']])[] = [
  ['ENOSPC', 'disk-full'], ['EDQUOT', 'disk-full'], ['SQLITE_FULL', 'disk-full'],
  ['EACCES', 'not-writable'], ['EPERM', 'not-writable'], ['EROFS', 'not-writable'], ['ENOENT', 'not-writable'], ['ENOTDIR', 'not-writable'],
  ['SQLITE_READONLY', 'not-writable'],
  ['SQLITE_CORRUPT', 'source-unreadable'], ['SQLITE_NOTADB', 'source-unreadable'], ['SQLITE_CANTOPEN', 'source-unreadable'],
];

/** What a thrown error says of the disks a copy is read from and written to. */
export function reasonOfDisk(cause: unknown): BackupRefusal {
  const code = sqliteCode(cause) ?? (cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown');
  return { reason: reasonsByCode.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'failed', detail: code };
}
