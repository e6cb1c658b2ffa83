// The folder backups/: how its files are named, which are there, and which are old enough to go.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';

/** A finished backup. Only what was verified has such a name; what is being written ends in `.part`. */
export interface BackupFile {
  readonly name: string;
  readonly file: string;
  /** Schema version it holds. */
  readonly version: number;
  /** Instant by the terminal's clock. */
  readonly madeAt: string;
  readonly bytes: number;
}

export const PART = '.part';
const NAME = /^pos-v(\d{1,6})-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.db$/;
const DAY_MS = 86_400_000;
const KEPT_DAYS = 14;
/** However old they are: a clock that is set wrong for an hour must not cost all backups but one. */
const KEPT_AT_LEAST = 7;

/** Makes the folder where it is missing, for its owner alone. */
export function backupFolder(dataDir: string): string {
  const folder = path.join(dataDir, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export function backupName(version: number, at: string): string {
  return `pos-v${version}-${at.replaceAll(/[:.]/g, '-')}.db`;
}

/** Newest first; files of others are left out, and so is everything when the folder is missing. */
export function listBackups(dataDir: string): BackupFile[] {
  const folder = path.join(dataDir, 'backups');
  return namesIn(folder).flatMap((name) => {
    const found = NAME.exec(name);
    if (found === null) return [];
    const [, version, date, hour, minute, second, fraction] = found;
    const file = path.join(folder, name);
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return [{ name, file, version: Number(version), madeAt: `${date}T${hour}:${minute}:${second}.${fraction}Z`, bytes }];
  }).toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

/** What a killed program left half written. Only one program at a time writes into this folder. */
export function removeParts(dataDir: string): void {
  const folder = path.join(dataDir, 'backups');
  for (const name of namesIn(folder)) if (name.includes(PART)) rmSync(path.join(folder, name), { force: true });
}

/** Older than 14 days, either way of the clock, and not among the newest. `verifiedNow` was verified just now: without it nothing goes. */
export function outlived(backups: readonly BackupFile[], verifiedNow: string, now: string): BackupFile[] {
  if (!backups.some((backup) => backup.name === verifiedNow)) return [];
  return backups.toSorted((a, b) => (a.madeAt < b.madeAt ? 1 : -1)).slice(KEPT_AT_LEAST)
    .filter((backup) => backup.name !== verifiedNow && Math.abs(epochMs(now) - epochMs(backup.madeAt)) > KEPT_DAYS * DAY_MS);
}

const epochMs = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
