// Whether a backup can take the place of a till's file with nothing used twice: the decision alone.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { verifyChain, type ChainPosition, type JournalEntry, type Sha256Hex } from '#shared/domain/journal-chain.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { JournalType } from '#shared/contract/journal-entries.ts';

/** The journal of the file that is to be replaced. */
export interface PresentJournal {
  readonly last: number;
  /** Hash at a number; null beyond the end. */
  readonly hashAt: (seq: number) => string | null;
  /** All rows after a number, in order; null where one cannot be read. */
  readonly after: (seq: number) => readonly JournalEntry[] | null;
}

export interface RestoreFacts {
  readonly terminalId: TerminalId;
  readonly backup: ChainPosition;
  /** Null: there is no file, or its journal cannot be read. */
  readonly present: PresentJournal | null;
  /** Null: the gateway could not be asked. */
  readonly held: ChainPosition | null;
}

/**
 * Why this terminal cannot go on from the backup: numbers of entries and slips were or may have been used after it.
 * present-unreadable: nobody can say how many. other-journal: backup, file and gateway do not belong to one journal.
 * gateway-unknown: it could not be asked. gateway-holds-more: it has entries this computer does not. work-since: sales,
 * payments or the like were made after the backup.
 */
export type CannotGoOn = 'present-unreadable' | 'other-journal' | 'gateway-unknown' | 'gateway-holds-more' | 'work-since';

/** Entries that say something and change nothing beside the journal: they can be carried over as they stand. */
const inert: ReadonlySet<string> = new Set<JournalType>([
  'terminal.started', 'staff.signed_in', 'staff.signed_out', 'staff.pin_failed', 'export.made', 'journal.exported', 'statement.compared', 'backup.made',
  'backup.restored', 'network.lost', 'network.restored',
]);

/** The entries made after the backup, which follow its last row and are to be carried over, so that no number is used twice. */
export function judgeRestore({ terminalId, backup, present, held }: RestoreFacts, sha256Hex: Sha256Hex): Result<readonly JournalEntry[], CannotGoOn> {
  if (present === null) return err('present-unreadable');
  if (present.hashAt(backup.seq) !== backup.hash) return err('other-journal');
  const since = present.after(backup.seq);
  if (since === null || !verifyChain(since, { ...backup, terminalId }, sha256Hex).ok) return err('present-unreadable');
  if (held === null) return err('gateway-unknown');
  if (held.seq > present.last) return err('gateway-holds-more');
  if (present.hashAt(held.seq) !== held.hash) return err('other-journal');
  return since.every(({ type }) => inert.has(type)) ? ok(since) : err('work-since');
}
