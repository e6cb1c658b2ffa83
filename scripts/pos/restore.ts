// pos restore: a verified backup takes the place of the till's file, where no number can be used twice by that; else a new terminal does.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '#shared/domain/base/result.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { sha256Hex } from '#core/journal/append-entry.ts';
import { readEntriesAfter, readHashAt, readHead, type JournalHead } from '#core/journal/journal-repository.ts';
import { createTillClock } from '#core/clock/till-clock.ts';
import { timeGateway } from '#core/clock/time-gateway.ts';
import { judgeRestore, type CannotGoOn, type PresentJournal } from '#core/restore/judge-restore.ts';
import { noteRestore } from '#core/restore/note-restore.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { holdData } from '#core/store/hold-data.ts';
import { DATABASE_FILE } from '#core/store/open-store.ts';
import { isDamage, openAsFound } from '#core/store/open-as-found.ts';
import { inspectCopy, type Flaw } from '#core/store/inspect-copy.ts';
import { asideFolder, isInUse, stageCopy } from '#core/store/set-aside.ts';
import { finishSwap, swapTill } from '#core/store/swap-till.ts';
import { DEVICE_KEY } from '#core/terminal/key-names.ts';
import { readTerminal, type TerminalRow } from '#core/terminal/terminal-repository.ts';
import { createNodePorts } from '../../electron/hosts/node-ports.ts';
import { SealedKeyError } from '../../electron/hosts/file-keychain.ts';
import { systemClock } from '../../electron/hosts/system-clock.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import { unable, type Answer } from './answer.ts';
import { takeOver } from './take-over.ts';
import { writeDown } from './write-down.ts';

export interface RestoreWish {
  readonly file: string;
  /** The manager who confirms that a new terminal takes over; null: nobody does. */
  readonly confirmedBy: string | null;
  /** One line from standard input; never echoed. */
  readonly ask: (question: string) => Promise<string>;
  readonly appVersion: string;
}

const flaws: Readonly<Record<Flaw['flaw'], string>> = {
  unreadable: 'it cannot be read', 'no-till': 'it is no till\'s file', newer: 'a newer program wrote it: install that one',
  damaged: 'it is damaged', broken: 'its journal does not verify',
};

const STAGE = 'restoring-backup';

const reasons: Readonly<Record<CannotGoOn, string>> = {
  'present-unreadable': 'the till\'s present journal cannot be read, so nobody can say which numbers were used after the backup',
  'other-journal': 'backup, till and carrier do not belong to one journal',
  'gateway-unknown': 'the carrier could not be asked what it holds: see that the line works and that this program may use the keys',
  'gateway-holds-more': 'the carrier holds entries that this computer does not have',
  'work-since': 'sales, payments or other work were made after the backup',
};

export async function restore(place: Workplace, wish: RestoreWish): Promise<Answer> {
  const file = path.resolve(wish.file);
  const inspected = inspectCopy(file, { sqliteBinding: null, isChainChecked: true });
  if (!inspected.ok) return unable(`backup-${inspected.problem.flaw}`, `nothing was changed: of ${file}, ${flaws[inspected.problem.flaw]} (${inspected.problem.detail})`);
  const terminal = readTerminalOf(file);
  if (terminal === null) return unable('backup-not-enrolled', 'nothing was changed: the backup is from before the enrolment, enrol the terminal instead');
  mkdirSync(place.coreDir, { recursive: true, mode: 0o700 });
  // Until the end, so that no till begins to sell on a file that is about to go.
  const hold = holdData(place.coreDir, null);
  if (!hold.ok) return unable('in-use', `nothing was changed: the till is running, close it first (${JSON.stringify(hold.problem)})`);
  try {
    finishSwap(place.coreDir);
    if (isInUse(place.coreDir)) return unable('in-use', 'nothing was changed: another program has the till\'s file open, close it first');
    return await restoreHeld(place, wish, { file, terminal, head: inspected.value.head });
  } finally {
    hold.value.release();
  }
}

async function restoreHeld(place: Workplace, wish: RestoreWish, backup: { readonly file: string; readonly terminal: TerminalRow; readonly head: JournalHead }): Promise<Answer> {
  const { file, terminal, head } = backup;
  const verdict = await judge(place, terminal, head);
  if (verdict.ok) return goOn(place, file, { head, since: verdict.value });
  if (wish.confirmedBy === null) return refused(verdict.problem);
  return takeOver(place, { ...backup, confirmedBy: wish.confirmedBy, ask: wish.ask, appVersion: wish.appVersion });
}

