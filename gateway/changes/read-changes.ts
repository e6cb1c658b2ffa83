// One page of the feed for one terminal.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { SqlRunner } from '../store/gateway-db.ts';

export interface FeedReader {
  readonly terminalId: string;
  readonly storeId: string;
}

export interface FeedPage {
  readonly changes: readonly { readonly kind: string; readonly id: string; readonly version: number; readonly data: unknown }[];
  readonly cursor: string;
  readonly more: boolean;
}

export const DEFAULT_PAGE_SIZE = 1000;
export const MAX_PAGE_SIZE = 2000;

interface ChangeRow { readonly kind: string; readonly id: string; readonly version: number; readonly seq: string; readonly data: string | null }

/**
 * Changes after a cursor, oldest first; no cursor reads from the beginning, and so does a cursor of another database (a
 * gateway that was set up anew) and one from beyond the feed's end (a database set back to an older state). Refuses text
 * that never was a cursor.
 */
export async function readChanges(
  db: SqlRunner, feedId: string, reader: FeedReader, request: { readonly cursor: string | null; readonly limit: number },
): Promise<Result<FeedPage, { code: 'cursor-unreadable' }>> {
  const after = positionOf(request.cursor, feedId);
  if (after === null) return err({ code: 'cursor-unreadable' });
  const rows = await db.query<ChangeRow>(
    `SELECT kind, id, version, seq::text AS seq, data FROM changes
      WHERE seq > $1::bigint AND scope IN ('global', $2, $3) ORDER BY changes.seq LIMIT $4`,
    [after, `store:${reader.storeId}`, `terminal:${reader.terminalId}`, request.limit + 1],
  );
  if (rows.length === 0 && await isBeyondEnd(db, after)) return readChanges(db, feedId, reader, { ...request, cursor: null });
  const page = rows.slice(0, request.limit);
  return ok({
    changes: page.map(({ kind, id, version, data }) => ({ kind, id, version, data: data === null ? null : JSON.parse(data) as unknown })),
    cursor: cursorOf(feedId, page.at(-1)?.seq ?? after),
    more: rows.length > page.length,
  });
}

async function isBeyondEnd(db: SqlRunner, after: string): Promise<boolean> {
  if (after === '0') return false;
  const [row] = await db.query<{ last: string }>('SELECT coalesce(max(seq), 0)::text AS last FROM changes');
  return BigInt(after) > BigInt(row?.last ?? '0');
}

function cursorOf(feedId: string, seq: string): string {
  return Buffer.from(`${feedId}.${seq}`, 'utf8').toString('base64url');
}

/** The number after which to read; null when the text is no cursor. */
function positionOf(cursor: string | null, feedId: string): string | null {
  if (cursor === null) return '0';
  const found = /^([\w-]{1,40})\.(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (found === null) return null;
  return found[1] === feedId ? (found[2] ?? null) : '0';
}
