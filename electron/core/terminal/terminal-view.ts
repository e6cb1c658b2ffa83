// The terminal as the window shows it before anything else: enrolled or not, ready or still receiving.
import { dateInZone } from '#shared/domain/business-date.ts';
import type { z } from 'zod';
import type { terminalViewSchema } from '#shared/contract/till/session-channels.ts';
import { readSetting } from '../settings/setting-repository.ts';
import { readPeople } from '../staff/staff-repository.ts';
import { countSubscribers } from '../subscriber/subscriber-repository.ts';
import { readDelivery } from '../sync/delivery-repository.ts';
import { readProgress } from '../sync/sync-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import type { Till } from '../till.ts';

/** Until the store is known its zone is not either; every store of today stands in this one. */
const DEFAULT_ZONE = 'Asia/Shanghai';

type TerminalView = z.output<typeof terminalViewSchema>;

export function terminalView(till: Till, db: ReadDb, now: string, isEnrolling: boolean): TerminalView {
  const known = knownOf(till);
  return {
    ...known,
    phase: phaseOf(till, db, isEnrolling),
    stoppedBy: readProgress(db).stoppedBy,
    todayOn: dateInZone(now, known.timeZone),
    now,
    directoryCount: countSubscribers(db),
    locale: readSetting(db).locale ?? till.options.defaultLocale,
  };
}

type Known = Pick<TerminalView, 'terminalId' | 'storeId' | 'storeName' | 'timeZone' | 'isTraining' | 'isKeySealed' | 'hotline'>;

function knownOf(till: Till): Known {
  const profile = till.profile();
  if (profile === null) {
    const isTraining = till.options.enrolWith !== null;
    return { terminalId: null, storeId: null, storeName: null, timeZone: DEFAULT_ZONE, isTraining, isKeySealed: true, hotline: '' };
  }
  const { terminal, store } = profile;
  return {
    terminalId: terminal.terminalId, storeId: terminal.storeId, storeName: store.name, timeZone: store.timeZone, isTraining: terminal.isTraining,
    isKeySealed: terminal.isKeySealed, hotline: store.hotline,
  };
}

function phaseOf(till: Till, db: ReadDb, isEnrolling: boolean): 'not-enrolled' | 'enrolling' | 'starting' | 'ready' | 'stopped' {
  const progress = readProgress(db);
  if (progress.stoppedBy !== null) return 'stopped';
  if (till.profile() === null) return isEnrolling || till.options.enrolWith !== null ? 'enrolling' : 'not-enrolled';
  return readDelivery(db).hasEssentials && readPeople(db).length > 0 ? 'ready' : 'starting';
}
