// Saves what can be saved from a till that has stopped, at a press on its only screen.
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Rescued } from '#shared/contract/till/session-channels.ts';
import { nextTurn } from '../next-turn.ts';
import type { CoreOptions, CorePorts } from '../ports.ts';
import { DATABASE_FILE } from '../store/database-file.ts';
import { reasonOfDisk } from '../store/write-backup.ts';
import { exportJournal, type ExportRefusal } from './export-journal.ts';

type Failure = ProblemOf<'rescue-failed'>;

/**
 * Writes every row that can be read into a new file under `exports/`; where the data folder takes nothing (full, read-only,
 * gone) into the first of `rescueDirs` that does. The till's own file is only read. Problem: `rescue-failed`.
 */
export async function rescueTill(ports: CorePorts, options: CoreOptions): Promise<Result<Rescued, Failure>> {
  const source = path.join(options.dataDir, DATABASE_FILE);
  if (statSync(source, { throwIfNoEntry: false })?.isFile() !== true) return err({ code: 'rescue-failed', reason: 'nothing-readable' });
  const at = ports.clock.now();
  let refused: Failure = { code: 'rescue-failed', reason: 'not-writable' };
  for (const folder of [path.join(options.dataDir, 'exports'), ...(options.rescueDirs ?? [])]) {
    const made = await saveIn(folder, { ports, options, source, at });
    if (made.ok || (made.problem.reason !== 'disk-full' && made.problem.reason !== 'not-writable')) return made;
    refused = made.problem;
  }
  ports.logger.error('rescue.failed', { reason: refused.reason });
  return err(refused);
}

interface Rescue {
  readonly ports: CorePorts;
  readonly options: CoreOptions;
  readonly source: string;
  readonly at: string;
}

async function saveIn(folder: string, { ports, options, source, at }: Rescue): Promise<Result<Rescued, Failure>> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    return err({ code: 'rescue-failed', reason: reasonOfDisk(cause).reason === 'disk-full' ? 'disk-full' : 'not-writable' });
  }
  const file = path.join(folder, `heyon-rescue-${at.replaceAll(/[:.]/g, '-')}.jsonl`);
  const made = await exportJournal({
    source, target: file, format: 'jsonl', from: null, to: null, at, appVersion: options.appVersion, sqliteBinding: options.sqliteBinding,
    breathe: () => nextTurn(ports.timers),
  });
  if (!made.ok) return err({ code: 'rescue-failed', reason: reasons[made.problem.reason] });
  const { rows, isWhole, faultCount, unread, unconfirmedRows } = made.value;
  return ok({ file, rows, isWhole, faultCount, unreadRanges: unread.length, unconfirmedRows });
}

const reasons: Readonly<Record<ExportRefusal['reason'], Failure['reason']>> = {
  'disk-full': 'disk-full', 'not-writable': 'not-writable', exists: 'failed', 'source-unreadable': 'nothing-readable', failed: 'failed',
};
