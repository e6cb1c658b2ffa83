// What happened to the clock goes into the journal, and an open shift to the day on which it really was.
import { addMs } from '#shared/domain/business-date.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { ShiftId } from '#shared/domain/ids.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { readHead } from '../journal/journal-repository.ts';
import { moveLinesOfShift } from '../money/money-line-repository.ts';
import { stampAt } from '../shift/business-day.ts';
import { moveOpenShift, readOpenShift } from '../shift/shift-repository.ts';
import { readProgress } from '../sync/sync-repository.ts';
import type { WriteDb } from '../store/sql.ts';
import { classifySqliteFailure } from '../store/sqlite-failures.ts';
import type { Profile, Till } from '../till.ts';
import { readKeptClock, saveHeard, saveOffset, saveUnsure, type KeptClock } from './clock-repository.ts';
import type { ClockNews } from './till-clock.ts';

/** A program that starts has nobody's word for the time until the carrier answers. */
export function noteClockAtStart(till: Till): void {
  const news = till.clock.news();
  till.store.write((db) => saveUnsure(db, readHead(db).seq, news !== null && news.jumps.length > 0));
  noteClock(till);
}

/** Writes down what the clock has to say, if anything. A disk that refuses it is met at the next thing a person does; it is said again then. */
export function noteClock(till: Till): void {
  const news = till.clock.news();
  const profile = till.profile();
  if (news === null || profile === null || isClosed(till)) return;
  try {
    till.store.write((db) => write(till, db, profile, news));
    till.clock.noted(news);
    till.announce('terminal', 'sync', ...(news.correctedMs === 0 ? [] : ['shift', 'sale', 'review'] as const));
    // A signature dated by the wrong clock was refused; this one will be believed. Once only, should two gateways disagree.
    if (news.correctedMs !== 0 && !till.link.isReachable) till.wakeSync();
  } catch (cause) {
    if (classifySqliteFailure(cause) === null) throw cause;
    till.ports.logger.error('clock.not-noted', {}, cause);
  }
}

/** Nothing is added to a journal that is broken or belongs to somebody else by now. */
function isClosed(till: Till): boolean {
  const { stoppedBy } = readProgress(till.store.read);
  return stoppedBy === 'journal-broken' || stoppedBy === 'journal-fork';
}

function write(till: Till, db: WriteDb, profile: Profile, news: ClockNews): void {
  const now = till.clock.now();
  const kept = readKeptClock(db);
  for (const { byMs, machineAt, wasOpen } of news.jumps) {
    appendEntry(db, stampAt(db, profile, now), 'clock.jumped', { bySeconds: Math.round(byMs / 1000), machineAt, wasOpen });
  }
  if (news.correctedMs !== 0) {
    const shift = putShiftRight(db, profile, kept, news.correctedMs);
    appendEntry(db, stampAt(db, profile, now), 'clock.corrected', { bySeconds: Math.round(news.correctedMs / 1000), machineAt: news.machineAt, shift });
  }
  if (till.clock.isSure()) saveHeard(db, till.clock.offsetMs(), now);
  else saveOffset(db, till.clock.offsetMs());
}

interface Move { readonly shiftId: ShiftId; readonly from: BusinessDate; readonly to: BusinessDate }

/** Only a shift that was opened since the time was last sure, and never to before that moment: an older one was dated right. */
function putShiftRight(db: WriteDb, profile: Profile, { heardAt, unsureAfterSeq }: KeptClock, correctedMs: number): Move | null {
  const shift = readOpenShift(db);
  if (shift === null || unsureAfterSeq === null || shift.openedSeq <= unsureAfterSeq) return null;
  const openedAt = addMs(shift.openedAt, correctedMs);
  if (heardAt !== null && openedAt < heardAt) return null;
  const { shiftId, businessDate: from } = shift;
  const to = profile.civilDateAt(openedAt);
  moveOpenShift(db, shiftId, openedAt, to);
  if (to === from) return null;
  moveLinesOfShift(db, shift, to);
  return { shiftId, from, to };
}
