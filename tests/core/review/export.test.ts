// Exports on a real disk: read back by another program's rules, written beside sales, cancelled without a trace.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idCell, textCell, wholeCell, yuanCell, yuanDigits, type Cell } from '#core/review/export-cells.ts';
import type { SheetSource } from '#core/review/export-sheets.ts';
import { reasonOf, writeDurably } from '#core/review/export-review.ts';
import { csvChunks } from '#core/review/write-csv.ts';
import { xlsxStream } from '#core/review/write-xlsx.ts';
import type { ExportState } from '#shared/contract/till/review-channels.ts';
import { cash, entriesOf, openShift, readySale, sell } from '#tests/support/builders.ts';
import { csvRows, sheetRows, unzip } from '#tests/support/read-export.ts';
import { makeDir, openGateway, openTill, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';

let gateway: TestGateway;
let till: OpenTill;
const today = { from: '2026-11-24', to: '2026-11-24' };

beforeAll(async () => {
  gateway = await openGateway();
  till = await openTill({ gateway });
  await till.signIn('m01', 'manager');
  await till.signIn('c01');
  await openShift(till);
});
afterAll(async () => {
  await till.close();
  await gateway.close();
});

async function exported(format: 'csv' | 'xlsx', range = today): Promise<ExportState> {
  const { exportId } = await till.must('review.export', { ...range, format }, 'manager');
  let state = await till.must('review.export-state', { exportId }, 'manager');
  await until(async () => {
    state = await till.must('review.export-state', { exportId }, 'manager');
    return state.state !== 'running';
  }, 120_000);
  return state;
}

const tricky = ['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x","y")', '|cmd', '＝1'];
const digits = ['89860123456789012345', '20261124220014000000001', '0165', '12E5', '1/2', '00:10', '2026-11'];

const oneSheet = (rows: readonly (readonly Cell[])[]): SheetSource => ({
  title: '表', heads: ['a'], rowCount: rows.length,
  pages: async function* pages() {
    yield rows;
  },
});

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('export', () => {
  it('[RV13] long numbers stay whole, nothing is a formula, amounts are numbers: in CSV (F108)', async () => {
    const rows = [...digits.map((text) => [idCell(text)]), ...tricky.map((text) => [textCell(text)]), [yuanCell(-123_456_789)], [wholeCell(5)], [textCell('a,"b"\r\nc')]];
    const text = await textOf(csvChunks([oneSheet(rows)]));
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text.replaceAll('\r\n', '').includes('\n')).toBe(false);
    const cells = csvRows(text.slice(1)).slice(2).map(([cell]) => cell ?? '');
    expect(cells.slice(0, digits.length)).toEqual(digits.map((one) => `\t${one}`));
    const guarded = cells.slice(digits.length, digits.length + tricky.length);
    expect(guarded).toEqual(tricky.map((one) => `'${one}`));
    expect(cells.slice(digits.length + tricky.length)).toEqual(['-1234567.89', '5', 'a,"b"\r\nc', '']);
  });

  it('[RV13] long numbers stay whole, nothing is a formula, amounts are numbers: in XLSX (F108)', async () => {
    const rows = [[...digits.map(idCell), ...tricky.map(textCell), textCell('<&>"\u0001'), yuanCell(7), yuanCell(-123_456_789), wholeCell(5), textCell(null)]];
    const files = await unzip(await bytesOf(xlsxStream([oneSheet(rows)])));
    expect([...files.keys()].toSorted()).toEqual(['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml']);
    const xml = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(xml).not.toMatch(/<f[ >]/);
    const [, row = []] = sheetRows(xml);
    expect(row.map((cell) => cell.type)).toEqual([...digits, ...tricky, ''].map(() => 'text').concat(['number', 'number', 'number', 'none']));
    expect(row.map((cell) => cell.text)).toEqual([...digits, ...tricky, '<&>"', '0.07', '-1234567.89', '5', '']);
  });

  it('[RV13] yuan are made from whole fen without a fraction in between', () => {
    for (const amount of [0, 1, 9, 10, 99, 100, 101, 6000, 99_999_999_999, -1, -100, 29]) expect(Math.round(Number(yuanDigits(amount)) * 100) + 0).toBe(amount);
    expect([yuanDigits(29), yuanDigits(-5), yuanDigits(123_456)]).toEqual(['0.29', '-0.05', '1234.56']);
  });

  it('[RV14] an export adds up to the figures on the screen, in the language of the store, and is journaled', async () => {
    const sold = [await sell(till, { subscriber: 1 }), await sell(till, { subscriber: 2, planId: 'basic-30' })];
    const read = await till.must('review.read', today, 'manager');
    const csv = await exported('csv');
    expect(csv).toMatchObject({ state: 'done', format: 'csv', rowsDone: csv.rowsTotal });
    const rows = csvRows(readFileSync(csv.file, 'utf8').slice(1));
    const heads = rows.findIndex((row) => row[0] === '销售') + 1;
    const column = (name: string): number => rows[heads]?.indexOf(name) ?? -1;
    const sales = rows.slice(heads + 1, heads + 3);
    expect(sales.map((row) => row[column('单号')])).toEqual(sold.map((sale) => sale.receiptNumber));
    expect(sales.reduce((sum, row) => sum + Number(row[column('金额（分）')]), 0)).toBe(read.totals.salesFen);
    expect(sales.map((row) => row[column('ICCID尾号')])).toEqual(sales.map(() => expect.stringMatching(/^\t[0-9A-F]{4}$/)));
    const xlsx = await exported('xlsx');
    const files = await unzip(readFileSync(xlsx.file));
    expect(files.get('xl/workbook.xml')).toContain('name="销售"');
    const [head = [], ...cells] = sheetRows(files.get('xl/worksheets/sheet1.xml') ?? '');
    const at = head.findIndex((cell) => cell.text === '金额（元）');
    expect(cells.map((row) => [row[at]?.type, row[at]?.text])).toEqual(sold.map((sale) => ['number', (sale.totalFen / 100).toFixed(2)]));
    expect(statSync(csv.file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(csv.file)).mode & 0o777).toBe(0o700);
    expect(entriesOf(till, 'export.made').map((entry) => entry.payload)).toEqual(
      (['csv', 'xlsx'] as const).map((format) => ({ ...today, format, rows: csv.rowsTotal, staffId: 'm01' })),
    );
    expect(readdirSync(path.dirname(csv.file)).filter((name) => name.endsWith('.part'))).toEqual([]);
    await till.idle();
  });

  it('[RV15] sales commit while half a million rows are being written (F112)', async () => {
    fillLines(500_000);
    const range = { from: '2025-11-01', to: '2026-11-24' };
    const draft = await readySale(till, { subscriber: 3 });
    const { exportId } = await till.must('review.export', { ...range, format: 'csv' }, 'manager');
    await until(async () => (await till.must('review.export-state', { exportId }, 'manager')).rowsDone > 2000, 60_000);
    expect(await till.call('review.export', { ...range, format: 'xlsx' }, 'manager')).toEqual({ ok: false, problem: { code: 'export-busy' } });
    const sale = await till.must('sale.complete', cash(draft));
    const between = await till.must('review.export-state', { exportId }, 'manager');
    expect([between.state, between.rowsDone < between.rowsTotal]).toEqual(['running', true]);
    expect((await till.must('review.read', { from: '2026-10-01', to: '2026-11-24' }, 'manager')).totals.saleCount).toBeGreaterThan(2);
    // The rest of the half million would only take time; a shorter one is written to its end.
    await till.must('review.export-cancel', { exportId }, 'manager');
    const shorter = await till.must('review.export', { from: '2026-11-10', to: '2026-11-24', format: 'csv' }, 'manager');
    const next = await sell(till, { subscriber: 2 });
    await until(async () => (await till.must('review.export-state', { exportId: shorter.exportId }, 'manager')).state !== 'running', 50_000);
    const done = await till.must('review.export-state', { exportId: shorter.exportId }, 'manager');
    const made = entriesOf(till, 'export.made').at(-1);
    expect([done.state, made?.payload['rows'], (made?.seq ?? 0) > sale.seq]).toEqual(['done', done.rowsDone, true]);
    expect(next.seq).toBeGreaterThan(sale.seq);
    expect(readFileSync(done.file, 'utf8').split('\r\n').length).toBeGreaterThan(5000);
    await till.idle();
  }, 180_000);

  it('[RV16] a cancelled export leaves nothing behind, and the next one can begin', async () => {
    const { exportId, file } = await till.must('review.export', { from: '2025-11-01', to: '2026-11-24', format: 'xlsx' }, 'manager');
    await until(async () => (await till.must('review.export-state', { exportId }, 'manager')).rowsDone > 1000, 60_000);
    expect(await till.must('review.export-cancel', { exportId }, 'manager')).toMatchObject({ state: 'cancelled' });
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
    expect(await till.call('review.export-state', { exportId: 'nobody' }, 'manager')).toEqual({ ok: false, problem: { code: 'export-unknown' } });
    expect((await exported('csv')).state).toBe('done');
    await till.idle();
  }, 60_000);

  it('[RV16] a folder that cannot be written, or a full disk, is said as what it is', async () => {
    const folder = path.join(till.dir, 'exports');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    expect(await till.call('review.export', { ...today, format: 'csv' }, 'manager')).toEqual({ ok: false, problem: { code: 'export-failed', reason: 'not-writable' } });
    rmSync(folder);
    mkdirSync(folder);
    // Also when the folder goes away under a running export, the till goes on and says that it failed.
    const running = till.must('review.export', { from: '2026-11-01', to: '2026-11-24', format: 'csv' }, 'manager');
    const { exportId } = await running;
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    await until(async () => (await till.must('review.export-state', { exportId }, 'manager')).state === 'failed', 50_000);
    rmSync(folder);
    expect((await exported('csv')).state).toBe('done');
    await till.idle();
  }, 120_000);

  it.skipIf(!existsSync('/dev/full'))('[RV16] the system’s word for a full disk reaches whoever exports', async () => {
    const failed = await writeDurably(Readable.from(['x'.repeat(100_000)]), '/dev/full').then(() => null, (cause: unknown) => cause);
    expect(reasonOf(failed)).toBe('disk-full');
  });

  it('[RV16] closing the till ends a running export without a half file', async () => {
    const dir = makeDir('closing-');
    const other = await openTill({ gateway, dir });
    await until(async () => (await other.must('terminal.read', {})).phase === 'ready');
    await other.signIn('m01', 'manager');
    fillLines(50_000, other);
    const { file } = await other.must('review.export', { from: '2025-11-01', to: '2026-11-24', format: 'csv' }, 'manager');
    await other.close();
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
    expect(other.log.filter((line) => line.level === 'error')).toEqual([]);
  });
});

/** Straight into the table: lines of a year, as long work would leave them. */
function fillLines(count: number, into: OpenTill = till): void {
  into.tamper(`PRAGMA foreign_keys = OFF;
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
    INSERT INTO money_line (business_date, seq, line, kind, method, plan_id, staff_id, approver_id, shift_id, hour, at, amount_fen, sale_id, note)
    SELECT date('2025-11-01', (i * 380 / ${count}) || ' days'), 1000000 + i, 0, 'sale', NULL, 'plus-60', 'c01', NULL, 'sh', i % 24,
           date('2025-11-01', (i * 380 / ${count}) || ' days') || 'T02:00:00.000Z', 6000, NULL, '' FROM n;`);
}
