// pos backup: a verified copy of the till's file, made while the till runs and sells.
import path from 'node:path';
import { noteBackup } from '#core/backup/note-backup.ts';
import { DATABASE_FILE } from '#core/store/open-store.ts';
import { writeBackup, type BackupRefusal } from '#core/store/write-backup.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import { unable, type Answer } from './answer.ts';
import { NOT_WRITTEN_DOWN, writeDown } from './write-down.ts';

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
  const noted = writeDown(place, made.value.version, (db, profile, now) => noteBackup(db, profile, now, { name: path.basename(file), copy: made.value, reason: 'asked', isChainChecked: true }));
  if (noted?.ok === false) return unable('other-journal', 'the till\'s file was replaced while it was copied: the copy is kept, look at both');
  return {
    isWell: true,
    value: { ok: true, file, terminalId, version, rows: head.seq, head: head.hash, bytes, isNoted: noted !== null },
    lines: [
      `backup in ${file}: ${head.seq} rows, ${bytes} bytes, verified`,
      ...(noted === null ? [NOT_WRITTEN_DOWN] : []),
    ],
  };
}
