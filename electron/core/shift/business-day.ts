// Which day it is: on the calendar, and for the books.
import type { ReadDb } from '../store/sql.ts';
import type { Profile, Today } from '../till.ts';
import type { EntryStamp } from '../journal/append-entry.ts';
import { readOpenShift } from './shift-repository.ts';

/** The business date belongs to the open shift, so a sale after midnight still counts for the evening it was made in. */
export function todayAt(db: ReadDb, profile: Profile, now: string): Today {
  const civilOn = profile.civilDateAt(now);
  return { civilOn, businessDate: readOpenShift(db)?.businessDate ?? civilOn };
}

/** What a journal entry written now carries. */
export function stampAt(db: ReadDb, profile: Profile, now: string): EntryStamp {
  return { terminalId: profile.terminal.terminalId, at: now, businessDate: todayAt(db, profile, now).businessDate };
}
