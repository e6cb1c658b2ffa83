// The feed as terminals read it: page by page after a cursor, from the beginning where a cursor is not known.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Clock, Random } from '../ports.ts';
import type { GatewayDb } from '../store/gateway-db.ts';
import { countRecords, readPage, readTip, type ChangeRow, type FeedReader, type FeedState } from './change-repository.ts';
import { cursorText, readCursor, type FeedPosition, type Snapshot } from './feed-cursor.ts';
import { beginEpoch } from './feed-upkeep.ts';

export interface FeedPage {
  readonly changes: readonly { readonly kind: string; readonly id: string; readonly version: number; readonly data: unknown }[];
  readonly cursor: string;
  readonly more: boolean;
  /** There while the feed is read from its beginning, also on the last page of that. */
  readonly snapshot?: { readonly id: string; readonly total: number; readonly hasEssentials: boolean };
}

export const DEFAULT_PAGE_SIZE = 1000;
export const MAX_PAGE_SIZE = 2000;

export interface Feed {
  /**
   * Changes after a cursor. No cursor reads from the beginning, and so does one of another database, one from a time that
   * this database was set back from, and one so old that deletions behind it are forgotten. Refuses text that never was a cursor.
   */
  read(reader: FeedReader, request: { readonly cursor: string | null; readonly limit: number }): Promise<Result<FeedPage, { code: 'cursor-unreadable' }>>;
}

export interface FeedPorts {
  readonly db: GatewayDb;
  readonly random: Random;
  readonly clock: Clock;
  /** Name of the feed before its first epoch. */
  readonly feedId: string;
}

/** A gateway that starts may stand on a restored database: what is published from here on belongs to a new epoch. */
export async function openFeed(ports: FeedPorts): Promise<Feed> {
  await beginEpoch(ports.db, newName(ports.random));
  const countGlobal = rememberedCount(ports);
  let furthest = 0n;
  const start = async (reader: FeedReader): Promise<FeedPosition> => {
    const { tip, epoch } = await readTip(ports.db, ports.feedId);
    const own = [`store:${reader.storeId}`, `terminal:${reader.terminalId}`].map(async (scope) => countRecords(ports.db, scope));
    const counts = await Promise.all([countGlobal(), ...own]);
    const total = counts.reduce((sum, count) => sum + count, 0);
    return { seq: 0n, end: tip, epoch, snapshot: { id: newName(ports.random), part: 'essentials', begin: tip, total } };
  };
  const readFrom = async (reader: FeedReader, position: FeedPosition, limit: number): Promise<FeedPage | 'unknown'> => {
    const { state, rows } = await readPage(ports.db, ports.feedId, reader, position, limit + 1);
    if (state.tip < furthest) {
      // The database went back under a running gateway. Who has seen more than it holds now must be told apart later.
      furthest = state.tip;
      await beginEpoch(ports.db, newName(ports.random));
    }
    furthest = state.tip > furthest ? state.tip : furthest;
    if (!isKnown(position, state)) return 'unknown';
    const page = rows.slice(0, limit);
    const more = rows.length > limit;
    if (position.snapshot?.part !== 'essentials' || more) return pageOf(page, nextPosition(position, state, page, more), position.snapshot, more);
    return withDirectory(page, { ...position, seq: 0n, snapshot: { ...position.snapshot, part: 'directory' } }, limit, readFrom.bind(null, reader));
  };
  return {
    read: async (reader, { cursor, limit }) => {
      const position = cursor === null ? await start(reader) : readCursor(cursor);
      if (position === null) return err({ code: 'cursor-unreadable' });
      const page = await readFrom(reader, position, limit);
      if (page !== 'unknown') return ok(page);
      const anew = await readFrom(reader, await start(reader), limit);
      if (anew === 'unknown') throw new Error('the feed was set back while it was read');
      return ok(anew);
    },
  };
}

/** Essentials are few: the directory begins on the same page. */
async function withDirectory(
  essentials: readonly ChangeRow[], position: FeedPosition, limit: number, read: (position: FeedPosition, limit: number) => Promise<FeedPage | 'unknown'>,
): Promise<FeedPage | 'unknown'> {
  const room = limit - essentials.length;
  if (room === 0) return pageOf(essentials, position, position.snapshot, true);
  const rest = await read(position, room);
  return rest === 'unknown' ? rest : { ...rest, changes: [...essentials.map(changeOf), ...rest.changes] };
}

function isKnown(position: FeedPosition, state: FeedState): boolean {
  const { seq, end, epoch, snapshot } = position;
  // Who reads from the beginning was never given what was forgotten before it began.
  const mayMiss = seq < state.forgottenThrough && (snapshot === null || snapshot.begin < state.forgottenThrough);
  return end <= state.tip && epoch === state.epochOfCursor && !mayMiss;
}

function nextPosition(position: FeedPosition, state: FeedState, page: readonly ChangeRow[], more: boolean): FeedPosition {
  const last = BigInt(page.at(-1)?.seq ?? position.seq);
  const reached = { end: state.tip, epoch: state.epoch };
  // Everything of this reader up to the feed's end is given, whoever the numbers in between belong to.
  return more ? { ...reached, seq: last, snapshot: position.snapshot } : { ...reached, seq: state.tip, snapshot: null };
}

function pageOf(rows: readonly ChangeRow[], next: FeedPosition, snapshot: Snapshot | null, more: boolean): FeedPage {
  const page = { changes: rows.map(changeOf), cursor: cursorText(next), more };
  if (snapshot === null) return page;
  return { ...page, snapshot: { id: snapshot.id, total: snapshot.total, hasEssentials: next.snapshot?.part !== 'essentials' } };
}

function changeOf({ kind, id, version, data }: ChangeRow): FeedPage['changes'][number] {
  return { kind, id, version, data: data === null ? null : JSON.parse(data) as unknown };
}

const COUNT_FOR_MS = 60_000;

/** Counting a million rows takes a tenth of a second, and after an outage many begin at once: a minute-old figure will do. */
function rememberedCount({ db, clock }: FeedPorts): () => Promise<number> {
  let last: { readonly atMs: number; readonly count: Promise<number> } | null = null;
  return async () => {
    const nowMs = Date.parse(clock.now());
    if (last === null || Math.abs(nowMs - last.atMs) >= COUNT_FOR_MS) last = { atMs: nowMs, count: countRecords(db, 'global') };
    const { count } = last;
    try {
      return await count;
    } catch (cause) {
      last = null;
      throw cause;
    }
  };
}

function newName(random: Random): string {
  return Buffer.from(random.bytes(9)).toString('base64url');
}
