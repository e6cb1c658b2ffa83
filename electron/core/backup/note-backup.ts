// What the till writes down once a copy of its file was made and verified.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { saveCheckpoint } from '../journal/checkpoint-repository.ts';
import { readHashAt } from '../journal/journal-repository.ts';
import { stampAt } from '../shift/business-day.ts';
import type { WriteDb } from '../store/sql.ts';
import type { Inspection } from '../store/inspect-copy.ts';
import type { Profile } from '../till.ts';

export interface MadeBackup {
  /** Name of the file, without its folder. */
  readonly name: string;
  readonly copy: Inspection;
  readonly reason: 'daily' | 'asked' | 'before-upgrade';
  /** Whether the copy's journal was recomputed from its first row. */
  readonly isChainChecked: boolean;
}

/**
 * Journals a backup. Its journal was whole up to its head, so that becomes the checkpoint: the same row stands here.
 * Problem: the copy is of another journal than this one, whose head it neither equals nor precedes.
 */
export function noteBackup(db: WriteDb, profile: Profile, now: string, made: MadeBackup): Result<null, 'other-journal'> {
  const { copy, name, reason } = made;
  const { seq, hash } = copy.head;
  if (copy.terminalId !== profile.terminal.terminalId || readHashAt(db, seq) !== hash) return err('other-journal');
  if (made.isChainChecked) saveCheckpoint(db, { seq, hash, verifiedAt: now });
  appendEntry(db, stampAt(db, profile, now), 'backup.made', { name, seq, head: hash, bytes: copy.bytes, reason });
  return ok(null);
}
