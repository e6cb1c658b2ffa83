// What an export found on its way: rows, gaps, faults, and what the carrier does not have.
import { GENESIS_HASH } from '#shared/domain/journal-chain.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { JudgedRow } from './export-form.ts';
import type { FoundRow } from './found-row-repository.ts';
import { entryOf, faultOf, type Fault } from './judge-row.ts';

/** Numbers of rows that cannot be read; `to` null: nobody can say where they end. */
export interface UnreadRange {
  readonly from: number;
  readonly to: number | null;
}

export interface ExportReport {
  /** Of the till's file; 0: not to be read. */
  readonly schemaVersion: number;
  readonly terminalId: TerminalId | null;
  /** Rows in the file. */
  readonly rows: number;
  readonly firstSeq: number | null;
  readonly lastSeq: number | null;
  readonly firstDate: BusinessDate | null;
  readonly lastDate: BusinessDate | null;
  /** Whether each row of the whole journal could be read and fits the one before. */
  readonly isWhole: boolean;
  /** The first hundred rows that do not fit, and how many there are. */
  readonly faults: readonly { readonly seq: number; readonly fault: Fault }[];
  readonly faultCount: number;
  readonly unread: readonly UnreadRange[];
  /** Rows in which a personal number was blanked. */
  readonly maskedRows: number;
  /** What the carrier confirmed; null: not to be read. */
  readonly confirmedThrough: number | null;
  /** Rows read that the carrier has not confirmed, and the slips of the sales among them: these exist nowhere else. */
  readonly unconfirmedRows: number;
  readonly unconfirmedReceipts: readonly string[];
  readonly bytes: number;
  /** Of the whole file. */
  readonly sha256: string;
}

const KEPT_FAULTS = 100;

export interface Tally {
  rows: number;
  firstSeq: number | null;
  lastSeq: number | null;
  firstDate: BusinessDate | null;
  lastDate: BusinessDate | null;
  faults: { seq: number; fault: Fault }[];
  faultCount: number;
  unread: { from: number; to: number }[];
  maskedRows: number;
  readonly confirmedThrough: number | null;
  unconfirmedRows: number;
  unconfirmedReceipts: string[];
  /** The last row read, and its hash; null after one that could not be read. */
  lastRead: number;
  before: string | null;
}

export function newTally(confirmedThrough: number | null): Tally {
  return {
    rows: 0, firstSeq: null, lastSeq: null, firstDate: null, lastDate: null, faults: [], faultCount: 0, unread: [], maskedRows: 0, confirmedThrough,
    unconfirmedRows: 0, unconfirmedReceipts: [], lastRead: 0, before: GENESIS_HASH,
  };
}

export function noteUnread(tally: Tally, seq: number): void {
  const open = tally.unread.at(-1);
  if (open?.to === seq - 1) open.to = seq;
  else tally.unread.push({ from: seq, to: seq });
  tally.before = null;
}

/** Reads a row as an entry and holds it against the one before. */
export function judge(tally: Tally, row: FoundRow, terminalId: TerminalId | null): JudgedRow {
  // Without a terminal's name no hash can be made: the rows are kept and said to be unproven.
  const entry = entryOf(row, terminalId ?? ('?' as TerminalId));
  const fault = isMissing(tally, row.seq) ? 'gap' : faultOf(entry, tally.before);
  if (fault !== null) noteFault(tally, row.seq, fault);
  tally.before = typeof row.hash === 'string' ? row.hash : null;
  tally.lastRead = row.seq;
  if (row.seq > (tally.confirmedThrough ?? 0)) noteUnconfirmed(tally, entry?.type === 'sale.completed' ? entry.payload['receiptNumber'] : null);
  return { row, entry, fault };
}

/** Rows before this one are neither here nor known to be unreadable. */
function isMissing(tally: Tally, seq: number): boolean {
  const known = Math.max(tally.lastRead, tally.unread.at(-1)?.to ?? 0);
  return seq !== known + 1;
}

function noteFault(tally: Tally, seq: number, fault: Fault): void {
  tally.faultCount += 1;
  if (tally.faults.length < KEPT_FAULTS) tally.faults.push({ seq, fault });
}

function noteUnconfirmed(tally: Tally, receiptNumber: unknown): void {
  tally.unconfirmedRows += 1;
  if (typeof receiptNumber === 'string') tally.unconfirmedReceipts.push(receiptNumber);
}

export function noteWritten(tally: Tally, seq: number, on: BusinessDate | null, isMasked: boolean): void {
  tally.rows += 1;
  tally.firstSeq ??= seq;
  tally.lastSeq = seq;
  if (isMasked) tally.maskedRows += 1;
  if (on === null) return;
  if (tally.firstDate === null || on < tally.firstDate) tally.firstDate = on;
  if (tally.lastDate === null || on > tally.lastDate) tally.lastDate = on;
}

/** What came of it. `guessedEnd`: what was unread up to there has no known end. */
export function reportOf(tally: Tally, terminalId: TerminalId | null, guessedEnd: number | null): Omit<ExportReport, 'schemaVersion' | 'bytes' | 'sha256'> {
  const { before: _before, lastRead: _lastRead, unread, ...facts } = tally;
  return {
    terminalId, ...facts,
    unread: unread.map(({ from, to }) => ({ from, to: to === guessedEnd ? null : to })),
    isWhole: tally.faultCount === 0 && unread.length === 0 && guessedEnd === null && tally.lastRead >= (tally.confirmedThrough ?? 0),
  };
}
