// Exports of a range: one at a time, written beside the sale, shown while they grow, and there as a whole or not at all.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { StaffId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ExportState } from '#shared/contract/till/review-channels.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { readSetting } from '../settings/setting-repository.ts';
import { nextTurn } from '../next-turn.ts';
import { stampAt } from '../shift/business-day.ts';
import { readPeople } from '../staff/staff-repository.ts';
import type { CommandContext, Profile, QueryContext, Till } from '../till.ts';
import { exportSheets } from './export-sheets.ts';
import { checkedRange } from './in-slices.ts';
import type { DayRange } from './review-repository.ts';
import { csvChunks } from './write-csv.ts';
import { xlsxStream } from './write-xlsx.ts';

type Format = 'csv' | 'xlsx';

interface Running {
  state: ExportState;
  isCancelled: boolean;
  /** Settles when nothing of it is under way any more. */
  ended: Promise<void>;
}

/** Exports of a till since it was opened; the running one is the last. */
const desks = new WeakMap<Till, Map<string, Running>>();
const KEPT = 20;
/** Rows between two announcements of progress. */
const TOLD_EVERY = 4000;

class ExportCancelled extends Error {}

type StartProblem = ProblemOf<'range-invalid' | 'export-busy' | 'export-failed' | 'not-enrolled'>;

/** Answers as soon as the file can be written at all; the rest is told by `review.export-state`. */
export async function startExport(ctx: CommandContext, request: DayRange & { readonly format: Format }): Promise<Result<ExportState, StartProblem>> {
  const { till, now } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const range = checkedRange(request);
  if (!range.ok) return range;
  const desk = deskOf(till);
  if ([...desk.values()].some((one) => one.state.state === 'running')) return err({ code: 'export-busy' });
  const exportId = till.ports.ids.next(now) as string;
  const { from, to } = range.value;
  const file = path.join(till.options.dataDir, 'exports', `heyon-${profile.terminal.terminalId}-${from}-${to}-${exportId.slice(-8)}.${request.format}`);
  const running: Running = { state: { exportId, state: 'running', rowsDone: 0, rowsTotal: 0, file, format: request.format }, isCancelled: false, ended: Promise.resolve() };
  const [oldest] = desk.keys();
  if (desk.size >= KEPT && oldest !== undefined) desk.delete(oldest);
  desk.set(exportId, running);
  const refused = await makeRoom(file);
  if (refused !== null) {
    running.state = { ...running.state, state: 'failed' };
    return err({ code: 'export-failed', reason: refused });
  }
  running.ended = run(till, profile, { running, range: range.value, staffId: must(ctx.person, 'the channel asks for a reviewer').staffId });
  return ok(running.state);
}

export function readExport(ctx: QueryContext, request: { exportId: string }): Result<ExportState, ProblemOf<'export-unknown'>> {
  const running = deskOf(ctx.till).get(request.exportId);
  return running === undefined ? err({ code: 'export-unknown' }) : ok(running.state);
}

/** Ends once the half-written file is gone. What is done stays done. */
export async function cancelExport(ctx: CommandContext, request: { exportId: string }): Promise<Result<ExportState, ProblemOf<'export-unknown'>>> {
  const running = deskOf(ctx.till).get(request.exportId);
  if (running === undefined) return err({ code: 'export-unknown' });
  running.isCancelled = true;
  await running.ended;
  return ok(running.state);
}

/** For the close of the till: nothing reads the database after this. */
export async function stopExports(till: Till): Promise<void> {
  const all = [...(desks.get(till)?.values() ?? [])];
  for (const running of all) running.isCancelled = true;
  await Promise.all(all.map((running) => running.ended));
}

function deskOf(till: Till): Map<string, Running> {
  const desk = desks.get(till) ?? new Map<string, Running>();
  desks.set(till, desk);
  return desk;
}

const partOf = (file: string): string => `${file}.part`;

/** The folder and the empty file, for their owner alone: the file holds what customers bought. */
async function makeRoom(file: string): Promise<'disk-full' | 'not-writable' | null> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await chmod(path.dirname(file), 0o700);
    await (await open(partOf(file), 'w', 0o600)).close();
    return null;
  } catch (cause) {
    return reasonOf(cause);
  }
}

export function reasonOf(cause: unknown): 'disk-full' | 'not-writable' {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'not-writable';
}

interface Job {
  readonly running: Running;
  readonly range: DayRange;
  readonly staffId: StaffId;
}

async function run(till: Till, profile: Profile, job: Job): Promise<void> {
  const { running } = job;
  const { file } = running.state;
  try {
    await writeRows(till, profile, job);
    noteExport(till, profile, job);
    await rename(partOf(file), file);
    running.state = { ...running.state, state: 'done' };
  } catch (cause) {
    // What cannot even be removed stays; the reason is told by the failure itself.
    await rm(partOf(file), { force: true }).catch(() => undefined);
    running.state = { ...running.state, state: cause instanceof ExportCancelled ? 'cancelled' : 'failed' };
    if (running.state.state === 'failed') till.ports.logger.error('export.failed', { reason: reasonOf(cause) }, cause);
  }
  till.announce('review');
}

async function writeRows(till: Till, profile: Profile, { running, range }: Job): Promise<void> {
  // The till may have begun to close while the folder was made.
  if (running.isCancelled) throw new ExportCancelled();
  const db = till.store.read;
  const sheets = await exportSheets({
    db, range, locale: readSetting(db).locale ?? till.options.defaultLocale, timeZone: profile.store.timeZone,
    staffNames: new Map(readPeople(db).map((person) => [person.staffId as string, person.name])),
    turn: (rows) => turn(till, running, rows),
  });
  running.state = { ...running.state, rowsTotal: sheets.reduce((sum, sheet) => sum + sheet.rowCount, 0) };
  await writeDurably(running.state.format === 'csv' ? Readable.from(csvChunks(sheets)) : xlsxStream(sheets), partOf(running.state.file));
  if (running.isCancelled) throw new ExportCancelled();
}

/** Between two pages whoever waits has a turn: a sale, first of all. */
async function turn(till: Till, running: Running, rows: number): Promise<void> {
  const { rowsDone } = running.state;
  running.state = { ...running.state, rowsDone: rowsDone + rows };
  if (Math.floor(rowsDone / TOLD_EVERY) !== Math.floor((rowsDone + rows) / TOLD_EVERY)) till.announce('review');
  await nextTurn(till.ports.timers);
  if (running.isCancelled) throw new ExportCancelled();
}

/** Ends when the bytes are on the disk. Fails with the system's error when they cannot get there. */
export async function writeDurably(bytes: Readable, file: string): Promise<void> {
  const sink = createWriteStream(file, { mode: 0o600, flush: true });
  await pipeline(bytes, sink);
  if (!sink.closed) await once(sink, 'close');
}

/** Who took the store's figures out of the terminal, and when. Without the note there is no file. */
function noteExport(till: Till, profile: Profile, { running, range, staffId }: Job): void {
  const { format, rowsDone } = running.state;
  till.store.write((db) => appendEntry(db, stampAt(db, profile, till.ports.clock.now()), 'export.made', { ...range, format, rows: rowsDone, staffId }));
  till.announce('sync');
  till.wakeSync();
}
