// Runs one command of the support tool and answers its exit code.
import path from 'node:path';
import { DATABASE_FILE, openStore } from '#core/store/open-store.ts';
import type { ReadDb } from '#core/store/sql.ts';
import { systemClock } from '../../electron/hosts/system-clock.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import { unable, type Answer } from './answer.ts';
import { makeBackup } from './backup.ts';
import { readArguments, usage, type PosArguments } from './command-line.ts';
import { examine } from './doctor.ts';
import { exportRows } from './export.ts';
import { findWorkplace, type PlaceFacts } from './find-workplace.ts';
import { readAppVersion } from './read-app-version.ts';
import { restore } from './restore.ts';
import { readStatus } from './status.ts';
import { syncOnce } from './sync.ts';
import { verify } from './verify.ts';

export interface PosHost extends PlaceFacts {
  /** One line, or one JSON value, for standard output. */
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Asks a person for one line that is not shown. */
  readonly ask: (question: string) => Promise<string>;
}

/** 0: all is well. 1: a problem was found. 2: the words were not understood. */
export async function runPos(args: readonly string[], host: PosHost): Promise<0 | 1 | 2> {
  const read = readArguments(args);
  if (!read.ok) {
    host.complain(`pos: ${read.problem}\n\n${usage}`);
    return 2;
  }
  const { isJson, dataDir } = read.value;
  const answer = await answerTo(read.value, findWorkplace(host, dataDir), host);
  host.out(isJson ? JSON.stringify(answer.value) : answer.lines.join('\n'));
  return answer.isWell ? 0 : 1;
}

async function answerTo({ command, words, flags, options }: PosArguments, place: Workplace, host: PosHost): Promise<Answer> {
  // Never makes a database: whoever mistyped the directory must not find a fresh till there.
  if (command !== 'restore' && !host.exists(path.join(place.coreDir, DATABASE_FILE))) return unable('no-till', `there is no till in ${place.coreDir}`);
  const [file = ''] = words;
  switch (command) {
    case 'status':
      return readOnly(place, (db) => readStatus(db, place));
    case 'verify':
      return readOnly(place, (db) => verify(db, { isWhole: flags.has('whole'), say: host.complain }));
    case 'sync':
      return syncOnce(place, readAppVersion());
    case 'doctor':
      return examine(place);
    case 'backup':
      return makeBackup(place, file);
    case 'restore':
      return restore(place, { file, confirmedBy: options['new-terminal'] ?? null, ask: host.ask, appVersion: readAppVersion() });
    case 'export':
      return exportRows(place, { file, options, appVersion: readAppVersion(), say: host.complain });
  }
}

function readOnly(place: Workplace, look: (db: ReadDb) => Answer): Answer {
  const store = openStore({ dataDir: place.coreDir, sqliteBinding: null, at: systemClock.now(), isReadOnly: true });
  if (!store.ok) {
    const { problem } = store;
    return unable('reason' in problem ? problem.reason : problem.code, `the till's file cannot be read: ${JSON.stringify(problem)}`);
  }
  try {
    return look(store.value.read);
  } catch (cause) {
    // For example a file of an older program, whose tables the terminal brings up to date when it opens.
    return unable('not-readable', `the till's file cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  } finally {
    store.value.close();
  }
}
