// The sheets of an export, each with its columns and its rows page by page.
import { localDateTime } from '#shared/domain/business-date.ts';
import { exportWords, moneyKindTexts, stateText, type ExportColumn, type ExportSheet } from '#shared/i18n/export-words.ts';
import { reasonText } from '#shared/i18n/reason-texts.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { localisedTextSchema, type Locale } from '#shared/contract/values.ts';
import type { MoneyKind } from '../money/money-line-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import { dayCell, idCell, none, textCell, wholeCell, yuanCell, type Cell } from './export-cells.ts';
import {
  countMoney, countPayments, readMoneyPage, readPaymentsOfShift, readShifts, type ExportMoneyRow, type ExportPaymentRow, type ExportShiftRow,
} from './export-repository.ts';
import { slicesOf } from './in-slices.ts';
import type { DayRange, RowPlace } from './review-repository.ts';

/** One sheet: `pages` is read once, as fast as the file takes the rows. */
export interface SheetSource {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rowCount: number;
  readonly pages: () => AsyncGenerator<readonly (readonly Cell[])[]>;
}

/** What the sheets are made from. `turn` is waited for between two pages and throws when the export was cancelled. */
export interface ExportInput {
  readonly db: ReadDb;
  readonly range: DayRange;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly staffNames: ReadonlyMap<string, string>;
  readonly turn: (rows: number) => Promise<void>;
}

const PAGE = 400;
const COUNT_DAYS = 14;

type Row = Partial<Record<ExportColumn, Cell>>;

const moneySheets = [
  ['sales', ['sale'], [
    'businessDate', 'time', 'seq', 'receiptNumber', 'msisdn', 'iccidLast4', 'staffId', 'staffName', 'planId', 'planName', 'months', 'amount', 'amountFen', 'mode', 'expiryBefore',
    'expectedExpiry', 'carrier', 'saleId',
  ]],
  ['tenders', ['tender', 'tender-back', 'rounding'], ['businessDate', 'time', 'seq', 'kind', 'receiptNumber', 'method', 'staffId', 'staffName', 'amount', 'amountFen', 'saleId']],
  ['returns', ['void', 'refund'], ['businessDate', 'time', 'seq', 'kind', 'receiptNumber', 'msisdn', 'staffId', 'staffName', 'approverId', 'planId', 'planName', 'amount', 'amountFen', 'note', 'saleId']],
  ['cash', ['float', 'paid-in', 'paid-out', 'drop', 'over-short'], ['businessDate', 'time', 'seq', 'kind', 'staffId', 'staffName', 'approverId', 'amount', 'amountFen', 'note']],
] as const satisfies readonly (readonly [ExportSheet, readonly MoneyKind[], readonly ExportColumn[]])[];

const shiftColumns: readonly ExportColumn[] = [
  'businessDate', 'zNumber', 'staffId', 'staffName', 'openedAt', 'closedAt', 'float', 'expected', 'counted', 'overShort', 'overShortFen', 'shiftId',
];
const paymentColumns: readonly ExportColumn[] = [
  'businessDate', 'time', 'method', 'way', 'state', 'amount', 'amountFen', 'reference', 'approvalCode', 'cardLast4', 'receiptNumber', 'staffId', 'staffName', 'paymentId', 'saleId',
];

/** All sheets in their order. Counting the rows takes turns, too: a year has more than a million. */
export async function exportSheets(input: ExportInput): Promise<SheetSource[]> {
  const { db, range } = input;
  const sheets: SheetSource[] = [];
  for (const [name, kinds, columns] of moneySheets) {
    let rowCount = 0;
    for (const slice of slicesOf(range, COUNT_DAYS)) {
      rowCount += countMoney(db, kinds, slice);
      await input.turn(0);
    }
    sheets.push(sheet(input, name, columns, rowCount, () => moneyPages(input, kinds)));
  }
  const shifts = readShifts(db, range);
  sheets.push(sheet(input, 'shifts', shiftColumns, shifts.length, () => listPages(input, [shifts.map((row) => shiftRow(input, row))])));
  sheets.push(sheet(input, 'payments', paymentColumns, countPayments(db, range), () => listPages(input, paymentRows(input, shifts))));
  return sheets;
}

