// What the shim wrote down: every act on the till's files in order, and what a disk may hold after the power was cut at one of them.
import { readFileSync } from 'node:fs';

/** Numbers of the shim's acts, as in disk-shim.c. */
export const acts = { create: 1, write: 2, sync: 3, truncate: 4, unlink: 5, mark: 6, read: 7, open: 8 } as const;
const files = ['', 'pos.db', 'pos.db-wal', 'pos.db-journal', ''] as const;
const DIRECTORY = 4;
/** Bytes that a drive writes whole or not at all. */
const SECTOR = 512;

/** error: an errno, or -1 for a write that takes only half. */
export interface DiskFault {
  readonly act: number;
  readonly error: number;
  /** So many acts of this kind pass first. */
  readonly skip: number;
  readonly count: number;
}

export type DiskAct =
  | { readonly kind: 'create' | 'unlink'; readonly file: string }
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  | { readonly kind: 'sync'; readonly file: string; readonly hasFailed: boolean }
  | { readonly kind: 'sync-directory'; readonly hasFailed: boolean }
  | { readonly kind: 'mark'; readonly text: string };

export function readRecord(file: string): DiskAct[] {
  const all = readFileSync(file);
  const found: DiskAct[] = [];
  for (let at = 0; at < all.length;) {
    const [act, fileNumber, offset, length, result] = [0, 4, 8, 12, 16].map((byte) => all.readInt32LE(at + byte)) as [number, number, number, number, number];
    const bytes = all.subarray(at + 20, at + 20 + length);
    at += 20 + length;
    found.push(actOf({ act, file: files[fileNumber] ?? '', isDirectory: fileNumber === DIRECTORY, offset, bytes, hasFailed: result !== 0 }));
  }
  return found;
}

function actOf(raw: { act: number; file: string; isDirectory: boolean; offset: number; bytes: Buffer; hasFailed: boolean }): DiskAct {
  const { act, file, offset, bytes, hasFailed } = raw;
  if (act === acts.create) return { kind: 'create', file };
  if (act === acts.unlink) return { kind: 'unlink', file };
  if (act === acts.write) return { kind: 'write', file, offset, bytes };
  if (act === acts.truncate) return { kind: 'truncate', file, length: offset };
  if (act === acts.mark) return { kind: 'mark', text: bytes.toString('utf8') };
  if (act === acts.sync) return raw.isDirectory ? { kind: 'sync-directory', hasFailed } : { kind: 'sync', file, hasFailed };
  throw new Error(`the shim wrote an act ${act} that nobody knows`);
}

/** An act that may have reached the disk or not: open until a sync, certain after it, and open for ever where that sync failed. */
interface Pending { readonly act: DiskAct; fate: 'open' | 'certain' | 'forgotten' }

/** What is certainly on the disk (null: no such name), and what came after. */
interface Held {
  content: Buffer | null;
  pending: Pending[];
}

/** Content of each file; a file that is not there is left out. */
export type DiskImage = ReadonlyMap<string, Buffer>;

/** honest: a sync that succeeded keeps what was written. lying: the drive says so, and keeps nothing for certain. */
export type Drive = 'honest' | 'lying';

export interface Disk {
  follow(act: DiskAct): void;
  /**
   * What one power cut right now may leave, by the numbers of `next`: of what was not synced each act may be there or not, and of
   * a write any of its sectors.
   */
  imageAfterCut(next: () => number): DiskImage;
  /** Whether a cut right now could lose anything. */
  hasOpenActs(): boolean;
}

/** Follows a record act by act, beginning with files that are on the disk for certain. */
export function createDisk(initial: DiskImage, drive: Drive = 'honest'): Disk {
  const held = new Map<string, Held>([...initial].map(([file, content]) => [file, { content: Buffer.from(content), pending: [] }]));
  const of = (file: string): Held => {
    const known = held.get(file) ?? { content: null, pending: [] };
    held.set(file, known);
    return known;
  };
  return {
    follow: (act) => {
      if (act.kind === 'mark') return;
      // A name is kept by its directory, content by its file.
      if (act.kind === 'sync-directory') [...held.values()].forEach((one) => decide(one, isOfName, act.hasFailed));
      else if (act.kind !== 'sync') of(act.file).pending.push({ act, fate: 'open' });
      else if (drive === 'honest') decide(of(act.file), (one) => !isOfName(one), act.hasFailed);
    },
    imageAfterCut: (next) => {
      const image = new Map<string, Buffer>();
      // Sometimes all of it had arrived and sometimes nothing; mostly some.
      const mood = next();
      const share = mood < 0.15 ? 0 : mood < 0.3 ? 1 : 0.5;
      for (const [file, one] of held) {
        const start = one.content === null ? null : Buffer.from(one.content);
        const content = one.pending.reduce<Buffer | null>((now, { act, fate }) => (fate === 'certain' ? apply(now, act) : perhaps(now, act, share, next)), start);
        if (content !== null) image.set(file, content);
      }
      return image;
    },
    hasOpenActs: () => [...held.values()].some((one) => one.pending.some(({ fate }) => fate !== 'certain')),
  };
}

const isOfName = (act: DiskAct): boolean => act.kind === 'create' || act.kind === 'unlink';

/** After a failed sync the kernel takes the pages for written: the next sync, though it succeeds, does not make up for them. */
function decide(one: Held, concerns: (act: DiskAct) => boolean, hasFailed: boolean): void {
  for (const pending of one.pending) {
    if (pending.fate === 'open' && concerns(pending.act)) pending.fate = hasFailed ? 'forgotten' : 'certain';
  }
  one.pending = one.pending.filter(({ act, fate }, index) => fate !== 'forgotten' || !one.pending.slice(index + 1).some((later) => later.fate === 'certain' && covers(later.act, act)));
  while (one.pending[0]?.fate === 'certain') one.content = apply(one.content, (one.pending.shift() as Pending).act);
}

/** Whether nothing of an act can be seen any more behind another. */
function covers(later: DiskAct, act: DiskAct): boolean {
  return later.kind === 'write' && act.kind === 'write' && later.offset <= act.offset && later.offset + later.bytes.length >= act.offset + act.bytes.length;
}

/** Changes `content` where its length allows, and answers what it is then. */
function apply(content: Buffer | null, act: DiskAct): Buffer | null {
  switch (act.kind) {
    case 'create': return content ?? Buffer.alloc(0);
    case 'unlink': return null;
    case 'truncate': return content === null ? null : ofLength(content, act.length);
    case 'write': {
      if (content === null) return null;
      const end = act.offset + act.bytes.length;
      const target = end > content.length ? ofLength(content, end) : content;
      act.bytes.copy(target, act.offset);
      return target;
    }
    default: return content;
  }
}

/** A copy of another length; what is new is zeros. */
function ofLength(content: Buffer, length: number): Buffer {
  const copy = Buffer.alloc(length);
  content.copy(copy);
  return copy;
}

function perhaps(content: Buffer | null, act: DiskAct, share: number, next: () => number): Buffer | null {
  if (act.kind !== 'write') return next() < share ? apply(content, act) : content;
  let now = content;
  for (let from = 0; from < act.bytes.length && now !== null; from += SECTOR) {
    if (next() < share) now = apply(now, { ...act, offset: act.offset + from, bytes: act.bytes.subarray(from, from + SECTOR) });
  }
  return now;
}
