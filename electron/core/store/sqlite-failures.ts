// Says what a failure of SQLite means for the till. The only place that knows SQLite's codes.
import type { Problem } from '#shared/contract/problems.ts';

type StoreProblem = Extract<Problem, { code: 'storage-full' | 'storage-read-only' | 'storage-busy' | 'storage-failed' | 'till-stopped' }>;

const byPrefix: readonly (readonly [prefix: string, problem: StoreProblem])[] = [
  ['SQLITE_FULL', { code: 'storage-full' }],
  ['SQLITE_READONLY', { code: 'storage-read-only' }],
  ['SQLITE_BUSY', { code: 'storage-busy' }],
  ['SQLITE_LOCKED', { code: 'storage-busy' }],
  ['SQLITE_CORRUPT', { code: 'till-stopped', reason: 'database-corrupt' }],
  ['SQLITE_NOTADB', { code: 'till-stopped', reason: 'database-corrupt' }],
  ['SQLITE_CANTOPEN', { code: 'till-stopped', reason: 'database-unreadable' }],
  ['SQLITE_PERM', { code: 'till-stopped', reason: 'database-unreadable' }],
];

/** Classifies a thrown error; null when it did not come from SQLite's environment, and is therefore a bug. */
export function classifySqliteFailure(cause: unknown): StoreProblem | null {
  const code = sqliteCode(cause);
  if (code === null) return null;
  const known = byPrefix.find(([prefix]) => code.startsWith(prefix));
  if (known !== undefined) return known[1];
  if (code === 'SQLITE_ERROR' && lacksSchema(cause)) return { code: 'till-stopped', reason: 'database-corrupt' };
  return code.startsWith('SQLITE_IOERR') ? { code: 'storage-failed', detail: code } : null;
}

/** Every statement of ours fits what the migrations made; one that finds its table or column gone was written for another file. */
function lacksSchema(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return /^(no such (table|column|index)|malformed database schema)\b/.test(cause.message) || lacksSchema(cause.cause);
}

/** The code of SQLite behind a thrown error, however often it was wrapped; null: none. */
export function sqliteCode(cause: unknown): string | null {
  if (!(cause instanceof Error)) return null;
  const code = 'code' in cause ? cause.code : undefined;
  if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
  return cause.cause === undefined ? null : sqliteCode(cause.cause);
}