function sheet(input: ExportInput, name: ExportSheet, columns: readonly ExportColumn[], rowCount: number, rows: () => AsyncGenerator<readonly Row[]>): SheetSource {
  const words = exportWords[input.locale];
  return {
    title: words.sheets[name], heads: columns.map((column) => words.columns[column]), rowCount,
    pages: async function* pages() {
      for await (const page of rows()) yield page.map((row) => columns.map((column) => row[column] ?? none));
    },
  };
}

async function* moneyPages(input: ExportInput, kinds: readonly MoneyKind[]): AsyncGenerator<readonly Row[]> {
  let after: RowPlace | null = null;
  for (;;) {
    const rows: ExportMoneyRow[] = readMoneyPage(input.db, kinds, input.range, after, PAGE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => moneyRow(input, row));
    await input.turn(rows.length);
    after = { businessDate: last.business_date, seq: last.seq, line: last.line };
  }
}

async function* listPages(input: ExportInput, pages: Iterable<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  for (const page of pages) {
    if (page.length > 0) yield page;
    await input.turn(page.length);
  }
}

function moneyRow(input: ExportInput, row: ExportMoneyRow): Row {
  const { locale } = input;
  return {
    ...common(input, row.business_date, row.at, row.staff_id, row.amount_fen), seq: wholeCell(row.seq), kind: textCell(moneyKindTexts[locale][row.kind] ?? row.kind),
    receiptNumber: idCell(row.receipt_number), msisdn: idCell(row.msisdn_masked), iccidLast4: idCell(row.iccid_last4), approverId: idCell(row.approver_id), planId: idCell(row.plan_id),
    planName: textCell(row.plan_name === null ? null : localisedTextSchema.parse(JSON.parse(row.plan_name))[locale]), months: wholeCell(row.months),
    method: textCell(row.method === null ? null : tenderText(row.method, locale)), mode: textCell(row.mode === null ? null : stateText(row.mode, locale)),
    expiryBefore: dayCell(row.expiry_before), expectedExpiry: dayCell(row.expected_expiry), carrier: textCell(stateText(row.status ?? 'waiting', locale)), saleId: idCell(row.sale_id),
    note: textCell(row.note === null ? null : reasonText(row.note, locale)),
  };
}

function shiftRow(input: ExportInput, row: ExportShiftRow): Row {
  const local = (at: string | null): Cell => (at === null ? none : dayCell(localDateTime(at, input.timeZone).slice(0, 19)));
  return {
    businessDate: dayCell(row.business_date), zNumber: wholeCell(row.z_number), staffId: idCell(row.staff_id), staffName: textCell(input.staffNames.get(row.staff_id) ?? row.staff_id),
    openedAt: local(row.opened_at), closedAt: local(row.closed_at), float: yuanCell(row.float_fen), expected: yuanCell(row.expected_fen), counted: yuanCell(row.counted_fen),
    overShort: yuanCell(row.over_short_fen), overShortFen: wholeCell(row.over_short_fen), shiftId: idCell(row.shift_id),
  };
}

function* paymentRows(input: ExportInput, shifts: readonly ExportShiftRow[]): Generator<readonly Row[]> {
  for (const shift of shifts) yield readPaymentsOfShift(input.db, shift.shift_id).map((row) => paymentRow(input, row));
}

function paymentRow(input: ExportInput, row: ExportPaymentRow): Row {
  const { locale } = input;
  return {
    ...common(input, row.business_date, row.started_at, row.staff_id, row.amount_fen), method: textCell(tenderText(row.method, locale)), way: textCell(stateText(row.way, locale)),
    state: textCell(stateText(row.state, locale)), reference: idCell(row.reference), approvalCode: idCell(row.approval_code), cardLast4: idCell(row.card_last4),
    receiptNumber: idCell(row.receipt_number), paymentId: idCell(row.payment_id), saleId: idCell(row.sale_id),
  };
}

function common(input: ExportInput, businessDate: string, at: string, staffId: string, amountFen: number): Row {
  return {
    businessDate: dayCell(businessDate), time: dayCell(localDateTime(at, input.timeZone).slice(0, 19)), staffId: idCell(staffId), staffName: textCell(input.staffNames.get(staffId) ?? staffId),
    amount: yuanCell(amountFen), amountFen: wholeCell(amountFen),
  };
}
