// What the support tool did is a row of the till's journal, where the till's file can take one.
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { openStore } from '#core/store/open-store.ts';
import type { WriteDb } from '#core/store/sql.ts';
import { classifySqliteFailure } from '#core/store/sqlite-failures.ts';
import { readProfile } from '#core/terminal/profile-view.ts';
import type { Profile } from '#core/till.ts';
import { systemClock } from '../../electron/hosts/system-clock.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';

export const NOT_WRITTEN_DOWN = 'not written into the journal: the till\'s file takes no change now';

/**
 * One transaction on the till's file. Null: nothing was written, because the file is of another version than this program
 * (`version` is its own), nobody is enrolled in it, or the disk refuses.
 */
export function writeDown<T>(place: Workplace, version: number, work: (db: WriteDb, profile: Profile, now: string) => T): T | null {
  if (version !== allMigrations.length) return null;
  const opened = openStore({ dataDir: place.coreDir, sqliteBinding: null, at: systemClock.now() });
  if (!opened.ok) return null;
  const store = opened.value;
  try {
    const profile = readProfile(store.read);
    return profile === null ? null : store.write((db) => work(db, profile, systemClock.now()));
  } catch (cause) {
    if (classifySqliteFailure(cause) === null) throw cause;
    return null;
  } finally {
    store.close();
  }
}
