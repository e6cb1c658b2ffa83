// The terminal as the window shows it before anything else: enrolled or not, ready or still receiving.
import { dateInZone } from '#shared/domain/business-date.ts';
import type { z } from 'zod';
import type { terminalViewSchema } from '#shared/contract/till/session-channels.ts';
import { readSetting } from '../settings/setting-repository.ts';
import { readPeople } from '../staff/staff-repository.ts';
import { countSubscribers } from '../subscriber/subscriber-repository.ts';
import { readProgress } from '../sync/sync-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import type { Till } from '../till.ts';

/** Until the store is known its zone is not either; every store of today stands in this one. */
const DEFAULT_ZONE = 'Asia/Shanghai';

export function terminalView(till: Till, db: ReadDb, now: string, isEnrolling: boolean): z.output<typeof terminalViewSchema> {
  const profile = till.profile();
  const progress = readProgress(db);
  const timeZone = profile?.store.timeZone ?? DEFAULT_ZONE;
  return {
    phase: phaseOf(till, db, isEnrolling),
    stoppedBy: progress.stoppedBy,
    terminalId: profile?.terminal.terminalId ?? null,
    storeId: profile?.store.storeId ?? null,
    storeName: profile?.store.name ?? null,
    timeZone,
    isTraining: profile?.terminal.isTraining ?? till.options.enrolWith !== null,
    todayOn: dateInZone(now, timeZone),
    now,
    isKeySealed: profile?.terminal.isKeySealed ?? true,
    directoryCount: countSubscribers(db),
    locale: readSetting(db).locale ?? till.options.defaultLocale,
    hotline: profile?.store.hotline ?? '',
  };
}

function phaseOf(till: Till, db: ReadDb, isEnrolling: boolean): 'not-enrolled' | 'enrolling' | 'starting' | 'ready' | 'stopped' {
  const progress = readProgress(db);
  if (progress.stoppedBy !== null) return 'stopped';
  if (till.profile() === null) return isEnrolling || till.options.enrolWith !== null ? 'enrolling' : 'not-enrolled';
  return progress.hasFirstSnapshot && readPeople(db).length > 0 ? 'ready' : 'starting';
}
