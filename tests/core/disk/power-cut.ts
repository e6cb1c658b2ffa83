// What must hold of every image that a power cut may leave: the file opens, its journal is a beginning of the one that was being written,
// and every sale whose commit had returned is in it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { must } from '#shared/domain/base/invariant.ts';
import { verifyJournal } from '#core/journal/verify-journal.ts';
import { classifySqliteFailure } from '#core/store/sqlite-failures.ts';
import { openStore } from '#core/store/open-store.ts';
import { readTerminal } from '#core/terminal/terminal-repository.ts';
import { createDisk, type DiskAct, type DiskImage, type Drive } from './disk-record.ts';

export interface CutCampaign {
  readonly before: DiskImage;
  readonly record: readonly DiskAct[];
  /** Hash of each journal row in the end, by its number. */
  readonly journal: ReadonlyMap<number, string>;
  readonly drive?: Drive;
  /** A cut after every so many acts. */
  readonly every: number;
  readonly next: () => number;
  /** Where images are written and opened, one after the other. */
  readonly folder: string;
}

export interface CutReport {
  readonly cuts: number;
  /** Cuts at which at least one act was open, so that there was something to lose. */
  readonly withOpenActs: number;
  /** `after act N: what is wrong`. */
  readonly violations: readonly string[];
}

/** Cuts the power along a record and opens what is left each time. */
export function cutAlong(campaign: CutCampaign): CutReport {
  const disk = createDisk(campaign.before, campaign.drive);
  const promised = { sales: new Set<string>(), committed: 0, isInDoubt: false };
  const doubts = doubtsAlong(campaign.record);
  const violations: string[] = [];
  let cuts = 0;
  let withOpenActs = 0;
  campaign.record.forEach((act, index) => {
    disk.follow(act);
    if (act.kind === 'mark' && act.text === 'committed') promised.committed += 1;
    if (act.kind === 'mark' && act.text.startsWith('sale ')) promised.sales.add(act.text.slice('sale '.length));
    promised.isInDoubt = must(doubts[index], 'there is one for each act');
    if (index % campaign.every !== 0) return;
    cuts += 1;
    if (disk.hasOpenActs()) withOpenActs += 1;
    placeImage(campaign.folder, disk.imageAfterCut(campaign.next));
    const wrong = wrongOf(campaign.folder, campaign.journal, promised);
    if (wrong !== null) violations.push(`after act ${index}: ${wrong}`);
  });
  return { cuts, withOpenActs, violations };
}

/** For each act whether it lies between two commits that returned, with a sync that failed in between. */
function doubtsAlong(record: readonly DiskAct[]): readonly boolean[] {
  const doubts: boolean[] = [];
  let from = 0;
  const until = (index: number): void => {
    const isInDoubt = record.slice(from, index).some((act) => act.kind === 'sync' && act.hasFailed);
    for (; from < index; from += 1) doubts.push(isInDoubt);
  };
  record.forEach((act, index) => void (act.kind === 'mark' && act.text === 'stored' && until(index)));
  until(record.length);
  return doubts;
}

/** Puts an image where the till's files lie. What else the directory holds (keys) stays. */
export function placeImage(folder: string, image: DiskImage): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['pos.db', 'pos.db-wal', 'pos.db-journal', 'pos.db-shm']) rmSync(path.join(folder, name), { force: true });
  for (const [name, content] of image) writeFileSync(path.join(folder, name), content);
}

interface Promised {
  readonly sales: ReadonlySet<string>;
  readonly committed: number;
  /** The sync of the commit under way fails, so that nobody can say whether it is there until another has returned. */
  readonly isInDoubt: boolean;
}

/** What a damaged file makes SQLite say is a finding; anything else that is thrown is a bug of the till, and is thrown on. */
function wrongOf(folder: string, journal: ReadonlyMap<number, string>, promised: Promised): string | null {
  try {
    return whatIsWrong(folder, journal, promised);
  } catch (cause) {
    const problem = classifySqliteFailure(cause);
    if (problem === null) throw cause;
    return `SQLite says ${JSON.stringify(problem)}`;
  }
}

function whatIsWrong(folder: string, journal: ReadonlyMap<number, string>, promised: Promised): string | null {
  const opened = openStore({ dataDir: folder, sqliteBinding: null, at: '2026-11-24T02:00:00.000Z' });
  if (!opened.ok) return `it does not open: ${JSON.stringify(opened.problem)}`;
  try {
    const terminal = readTerminal(opened.value.read);
    const checked = terminal === null ? null : verifyJournal(opened.value.read, terminal.terminalId, 0);
    if (checked?.ok !== true) return `the chain does not verify: ${JSON.stringify(checked)}`;
  } finally {
    opened.value.close();
  }
  const db = new Database(path.join(folder, 'pos.db'));
  try {
    return wrongIn(db, journal, promised);
  } finally {
    db.close();
  }
}

function wrongIn(db: Database.Database, journal: ReadonlyMap<number, string>, promised: Promised): string | null {
  const integrity = db.pragma('integrity_check', { simple: true });
  if (integrity !== 'ok') return `the file is damaged: ${String(integrity)}`;
  const rows = db.prepare<[], { seq: number; hash: string; sale_id: string | null }>(
    `SELECT seq, hash, CASE type WHEN 'sale.completed' THEN payload ->> 'saleId' END AS sale_id FROM journal ORDER BY seq`).all();
  const strange = rows.find((row, index) => row.seq !== index + 1 || journal.get(row.seq) !== row.hash);
  // The till answered that it could not store them. Where the power is cut right then, they may be there all the same.
  if (strange !== undefined && !promised.isInDoubt) return `row ${strange.seq} was never written so`;
  const sold = rows.flatMap((row) => row.sale_id ?? []);
  if (sold.length < promised.committed) return `${promised.committed} commits of sales had returned, ${sold.length} sales are there`;
  const lost = [...promised.sales].find((saleId) => !sold.includes(saleId));
  if (lost !== undefined) return `the sale ${lost} was reported and is gone`;
  const projected = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sale').get()?.n;
  return projected === sold.length ? null : `${sold.length} sales in the journal, ${projected ?? 0} beside it`;
}
