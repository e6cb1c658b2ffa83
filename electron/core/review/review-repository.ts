// The manager's figures and the rows behind them, read from the same lines by the same conditions.
import { z } from 'zod';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { openStates } from '#shared/domain/payment.ts';
import type { ReviewFigure, ReviewRow } from '#shared/contract/till/review-channels.ts';
import { dateSchema, instantSchema, saleIdSchema, signedFenSchema, staffIdSchema, tenderMethodSchema } from '#shared/contract/values.ts';
import { quoted } from '../store/quoted.ts';
import type { ReadDb, SqlValue } from '../store/sql.ts';
import { countedTypes, figures, type JournalFigure, type MoneyFigure } from './figures.ts';

export interface DayRange {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** Where a page of rows goes on: after this one, in the order of the books. */
export interface RowPlace {
  readonly businessDate: string;
  readonly seq: number;
  readonly line: number;
}

// Lines of one day that agree in all of this are summed once; every figure and every bar adds up such sums.
const cubeRow = z.object({
  kind: z.string(), hour: z.int(), method: tenderMethodSchema.nullable(), plan_id: z.string().nullable(), staff_id: staffIdSchema, lines: z.int(), amount_fen: z.int(),
});
export type CubeCell = z.output<typeof cubeRow>;

/** The money lines of a range, summed by everything a figure may ask for. */
export function readCube(db: ReadDb, range: DayRange): CubeCell[] {
  return db.all(
    `SELECT kind, hour, method, plan_id, staff_id, count(*) AS lines, sum(amount_fen) AS amount_fen FROM money_line
      WHERE business_date BETWEEN ? AND ? GROUP BY kind, hour, method, plan_id, staff_id`,
    [range.from, range.to], cubeRow,
  );
}

const dayRow = z.object({ business_date: dateSchema, kind: z.string(), lines: z.int(), amount_fen: z.int() });
export type DayTurnover = z.output<typeof dayRow>;

/** Turnover and rounding by day, from the index alone. Named, because a plan without it would read every line of a year. */
export function readTurnoverByDay(db: ReadDb, range: DayRange): DayTurnover[] {
  return db.all(
    `SELECT business_date, kind, count(*) AS lines, sum(amount_fen) AS amount_fen FROM money_line INDEXED BY money_line_turnover
      WHERE kind IN ('sale', 'void', 'refund', 'rounding') AND business_date BETWEEN ? AND ? GROUP BY business_date, kind`,
    [range.from, range.to], dayRow,
  );
}

const COUNTED = quoted(countedTypes);
const checkRow = z.object({ way: z.string(), outcome: z.string(), count: z.int() });
const typeRow = z.object({ type: z.string(), count: z.int() });

/** Identity checks by how the document was read and what came of it. */
export function countIdentityChecks(db: ReadDb, range: DayRange): z.output<typeof checkRow>[] {
  return db.all(
    `SELECT json_extract(payload, '$.way') AS way, json_extract(payload, '$.outcome') AS outcome, count(*) AS count FROM journal
      WHERE type IN (${COUNTED}) AND type = 'identity.checked' AND business_date BETWEEN ? AND ? GROUP BY 1, 2 ORDER BY 1, 2`,
    [range.from, range.to], checkRow,
  );
}

/** How many rows of each counted kind; of printed papers only copies count. */
export function countJournal(db: ReadDb, range: DayRange): z.output<typeof typeRow>[] {
  return db.all(
    `SELECT type, count(*) AS count FROM journal
      WHERE type IN (${COUNTED}) AND business_date BETWEEN ? AND ? AND (type <> 'receipt.printed' OR ${IS_COPY}) GROUP BY type`,
    [range.from, range.to], typeRow,
  );
}

const IS_COPY = `json_extract(payload, '$.copyNumber') > 0`;

/** A query for the rows of a figure: what stands behind SELECT, behind FROM and behind WHERE, and its parameters. */
interface RowSource {
  readonly columns: string;
  readonly from: string;
  readonly where: string;
  readonly parameters: readonly SqlValue[];
  /** The three columns by which rows are in the order of the books. */
  readonly place: readonly [string, string, string];
  readonly amount: string;
}

const SALE_COLUMNS = 'sale.receipt_number, sale.msisdn_masked';

function sourceOf(figure: ReviewFigure, range: DayRange, key: string | undefined): RowSource {
  const definition = figures[figure];
  switch (definition.source) {
    case 'money': return moneySource(definition, range, key);
    case 'journal': return journalSource(definition, range, key);
    case 'open-payments': return openPayments;
    case 'unsent': return unsent;
    case 'rejected': return { ...rejected, parameters: [range.from, range.to] };
  }
}

function moneySource(figure: MoneyFigure, range: DayRange, key: string | undefined): RowSource {
  const amount = figure.sign === 1 ? 'm.amount_fen' : '-m.amount_fen';
  const picked = key === undefined ? '' : ` AND m.${figure.key} = ?`;
  return {
    columns: `m.business_date, m.seq, m.line, m.at, m.kind, m.staff_id, m.approver_id, m.method, m.plan_id, m.sale_id, ${SALE_COLUMNS}, ${amount} AS amount_fen, m.note`,
    from: 'money_line AS m LEFT JOIN sale ON sale.sale_id = m.sale_id',
    where: `m.kind IN (${quoted(figure.kinds)}) AND m.business_date BETWEEN ? AND ?${picked}`,
    parameters: key === undefined ? [range.from, range.to] : [range.from, range.to, figure.key === 'hour' ? Number(key) : key],
    place: ['m.business_date', 'm.seq', 'm.line'], amount,
  };
}

const SUBJECT = `coalesce(json_extract(j.payload, '$.saleId'), json_extract(j.payload, '$.subject'))`;

/** Of identity checks a key picks one way and outcome, e.g. `typed:match`; of the others one person. */
function journalSource(figure: JournalFigure, range: DayRange, key: string | undefined): RowSource {
  const isCheck = figure.types[0] === 'identity.checked';
  const keyed = isCheck ? `json_extract(j.payload, '$.way') || ':' || json_extract(j.payload, '$.outcome')` : STAFF;
  return {
    columns: `j.business_date, j.seq, 0 AS line, j.at, j.type AS kind, ${STAFF} AS staff_id,
      coalesce(json_extract(j.payload, '$.approverId'), approval.approver_id) AS approver_id, NULL AS method, NULL AS plan_id, sale.sale_id, ${SALE_COLUMNS},
      ${JOURNAL_AMOUNT} AS amount_fen, ${NOTE} AS note`,
    from: `journal AS j LEFT JOIN sale ON sale.sale_id = ${SUBJECT} LEFT JOIN approval ON approval.approval_id = json_extract(j.payload, '$.approvalId')`,
    where: `j.type IN (${COUNTED}) AND j.type IN (${quoted(figure.types)}) AND j.business_date BETWEEN ? AND ?`
      + (figure.isCopy ? ` AND json_extract(j.payload, '$.copyNumber') > 0` : '') + (key === undefined ? '' : ` AND ${keyed} = ?`),
    parameters: key === undefined ? [range.from, range.to] : [range.from, range.to, key],
    place: ['j.business_date', 'j.seq', '0'], amount: JOURNAL_AMOUNT,
  };
}

const STAFF = `coalesce(json_extract(j.payload, '$.staffId'), json_extract(j.payload, '$.askedBy'))`;
const JOURNAL_AMOUNT = `CASE WHEN j.type = 'approval.granted' THEN coalesce(json_extract(j.payload, '$.amount'), 0) ELSE 0 END`;
const NOTE = `CASE j.type
  WHEN 'identity.checked' THEN json_extract(j.payload, '$.documentType') || ' ' || json_extract(j.payload, '$.way') || ' ' || json_extract(j.payload, '$.outcome')
  WHEN 'receipt.printed' THEN '#' || json_extract(j.payload, '$.copyNumber') || ' ' || json_extract(j.payload, '$.outcome')
  ELSE coalesce(json_extract(j.payload, '$.operation'), json_extract(j.payload, '$.reason'), '') END`;

// A payment has no row number of its own; its place among those of the same day is by when it began.
const openPayments: RowSource = {
  columns: `p.business_date, 0 AS seq, p.line, p.started_at AS at, p.state AS kind, p.staff_id, NULL AS approver_id, p.method, NULL AS plan_id, p.sale_id, ${SALE_COLUMNS},
    p.amount_fen, coalesce(p.reference, '') AS note`,
  from: `(SELECT payment.*, shift.business_date, row_number() OVER (ORDER BY payment.started_at, payment.payment_id) AS line
            FROM payment JOIN shift ON shift.shift_id = payment.shift_id WHERE payment.state IN (${quoted(openStates)})) AS p
         LEFT JOIN sale ON sale.sale_id = p.sale_id`,
  where: 'TRUE', parameters: [], place: ['p.business_date', '0', 'p.line'], amount: 'p.amount_fen',
};

const SOLD = `sale.business_date, sale.seq, 0 AS line, sale.completed_at AS at, 'sale' AS kind, sale.staff_id, NULL AS approver_id, NULL AS method, sale.plan_id, sale.sale_id,
  ${SALE_COLUMNS}, sale.total_fen AS amount_fen`;

const unsent: RowSource = {
  columns: `${SOLD}, '' AS note`, from: 'sale', where: 'sale.seq > (SELECT acknowledged_through FROM sync_progress)', parameters: [],
  // The plus keeps the index of days out of it: these few rows are found by their number.
  place: ['+sale.business_date', 'sale.seq', '0'], amount: 'sale.total_fen',
};

const rejected: RowSource = {
  columns: `${SOLD}, coalesce(json_extract(outcome.data, '$.reason'), '') AS note`, from: 'outcome JOIN sale ON sale.sale_id = outcome.sale_id',
  where: `outcome.status = 'rejected' AND sale.business_date BETWEEN ? AND ?`, parameters: [],
  place: ['sale.business_date', 'sale.seq', '0'], amount: 'sale.total_fen',
};

const reviewRow = z.object({
  business_date: dateSchema, seq: z.int(), line: z.int(), at: instantSchema, kind: z.string(), staff_id: staffIdSchema.nullable(), approver_id: staffIdSchema.nullable(),
  method: tenderMethodSchema.nullable(), plan_id: z.string().nullable(), sale_id: saleIdSchema.nullable(), receipt_number: z.string().nullable(),
  msisdn_masked: z.string().nullable(), amount_fen: signedFenSchema, note: z.string(),
});

/** At most `limit` rows of a figure in the order of the books, after a place. */
export function readFigureRows(db: ReadDb, figure: ReviewFigure, range: DayRange, page: { readonly key?: string | undefined; readonly after: RowPlace | null; readonly limit: number }): ReviewRow[] {
  const source = sourceOf(figure, range, page.key);
  const { after } = page;
  const later = after === null ? '' : ` AND (${source.place.join(', ')}) > (?, ?, ?)`;
  const rows = db.all(
    `SELECT ${source.columns} FROM ${source.from} WHERE ${source.where}${later} ORDER BY ${source.place.filter((column) => column !== '0').join(', ')} LIMIT ?`,
    [...source.parameters, ...(after === null ? [] : [after.businessDate, after.seq, after.line]), page.limit], reviewRow,
  );
  return rows.map((row) => ({
    seq: row.seq, line: row.line, at: row.at, businessDate: row.business_date, kind: row.kind, staffId: row.staff_id, approverId: row.approver_id, method: row.method,
    planId: row.plan_id, saleId: row.sale_id, receiptNumber: row.receipt_number, msisdnMasked: row.msisdn_masked, amountFen: row.amount_fen, note: row.note,
  }));
}

const sumRow = z.object({ count: z.int(), amount_fen: z.int() });

/** Count and sum over all rows of a figure: the same condition, without reading the rows out. */
export function sumFigure(db: ReadDb, figure: ReviewFigure, range: DayRange, key: string | undefined): { readonly count: number; readonly amountFen: number } {
  const source = sourceOf(figure, range, key);
  const row = db.one(
    `SELECT count(*) AS count, coalesce(sum(${source.amount}), 0) AS amount_fen FROM ${source.from} WHERE ${source.where}`, source.parameters, sumRow,
  );
  return { count: row?.count ?? 0, amountFen: row?.amount_fen ?? 0 };
}

const oldestRow = z.object({ oldest_at: z.string().nullable() });
const countRow = z.object({ count: z.int() });

export function readOldestUnsentAt(db: ReadDb): string | null {
  return db.one('SELECT min(completed_at) AS oldest_at FROM sale WHERE seq > (SELECT acknowledged_through FROM sync_progress)', [], oldestRow)?.oldest_at ?? null;
}

export function countOpenTasks(db: ReadDb): number {
  return db.one('SELECT count(*) AS count FROM refund_task WHERE closed_at IS NULL', [], countRow)?.count ?? 0;
}

const planNameRow = z.object({ plan_name: z.string() });

/** What a plan was called when it was last sold; null when it never was. For plans the carrier no longer names. */
export function readSoldPlanName(db: ReadDb, planId: string, range: DayRange): string | null {
  return db.one(
    'SELECT plan_name FROM sale WHERE plan_id = ? AND business_date BETWEEN ? AND ? ORDER BY business_date DESC, receipt_count DESC LIMIT 1', [planId, range.from, range.to], planNameRow,
  )?.plan_name ?? null;
}
