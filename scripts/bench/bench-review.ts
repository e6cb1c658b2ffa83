// The manager's day over a year of a busy shop: figures, trend and rows through the till's one door, beside the bare SQL in the same run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { appendEntry } from '#core/journal/append-entry.ts';
import { CHECKED_AT_START } from '#core/journal/verify-journal.ts';
import type { Core } from '#core/ports.ts';
import { createStore } from '#core/store/transaction.ts';
import { addDays, type BusinessDate } from '#shared/domain/business-date.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import { callCore, openReadyCore } from './bench-core.ts';
import { benchPin } from './store-for-bench.ts';
import { measureReviewScreen, type ScreenResults } from './review-screen.ts';
import { round, summarise, timed, timedAsync, type Summary } from './statistics.ts';

const DAYS = 400;
const RUNS = 25;
const LAST_DAY = '2026-11-23' as BusinessDate;

interface Measured {
  readonly till: Summary;
  readonly bareSql: Summary;
  readonly ratio: number;
}

export interface ReviewResults {
  readonly sales: number;
  readonly lines: number;
  readonly day: Measured;
  readonly trend: Measured;
  readonly rows: Summary;
  readonly year: Summary;
  /** The same day in the real window; the aim is 300 ms. */
  readonly screen: ScreenResults;
}

