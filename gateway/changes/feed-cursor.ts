// The cursor of the feed as text: opaque to terminals, complete for us, so that the gateway remembers no reader.

/** How far a reader is. Numbers are those of `changes.seq`. */
export interface FeedPosition {
  /** Every record of the reader up to this number was given. */
  readonly seq: bigint;
  /** The feed's end when the reader last asked: if the database no longer reaches it, or reaches it otherwise, it was set back. */
  readonly end: bigint;
  /** The epoch that `end` belongs to. */
  readonly epoch: string;
  /** A reading from the beginning that is not complete; null: the reader has everything up to `seq`. */
  readonly snapshot: Snapshot | null;
}

export interface Snapshot {
  readonly id: string;
  /** essentials: store, configuration, people, plans. directory: everything else, and what changed since `begin`. */
  readonly part: 'essentials' | 'directory';
  /** The feed's end when the reading began. */
  readonly begin: bigint;
  /** Records there were to read then. */
  readonly total: number;
}

const pattern = /^([\w-]{1,40})\.(\d{1,18})(?:\.(\d{1,18})(?:\.([\w-]{1,20})\.([ed])\.(\d{1,18})\.(\d{1,12}))?)?$/;

/** Up to date is `epoch.seq`, behind is `epoch.seq.end`, and a snapshot adds `id.part.begin.total`; in base64url. */
export function cursorText({ seq, end, epoch, snapshot }: FeedPosition): string {
  const parts = [epoch, String(seq)];
  if (snapshot !== null) parts.push(String(end), snapshot.id, snapshot.part === 'essentials' ? 'e' : 'd', String(snapshot.begin), String(snapshot.total));
  else if (end !== seq) parts.push(String(end));
  return Buffer.from(parts.join('.'), 'utf8').toString('base64url');
}

/** Null for text that never was a cursor. */
export function readCursor(text: string): FeedPosition | null {
  const found = pattern.exec(Buffer.from(text, 'base64url').toString('utf8'));
  if (found === null) return null;
  const [, epoch = '', seq = '0', end = seq, id, part, begin = '0', total = '0'] = found;
  return {
    epoch, seq: BigInt(seq), end: BigInt(end),
    snapshot: id === undefined ? null : { id, part: part === 'e' ? 'essentials' : 'directory', begin: BigInt(begin), total: Number(total) },
  };
}
