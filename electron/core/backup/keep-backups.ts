// A verified backup on each day the till is on, beside the sales; the old ones go once a newer one is there.
//
//   wait --(a minute after the start, then every ten)--> look --no backup of today--> write, verify, journal, prune
//   A failure is shown until one succeeds, and tried again within the hour. Nothing of this is stored: the folder says it all.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { must } from '#shared/domain/base/invariant.ts';
import type { BackupProblem } from '#shared/contract/till/sync-channels.ts';
import { backupFolder, backupName, listBackups, outlived, removeParts } from '../store/backup-files.ts';
import type { BackupRefusal } from '../store/write-backup.ts';
import { classifySqliteFailure } from '../store/sqlite-failures.ts';
import type { Profile, Till } from '../till.ts';
import { noteBackup } from './note-backup.ts';

export interface BackupKeeper {
  start(): void;
  /** Stops for good; waits for the copy under way. */
  stop(): Promise<void>;
}

/** Pauses of this loop. The first: some tills are on for an hour a day, but at the very start somebody waits to sign in. */
export const backupPausesMs = { first: 60_000, between: 600_000, afterFailure: 3_000_000 } as const;

export function createBackupKeeper(till: Till): BackupKeeper {
  let isStopped = false;
  let cancelTimer: () => void = () => undefined;
  let underWay: Promise<void> = Promise.resolve();

  const plan = (delayMs: number): void => {
    if (!isStopped) cancelTimer = till.ports.timers.after(delayMs, () => void (underWay = look()));
  };
  const look = async (): Promise<void> => {
    const problem = await makeIfDue(till, () => isStopped);
    show(till, problem);
    plan(problem === null ? backupPausesMs.between : backupPausesMs.afterFailure);
  };
  return {
    start: () => plan(backupPausesMs.first),
    stop: async () => {
      isStopped = true;
      cancelTimer();
      await underWay;
    },
  };
}

/** Due on each civil day of the store that has no backup in the present form of the file. */
function isDue(till: Till, profile: Profile, now: string): boolean {
  const version = till.store.version();
  const today = profile.civilDateAt(now);
  return !listBackups(till.options.dataDir).some((backup) => backup.version === version && profile.civilDateAt(backup.madeAt) === today);
}

async function makeIfDue(till: Till, isStopped: () => boolean): Promise<BackupProblem | null> {
  try {
    const profile = till.profile();
    const now = till.ports.clock.now();
    if (profile === null || !isDue(till, profile, now)) return null;
    return await make(till, profile, now, isStopped);
  } catch (cause) {
    till.ports.logger.error('backup.failed', { reason: 'failed' }, cause);
    return classifySqliteFailure(cause)?.code === 'storage-full' ? 'disk-full' : 'failed';
  }
}

async function make(till: Till, profile: Profile, now: string, isStopped: () => boolean): Promise<BackupProblem | null> {
  const { dataDir, sqliteBinding } = till.options;
  removeParts(dataDir);
  const name = backupName(till.store.version(), now);
  const target = path.join(backupFolder(dataDir), name);
  const startedMs = till.ports.clock.monotonicMs();
  const copy = await till.ports.writeBackup({ source: till.store.file, target, sqliteBinding });
  if (isStopped()) return null;
  if (!copy.ok) return failed(till, copy.problem);
  const noted = till.store.write((db) => noteBackup(db, profile, till.ports.clock.now(), { name, copy: copy.value, reason: 'daily', isChainChecked: true }));
  if (!noted.ok) {
    // The file was replaced under the running till.
    rmSync(target, { force: true });
    return failed(till, { reason: 'unsound', detail: noted.problem });
  }
  till.ports.logger.info('backup.made', { name, bytes: copy.value.bytes, seq: copy.value.head.seq, tookMs: Math.round(till.ports.clock.monotonicMs() - startedMs) });
  prune(till, name);
  till.wakeSync();
  return null;
}

function failed(till: Till, { reason, detail }: BackupRefusal): BackupProblem {
  till.ports.logger.error('backup.failed', { reason, detail });
  switch (reason) {
    case 'disk-full': case 'not-writable': case 'unsound': return reason;
    case 'source-unreadable': return 'unsound';
    default: return 'failed';
  }
}

/** Only after a backup that was verified just now. What cannot be removed is tried again tomorrow. */
function prune(till: Till, verifiedNow: string): void {
  const backups = listBackups(till.options.dataDir);
  must(backups.find(({ name }) => name === verifiedNow), 'it was just made');
  for (const { file, name } of outlived(backups, verifiedNow, till.ports.clock.now())) {
    try {
      rmSync(file);
      till.ports.logger.info('backup.pruned', { name });
    } catch (cause) {
      till.ports.logger.warn('backup.not-pruned', { name, cause: cause instanceof Error ? cause.message : '' });
    }
  }
}

function show(till: Till, problem: BackupProblem | null): void {
  if (till.link.backupProblem === problem) return;
  till.link.backupProblem = problem;
  till.announce('sync');
}
