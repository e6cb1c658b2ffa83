// A new terminal takes the place of one whose journal cannot go on: enrolled beside it, confirmed by a manager, then put in its place.
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '#shared/contract/problems.ts';
import { sessionViewSchema, terminalViewSchema } from '#shared/contract/till/session-channels.ts';
import { createCore } from '#core/create-core.ts';
import type { Core } from '#core/ports.ts';
import { exportJournal } from '#core/rescue/export-journal.ts';
import type { ExportReport } from '#core/rescue/export-report.ts';
import { noteSuccession, type MadeRestore } from '#core/restore/note-restore.ts';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { DATABASE_FILE } from '#core/store/open-store.ts';
import { asideFolder } from '#core/store/set-aside.ts';
import { swapTill } from '#core/store/swap-till.ts';
import type { TerminalRow } from '#core/terminal/terminal-repository.ts';
import { createNodePorts } from '../../electron/hosts/node-ports.ts';
import { systemClock } from '../../electron/hosts/system-clock.ts';
import type { Workplace } from '../../electron/hosts/data-dir.ts';
import { unable, type Answer } from './answer.ts';
import { onePass, SESSION } from './sync.ts';
import { writeDown } from './write-down.ts';

export interface Succession {
  readonly file: string;
  /** Of the backup. */
  readonly terminal: TerminalRow;
  readonly head: MadeRestore['head'];
  readonly confirmedBy: string;
  readonly ask: (question: string) => Promise<string>;
  readonly appVersion: string;
}

/** The new till is made in this folder and stays there until it is confirmed, so that a second try goes on with it. */
const STAGE = 'restoring';

/** Nothing of the old terminal is touched before the new one stands, with a manager signed in to it. */
export async function takeOver(place: Workplace, succession: Succession): Promise<Answer> {
  const stage = path.join(place.coreDir, STAGE);
  mkdirSync(stage, { recursive: true, mode: 0o700 });
  const pin = await succession.ask(`PIN of ${succession.confirmedBy}: `);
  const activationCode = await succession.ask('activation code: ');
  const problem = await enrolAndConfirm(place, stage, { succession, pin, activationCode });
  if (problem !== null) return unable(problem.code, `nothing was changed: ${explain(problem)}`);
  const aside = asideFolder(place.coreDir, systemClock.now());
  const rescued = await rescue(place, aside, succession.appVersion);
  const made = { name: path.basename(succession.file), head: succession.head, setAside: path.basename(aside) };
  const noted = writeDown({ ...place, coreDir: stage }, allMigrations.length, (db, profile, now) => {
    noteSuccession(db, profile, now, made);
    return profile.terminal.terminalId;
  });
  if (noted === null) return unable('not-written', 'nothing was changed: the new terminal\'s file takes no change');
  keepBackup(succession.file, aside);
  swapTill(place.coreDir, { stage, aside, withKeys: true });
  return answer(succession.terminal.terminalId, noted, { aside, rescued });
}

async function enrolAndConfirm(place: Workplace, stage: string, { succession, pin, activationCode }: { readonly succession: Succession; readonly pin: string; readonly activationCode: string }): Promise<Problem | null> {
  const { terminal, appVersion, confirmedBy } = succession;
  const pass = onePass();
  const ports = createNodePorts({ dataDir: stage, logName: 'pos', replace: { timers: pass.timers } });
  const core = await createCore(ports, {
    dataDir: stage, gatewayUrl: (terminal.isTraining ? place.gatewayUrl : null) ?? terminal.gatewayUrl, enrolWith: { storeCode: terminal.storeId, activationCode },
    appVersion: `${appVersion} (pos restore)`, defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: false, looksAfterPayments: false,
  });
  try {
    await pass.ended;
    return await confirm(core, confirmedBy, pin);
  } finally {
    await core.close();
  }
}

async function confirm(core: Core, staffId: string, pin: string): Promise<Problem | null> {
  const read = await core.dispatch(SESSION, 'terminal.read', {});
  if (!read.ok) return read.problem;
  if (terminalViewSchema.parse(read.value).phase !== 'ready') return { code: 'not-enrolled' };
  const signedIn = await core.dispatch(SESSION, 'session.sign-in', { staffId, pin });
  if (!signedIn.ok) return signedIn.problem;
  return sessionViewSchema.parse(signedIn.value).person?.role === 'manager' ? null : { code: 'not-allowed' };
}

function explain(problem: Problem): string {
  switch (problem.code) {
    case 'not-enrolled': return 'no new terminal was enrolled: see that the line works and that the activation code is a fresh one of this store';
    case 'pin-wrong': case 'staff-unknown': case 'request-invalid': return 'number and PIN are not those of a manager of this store';
    case 'staff-locked': return 'too many wrong PINs, wait';
    case 'not-allowed': return 'only a manager can confirm this';
    default: return JSON.stringify(problem);
  }
}

/** What can be read of the journal that ends here, with what the carrier does not have. Null: nothing. */
async function rescue(place: Workplace, aside: string, appVersion: string): Promise<ExportReport | null> {
  const rescued = await exportJournal({
    source: path.join(place.coreDir, DATABASE_FILE), target: path.join(aside, 'journal.jsonl'), format: 'jsonl', from: null, to: null,
    at: systemClock.now(), appVersion, sqliteBinding: null,
  });
  return rescued.ok ? rescued.value : null;
}

/** Beside the old files, to be read with `--data`. */
function keepBackup(file: string, aside: string): void {
  const folder = path.join(aside, 'backup');
  mkdirSync(folder, { mode: 0o700 });
  copyFileSync(file, path.join(folder, DATABASE_FILE));
}

function answer(oldId: string, newId: string, { aside, rescued }: { readonly aside: string; readonly rescued: ExportReport | null }): Answer {
  const unconfirmed = rescued?.unconfirmedRows ?? null;
  return {
    isWell: true,
    value: { ok: true, kind: 'new-terminal', terminalId: newId, formerTerminalId: oldId, setAside: aside, unconfirmedRows: unconfirmed, unconfirmedReceipts: rescued?.unconfirmedReceipts ?? null },
    lines: [
      `${newId} takes the place of ${oldId}, whose journal ends here; the old files, the backup and a copy of the journal lie in ${aside}`,
      ...unconfirmedLines(aside, rescued),
      'count the drawer of the old shift by hand: the new terminal begins without one',
    ],
  };
}

function unconfirmedLines(aside: string, rescued: ExportReport | null): string[] {
  if (rescued === null) return ['nothing of the old journal can be read: ask the carrier which slips it has'];
  if (rescued.unconfirmedRows === 0) return [];
  return [
    `not confirmed by the carrier: ${rescued.unconfirmedRows} rows; slips of sales among them: ${rescued.unconfirmedReceipts.join(', ') || 'none'}`,
    `  send them, where the old journal is whole: npm run pos -- sync --data ${aside}`,
  ];
}