export async function benchReview(sales: number): Promise<ReviewResults> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heyon-bench-'));
  try {
    const enrolled = await openReadyCore(dataDir);
    await enrolled.close();
    const lines = fillYear(dataDir, sales);
    const core = await openReadyCore(dataDir);
    await callCore(core, 'session.sign-in', { staffId: 'm01', pin: benchPin });
    const bare = new Database(path.join(dataDir, 'pos.db'), { readonly: true });
    const results = { sales, lines, ...await measure(core, bare) };
    bare.close();
    await core.close();
    return { ...results, screen: await measureReviewScreen(dataDir, benchPin) };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(core: Core, bare: Database.Database): Promise<Omit<ReviewResults, 'sales' | 'lines' | 'screen'>> {
  const year = { from: addDays(LAST_DAY, 1 - DAYS), to: LAST_DAY };
  const day = bare.prepare('SELECT kind, hour, method, plan_id, staff_id, count(*), sum(amount_fen) FROM money_line WHERE business_date = ? GROUP BY kind, hour, method, plan_id, staff_id');
  const trend = bare.prepare(`SELECT business_date, kind, count(*), sum(amount_fen) FROM money_line INDEXED BY money_line_turnover
    WHERE kind IN ('sale', 'void', 'refund', 'rounding') AND business_date BETWEEN ? AND ? GROUP BY business_date, kind`);
  const rows: number[] = [];
  const [dayTill, dayBare, trendTill, trendBare]: number[][] = [[], [], [], []];
  for (let run = 0; run < RUNS; run += 1) {
    // Another day each time, so that none is answered from what the one before left in memory.
    const date = addDays(LAST_DAY, -((run * 37) % DAYS));
    dayTill?.push(await timedAsync(() => callCore(core, 'review.read', { from: date, to: date })));
    dayBare?.push(timed(() => void day.all(date)));
    trendTill?.push(await timedAsync(() => callCore(core, 'review.trend', year)));
    trendBare?.push(timed(() => void trend.all(year.from, year.to)));
    rows.push(await timedAsync(() => callCore(core, 'review.rows', { from: date, to: date, figure: 'sales' })));
  }
  const whole = [await timedAsync(() => callCore(core, 'review.read', year)), await timedAsync(() => callCore(core, 'review.read', year))];
  return { day: beside(dayTill ?? [], dayBare ?? []), trend: beside(trendTill ?? [], trendBare ?? []), rows: summarise(rows), year: summarise(whole) };
}

function beside(till: readonly number[], bareSql: readonly number[]): Measured {
  const [a, b] = [summarise(till), summarise(bareSql)];
  return { till: a, bareSql: b, ratio: round(a.p50Ms / b.p50Ms) };
}

/** Straight into the tables, as a year of work would leave them: every sale a turnover line, a tender, an identity check, some undone. */
function fillYear(dataDir: string, sales: number): number {
  const db = new Database(path.join(dataDir, 'pos.db'));
  db.pragma('foreign_keys = OFF');
  db.pragma('synchronous = OFF');
  const start = `date('${LAST_DAY}', '-${DAYS - 1} days')`;
  const date = `date(${start}, (i * ${DAYS} / ${sales}) || ' days')`;
  const first = 1_000_000;
  db.exec(`
    DROP TRIGGER journal_no_gap;
    CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${sales - 1}) SELECT i, ${date} AS day FROM n;
    BEGIN;
    INSERT INTO journal (seq, type, at, business_date, payload, prev_hash, hash)
      SELECT ${first} + i * 2, 'identity.checked', day || 'T02:00:00.000Z', day, json_object('saleId', printf('019a0000-0000-7000-8000-%012x', i), 'staffId', 'c01', 'documentType', 'PASSPORT', 'way', iif(i % 3, 'typed', 'scanned'), 'outcome', 'match'), printf('%064x', 0), printf('%064x', 0) FROM n;
    INSERT INTO journal (seq, type, at, business_date, payload, prev_hash, hash)
      SELECT ${first} + 1 + i * 2, 'sale.completed', day || 'T02:00:00.000Z', day, '{}', printf('%064x', 0), printf('%064x', 0) FROM n;
    INSERT INTO money_line (business_date, seq, line, kind, plan_id, staff_id, shift_id, hour, at, amount_fen, sale_id)
      SELECT day, ${first} + 1 + i * 2, 0, 'sale', 'plan-' || (i % 12), 'c0' || (i % 5), 'sh', 9 + i % 12, day || 'T02:00:00.000Z', 3000 + i % 7 * 1000, printf('019a0000-0000-7000-8000-%012x', i) FROM n;
    INSERT INTO money_line (business_date, seq, line, kind, method, staff_id, shift_id, hour, at, amount_fen, sale_id)
      SELECT day, ${first} + 1 + i * 2, 1, 'tender', iif(i % 3, 'wechat', 'cash'), 'c0' || (i % 5), 'sh', 9 + i % 12, day || 'T02:00:00.000Z', 3000 + i % 7 * 1000, printf('019a0000-0000-7000-8000-%012x', i) FROM n;
    INSERT INTO money_line (business_date, seq, line, kind, plan_id, method, staff_id, shift_id, hour, at, amount_fen, sale_id)
      SELECT day, ${first} + 1 + i * 2, 2 + x, iif(x, 'tender-back', 'refund'), iif(x, NULL, 'plan-1'), iif(x, 'wechat', NULL), 'c01', 'sh', 20, day || 'T12:00:00.000Z', -1000, NULL
        FROM n CROSS JOIN (SELECT 0 AS x UNION ALL SELECT 1) WHERE i % 5 = 0;
    UPDATE sync_progress SET acknowledged_through = ${first} + ${sales} * 2;
    COMMIT;`);
  sealEnd(db);
  const { lines } = db.prepare('SELECT count(*) AS lines FROM money_line').get() as { lines: number };
  db.close();
  return lines;
}

/** The rows above carry no chain; the newest ones, which every start of the terminal checks, do. */
function sealEnd(db: Database.Database): void {
  const { terminalId } = db.prepare('SELECT terminal_id AS terminalId FROM terminal').get() as { terminalId: TerminalId };
  createStore(db).write((write) => {
    for (let row = 0; row <= CHECKED_AT_START; row += 1) {
      appendEntry(write, { terminalId, at: `${LAST_DAY}T12:00:00.000Z`, businessDate: LAST_DAY }, 'terminal.started', { appVersion: 'bench' });
    }
    write.run('UPDATE sync_progress SET acknowledged_through = (SELECT max(seq) FROM journal)', []);
  });
}
