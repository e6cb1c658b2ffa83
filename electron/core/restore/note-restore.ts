// What the till writes down once a backup took the place of its file, or once it began anew after one.
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { insertEntry, type JournalHead } from '../journal/journal-repository.ts';
import { stampAt } from '../shift/business-day.ts';
import type { WriteDb } from '../store/sql.ts';
import { offer } from '../sync/sync-repository.ts';
import type { Profile } from '../till.ts';

export interface MadeRestore {
  /** Name of the backup's file. */
  readonly name: string;
  readonly head: JournalHead;
  /** Name of the folder that holds what stood in its place. */
  readonly setAside: string;
}

/** `since` are the rows made after the backup. All that is there may have been offered: nothing of it can be taken back. */
export function noteRestore(db: WriteDb, profile: Profile, now: string, { name, head, setAside }: MadeRestore, since: readonly JournalEntry[]): void {
  for (const entry of since) insertEntry(db, entry, JSON.stringify(entry.payload));
  offer(db, since.at(-1)?.seq ?? head.seq);
  appendEntry(db, stampAt(db, profile, now), 'backup.restored', { name, seq: head.seq, head: head.hash, setAside });
}

/** In the journal of the terminal that takes over. */
export function noteSuccession(db: WriteDb, profile: Profile, now: string, { name, head, setAside }: MadeRestore): void {
  appendEntry(db, stampAt(db, profile, now), 'backup.restored', { name, seq: head.seq, head: head.hash, setAside });
}
