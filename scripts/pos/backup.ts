// pos backup: a verified copy of the till's file, made while the till runs and sells.
import path from 'node:path';
import { noteBackup } from '#core/backup/note-backup.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { DATABASE_FILE, openStore } from '#core/store/open-store.ts';
import { classifySqliteFailure } from '#core/store/sqlite-failures.ts';
import { writeBackup, type BackupRefusal } from '#core/store/write-backup.ts';
import type { Inspection } from '#core/store/inspect-copy.ts';
import { readProfile } from '#core/terminal/profile-view.ts';
import { systemClock } from '../../electron/hosts/system-clock.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import { unable, type Answer } from './answer.ts';

const reasons: Readonly<Record<BackupRefusal['reason'], string>> = {
  'disk-full': 'there is not enough room for it and for selling: choose another disk',
  'not-writable': 'it cannot be written there: see that the folder exists and may be written to',
  exists: 'a file of this name is there already: choose another name',
  'source-unreadable': 'the till\'s file cannot be read',
  unsound: 'the copy does not verify, so the till\'s file is damaged: run verify --whole, keep every earlier backup',
  failed: 'it could not be made',
};

export async function makeBackup(place: Workplace, target: string): Promise<Answer> {
  const file = path.resolve(target);
  const made = await writeBackup({ source: path.join(place.coreDir, DATABASE_FILE), target: file, sqliteBinding: null });
  if (!made.ok) {
    const { reason, detail } = made.problem;
    return { isWell: false, value: { problem: reason, detail }, lines: [`no backup: ${reasons[reason]} (${detail})`] };
  }
  const { version, head, bytes, terminalId } = made.value;
  const isNoted = noteInJournal(place, path.basename(file), made.value);
  if (isNoted === 'other-journal') return unable('other-journal', 'the till\'s file was replaced while it was copied: the copy is kept, look at both');
  return {
    isWell: true,
    value: { ok: true, file, terminalId, version, rows: head.seq, head: head.hash, bytes, isNoted: isNoted === 'noted' },
    lines: [
      `backup in ${file}: ${head.seq} rows, ${bytes} bytes, verified`,
      ...(isNoted === 'noted' ? [] : ['not written into the journal: the till\'s file takes no change now']),
    ],
  };
}

/** A file that only a newer or older program may write to is left as it is. */
function noteInJournal(place: Workplace, name: string, copy: Inspection): 'noted' | 'not-noted' | 'other-journal' {
  if (copy.version !== allMigrations.length) return 'not-noted';
  const opened = openStore({ dataDir: place.coreDir, sqliteBinding: null, at: systemClock.now() });
  if (!opened.ok) return 'not-noted';
  const store = opened.value;
  try {
    const profile = readProfile(store.read);
    if (profile === null) return 'not-noted';
    const noted = store.write((db) => noteBackup(db, profile, systemClock.now(), { name, copy, reason: 'asked', isChainChecked: true }));
    return noted.ok ? 'noted' : 'other-journal';
  } catch (cause) {
    if (classifySqliteFailure(cause) === null) throw cause;
    return 'not-noted';
  } finally {
    store.close();
  }
}
