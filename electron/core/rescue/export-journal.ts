// The journal as a file of its own, from a till's file that may be whole or damaged: every row that can be read, checked.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { isDamage, openAsFound } from '../store/open-as-found.ts';
import type { ReadDb } from '../store/sql.ts';
import { reasonOfDisk, type BackupRefusal } from '../store/write-backup.ts';
import { createExportFile, type ExportFile } from './export-file.ts';
import { CSV_HEAD, csvRow, endLine, entryLine, headLine, masterLine, type ExportFormat } from './export-form.ts';
import { judge, newTally, noteUnread, noteWritten, reportOf, type ExportReport, type Tally } from './export-report.ts';
import { masterData, readConfirmed, readFoundRows, readFoundTerminal, readLastNumber, readSchemaVersion, type FoundRow } from './found-row-repository.ts';

export interface ExportOrder {
  /** The till's file. It is only read, and may be in use. */
  readonly source: string;
  /** Where the export goes; its folder exists, the file does not. */
  readonly target: string;
  readonly format: ExportFormat;
  /** First and last business date; null: from the first row, to the last. */
  readonly from: BusinessDate | null;
  readonly to: BusinessDate | null;
  readonly at: string;
  readonly appVersion: string;
  readonly sqliteBinding: string | null;
  /** Awaited between two blocks, so that others have their turn. `seq`: rows looked at so far. */
  readonly breathe?: (seq: number) => Promise<void>;
}

/** source-unreadable: not one row of it can be read, no file was made. */
export interface ExportRefusal {
  readonly reason: Exclude<BackupRefusal['reason'], 'unsound'>;
  readonly detail: string;
}

/** The one writer of exported and rescued journals. Never changes its source, and never throws for what a disk can do. */
export async function exportJournal(order: ExportOrder): Promise<Result<ExportReport, ExportRefusal>> {
  if (existsSync(order.target)) return err({ reason: 'exists', detail: path.basename(order.target) });
  let file: ExportFile | null = null;
  try {
    const store = openAsFound(order.source, path.dirname(order.target), order.sqliteBinding);
    try {
      file = createExportFile(order.target);
      const report = await writeAll(order, store.read, file);
      if (report === null) return err({ reason: 'source-unreadable', detail: 'not one row can be read' });
      file.finish();
      return ok(report);
    } finally {
      store.close();
    }
  } catch (cause) {
    const { reason, detail } = reasonOfDisk(cause);
    return err({ reason: reason === 'unsound' ? 'failed' : reason, detail });
  } finally {
    file?.abandon();
  }
}

const BLOCK = 1000;

async function writeAll(order: ExportOrder, db: ReadDb, file: ExportFile): Promise<ExportReport | null> {
  const terminalId = readTerminalId(db);
  const confirmedThrough = ifReadable(() => readConfirmed(db));
  const tally = newTally(confirmedThrough);
  writeHead(order, db, file, terminalId);
  const { last, isKnown } = lastNumber(db, order.source);
  for (let from = 1; from <= last; from += BLOCK) {
    const to = Math.min(from + BLOCK - 1, last);
    for (const piece of readPieces(db, from, to)) takePiece(order, file, tally, piece, terminalId);
    await order.breathe?.(to);
  }
  if (tally.lastRead === 0 && last > 0) return null;
  const report = { schemaVersion: ifReadable(() => readSchemaVersion(db)) ?? 0, ...reportOf(tally, terminalId, isKnown ? null : last) };
  if (order.format === 'jsonl') file.write(endLine(report, file.checksum()));
  return { ...report, sha256: file.checksum(), bytes: file.bytes() };
}

/** The terminal's row, or the fact of its enrolment. */
function readTerminalId(db: ReadDb): TerminalId | null {
  const own = ifReadable(() => readFoundTerminal(db));
  const enrolled = own ?? ifReadable(() => JSON.parse(String(readFoundRows(db, 1, 1)[0]?.payload)).terminalId);
  // Written by the till at its enrolment; a wrong one shows as rows whose hash does not fit.
  return typeof enrolled === 'string' ? (enrolled as TerminalId) : null;
}

function writeHead(order: ExportOrder, db: ReadDb, file: ExportFile, terminalId: TerminalId | null): void {
  if (order.format === 'csv') return file.write(CSV_HEAD);
  const { at: madeAt, appVersion, from, to } = order;
  file.write(headLine({ terminalId, madeAt, appVersion, from, to }));
  for (const [kind, read] of Object.entries(masterData)) {
    for (const data of ifReadable(() => read(db)) ?? []) file.write(masterLine(kind, data));
  }
}

/** No row is shorter: its two hashes alone are 128 bytes, its dates and type another 50. */
const SHORTEST_ROW_BYTES = 200;

/** Where the end cannot be read, or is no number of this journal's: no file of this size holds more rows. */
function lastNumber(db: ReadDb, source: string): { readonly last: number; readonly isKnown: boolean } {
  const last = ifReadable(() => readLastNumber(db));
  const bytes = ['', '-wal'].reduce((sum, end) => sum + (statSync(`${source}${end}`, { throwIfNoEntry: false })?.size ?? 0), 0);
  const most = Math.ceil(bytes / SHORTEST_ROW_BYTES);
  return last !== null && last <= most ? { last, isKnown: true } : { last: most, isKnown: false };
}

type Piece = { readonly rows: readonly FoundRow[] } | { readonly unread: number };

/** Halves what cannot be read as one, until the rows that can stand apart from those that cannot. */
function* readPieces(db: ReadDb, from: number, to: number): Generator<Piece> {
  const rows = ifReadable(() => readFoundRows(db, from, to));
  if (rows !== null) return void (yield { rows });
  if (from === to) return void (yield { unread: from });
  const middle = Math.floor((from + to) / 2);
  yield* readPieces(db, from, middle);
  yield* readPieces(db, middle + 1, to);
}

function ifReadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (cause) {
    if (isDamage(cause) || cause instanceof SyntaxError || (cause instanceof Error && cause.name === 'ZodError')) return null;
    throw cause;
  }
}

function takePiece(order: ExportOrder, file: ExportFile, tally: Tally, piece: Piece, terminalId: TerminalId | null): void {
  if ('unread' in piece) return noteUnread(tally, piece.unread);
  for (const row of piece.rows) {
    const judged = judge(tally, row, terminalId);
    const on = judged.entry?.businessDate ?? null;
    // A row without a date may belong to any.
    if (on !== null && !isWithin(order, on)) continue;
    const written = (order.format === 'jsonl' ? entryLine : csvRow)(judged);
    file.write(written.text);
    noteWritten(tally, row.seq, on, written.isMasked);
  }
}

const isWithin = ({ from, to }: ExportOrder, on: BusinessDate): boolean => (from === null || on >= from) && (to === null || on <= to);