function readTerminalOf(file: string): TerminalRow | null {
  const store = openAsFound(file, path.dirname(file), null);
  try {
    return readTerminal(store.read);
  } finally {
    store.close();
  }
}

async function judge(place: Workplace, terminal: TerminalRow, backup: JournalHead): Promise<Result<readonly JournalEntry[], CannotGoOn>> {
  const held = await askGateway(place, terminal, backup.seq);
  return withPresent(place, terminal, (present) => judgeRestore({ terminalId: terminal.terminalId, backup, present, held }, sha256Hex));
}

async function askGateway(place: Workplace, { terminalId, gatewayUrl, isTraining }: TerminalRow, afterSeq: number): Promise<{ readonly seq: number; readonly hash: string } | null> {
  const ports = createNodePorts({ dataDir: place.coreDir, logName: 'pos' });
  try {
    const privateKey = await ports.keychain.read(DEVICE_KEY);
    if (privateKey === null) return null;
    const url = (isTraining ? place.gatewayUrl : null) ?? gatewayUrl;
    const clock = createTillClock(ports.clock, { offsetMs: null, heardAt: null, unsureAfterSeq: null }, null);
    const gateway = timeGateway(ports.connectGateway(url, clock), clock, () => undefined);
    const ask = (): ReturnType<typeof gateway.readJournal> => gateway.readJournal({ terminalId, privateKey }, afterSeq);
    const first = await ask();
    // A computer whose clock is off is refused once, and told the time.
    const reply = first.ok || !clock.isSure() ? first : await ask();
    return reply.ok ? { seq: reply.value.acceptedThrough, hash: reply.value.head } : null;
  } catch (cause) {
    if (cause instanceof SealedKeyError) return null;
    throw cause;
  }
}

function withPresent<T>(place: Workplace, { terminalId }: TerminalRow, look: (present: PresentJournal | null) => T): T {
  let store: ReturnType<typeof openAsFound> | null = null;
  try {
    store = openAsFound(path.join(place.coreDir, DATABASE_FILE), place.coreDir, null);
    const { read } = store;
    return look({ last: readHead(read).seq, hashAt: (seq) => readHashAt(read, seq), after: (seq) => readEntriesAfter(read, terminalId, seq, Number.MAX_SAFE_INTEGER) });
  } catch (cause) {
    // A row that is no row any more counts as one that cannot be read.
    if (isDamage(cause) || isMissing(cause) || cause instanceof SyntaxError || (cause instanceof Error && cause.name === 'ZodError')) return look(null);
    throw cause;
  } finally {
    store?.close();
  }
}

const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_CANTOPEN';

function refused(reason: CannotGoOn): Answer {
  return {
    isWell: false, value: { problem: 'needs-new-terminal', reason },
    lines: [
      `nothing was changed: ${reasons[reason]}.`,
      'Going on from the backup would use numbers of entries and slips twice. Send first what can be sent (pos sync), then let a new terminal take over:',
      '  npm run pos -- restore FILE --new-terminal MANAGER',
      'It asks for the PIN of that manager and for a fresh activation code of the store. The old files are kept.',
    ],
  };
}

function goOn(place: Workplace, file: string, { head, since }: { readonly head: JournalHead; readonly since: readonly JournalEntry[] }): Answer {
  const stage = path.join(place.coreDir, STAGE);
  const staged = inspectCopy(stageCopy(file, stage), { sqliteBinding: null, isChainChecked: true });
  if (!staged.ok || staged.value.head.hash !== head.hash) return unable('backup-changed', 'nothing was changed: the backup could not be copied whole');
  const aside = asideFolder(place.coreDir, systemClock.now());
  const made = { name: path.basename(file), head, setAside: path.basename(aside) };
  // Made ready before it takes the place: at no moment is there a till without the rows that came after. An older file is brought up to date as it is opened.
  const rows = writeDown({ ...place, coreDir: stage }, allMigrations.length, (db, profile, now) => {
    noteRestore(db, profile, now, made, since);
    return readHead(db).seq;
  });
  if (rows === null) return unable('not-written', 'nothing was changed: the disk takes no change now');
  swapTill(place.coreDir, { stage, aside, withKeys: false });
  return {
    isWell: true, value: { ok: true, kind: 'restored', rows, carriedOver: since.length, setAside: aside },
    lines: [`restored from ${file}: ${rows} rows, of which ${since.length} were made after the backup and carried over`, `the old files lie in ${aside}`],
  };
}
