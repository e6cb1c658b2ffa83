// The statements that read the feed. Each part of a page is a range of one index, and a page is one view of the database.
import type { SqlRunner } from '../store/gateway-db.ts';
import type { FeedPosition } from './feed-cursor.ts';

export interface FeedReader {
  readonly terminalId: string;
  readonly storeId: string;
}

export interface ChangeRow {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly seq: string;
  /** null: forgotten. */
  readonly data: string | null;
}

/** How the feed stands at the moment a page is read. */
export interface FeedState {
  readonly tip: bigint;
  /** Of the tip. */
  readonly epoch: string;
  /** Of the end that the reader's cursor names. */
  readonly epochOfCursor: string;
  /** Deletions up to this number may be gone. */
  readonly forgottenThrough: bigint;
}

// Word for word the condition of the index `changes_essential`.
const isEssential = `kind IN ('store', 'config', 'staff', 'plan')`;

const conditions = {
  // True; a parameter must be named to be sent.
  changes: '$7::bigint IS NOT NULL',
  // What changes while the reading goes on gets a number above its beginning and comes with the directory.
  essentials: `${isEssential} AND seq <= $7::bigint AND data IS NOT NULL`,
  directory: `(seq > $7::bigint OR (NOT (${isEssential}) AND data IS NOT NULL))`,
} as const;

const epochBefore = (seq: string): string =>
  `coalesce((SELECT epoch FROM feed_epochs WHERE after_seq < greatest(${seq}, 1) ORDER BY after_seq DESC LIMIT 1), $6)`;

/** Parameters: after, store scope, terminal scope, limit, end of the cursor, name of a feed without epochs, beginning of the snapshot. */
export function pageStatement(part: keyof typeof conditions): string {
  // Written as a range of pairs, in their order: said otherwise, PostgreSQL would rather walk all numbers and leave out
  // other terminals' records, or sort everything a terminal ever had.
  const range = (scope: string): string => `(SELECT kind, id, version, seq, data FROM changes
      WHERE (scope, seq) > (${scope}::text, $1::bigint) AND scope <= ${scope}::text AND ${conditions[part]} ORDER BY scope, seq LIMIT $4)`;
  return `
    WITH tip AS MATERIALIZED (SELECT coalesce(max(seq), 0) AS seq FROM changes),
      page AS MATERIALIZED (${["'global'", '$2', '$3'].map(range).join(' UNION ALL ')} ORDER BY seq LIMIT $4)
    SELECT tip.seq::text AS tip, ${epochBefore('tip.seq')} AS epoch, ${epochBefore('$5::bigint')} AS epoch_of_cursor,
      (SELECT through_seq FROM feed_forgotten)::text AS forgotten_through,
      page.kind, page.id, page.version, page.seq::text AS seq, page.data
    FROM tip LEFT JOIN page ON true ORDER BY page.seq`;
}

export function pageParameters(reader: FeedReader, position: FeedPosition, limit: number, feedId: string): (string | number)[] {
  return [
    String(position.seq), `store:${reader.storeId}`, `terminal:${reader.terminalId}`, limit, String(position.end), feedId,
    String(position.snapshot?.begin ?? 0n),
  ];
}

type PageRow = { readonly tip: string; readonly epoch: string; readonly epoch_of_cursor: string; readonly forgotten_through: string } &
  (ChangeRow | { readonly [Field in keyof ChangeRow]: null });

/** Rows after the position, oldest first, at most `limit`, and how the feed stood at that moment. */
export async function readPage(
  db: SqlRunner, feedId: string, reader: FeedReader, position: FeedPosition, limit: number,
): Promise<{ readonly state: FeedState; readonly rows: readonly ChangeRow[] }> {
  const found = await db.query<PageRow>(pageStatement(position.snapshot?.part ?? 'changes'), pageParameters(reader, position, limit, feedId));
  const [first] = found;
  if (first === undefined) throw new Error('the feed always has a state');
  return {
    state: {
      tip: BigInt(first.tip), epoch: first.epoch, epochOfCursor: first.epoch_of_cursor, forgottenThrough: BigInt(first.forgotten_through),
    },
    rows: found.filter((row) => row.seq !== null),
  };
}

/** The feed's end and its epoch. */
export async function readTip(db: SqlRunner, feedId: string): Promise<{ readonly tip: bigint; readonly epoch: string }> {
  const [row] = await db.query<{ tip: string; epoch: string }>(
    `WITH tip AS (SELECT coalesce(max(seq), 0) AS seq FROM changes) SELECT tip.seq::text AS tip, ${epochBefore('tip.seq').replace('$6', '$1')} AS epoch FROM tip`,
    [feedId],
  );
  if (row === undefined) throw new Error('the feed always has a state');
  return { tip: BigInt(row.tip), epoch: row.epoch };
}

/** Living records of a scope. */
export async function countRecords(db: SqlRunner, scope: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT ((SELECT count(*) FROM changes WHERE scope = $1) - (SELECT count(*) FROM changes WHERE scope = $1 AND data IS NULL))::integer AS count`,
    [scope],
  );
  return row?.count ?? 0;
}
