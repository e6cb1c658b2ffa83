// What a manager reads of a day of two clerks, in both languages: figures, the rows behind them, files, and a wallet's statement laid beside the books.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { csvRows, sheetRows, unzip } from '#tests/support/read-export.ts';
import { expect, test, type Bench } from './fixtures.ts';
import { lowBalance, ranOut, zhangSan } from './pages/customers.ts';
import { chooseLanguage, expectLevel } from './pages/frame.ts';
import { chargeByCode } from './pages/payment.ts';
import { exportDay, figureIn, figuresThatDisagree, goBack, openReview, openRows, openStory, readFigures, reconcile } from './pages/review.ts';
import { closeShift, openShift } from './pages/shift.ts';
import { changePerson, signIn } from './pages/sign-in.ts';
import { auditor, clerk, manager, otherClerk } from './pages/synthetic-people.ts';
import { closeRefund, fillRefund, openNewestSale, startRefund } from './pages/transactions.ts';
import type { TillWindow } from './till-window.ts';
import { goToPayment, renew } from './pages/whole-renewal.ts';

/** c01: 60.00 in cash, 30.00 by Alipay, 5.00 of the latter given back; c02: 100.00 in cash. Both close even. */
async function openAfterTheDay(bench: Bench): Promise<TillWindow> {
  const till = await bench.openTrained();
  const { page } = till;
  await signIn(page, clerk);
  await openShift(page, '200');
  await renew(page, zhangSan, '60');
  await page.getByTestId('sale-new').click();
  await goToPayment(page, ranOut);
  await chargeByCode(page, 'alipay', '00');
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await openNewestSale(page);
  await fillRefund(page, '5');
  await startRefund(page, manager);
  await expect(page.getByTestId('refund-outcome')).toHaveAttribute('data-state', 'completed');
  await closeRefund(page);
  await closeShift(page, '260', manager);
  await changePerson(page, otherClerk);
  await openShift(page, '260');
  await renew(page, lowBalance, '100');
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await closeShift(page, '360', manager);
  await changePerson(page, manager);
  await expectLevel(page);
  return till;
}

async function todayOf({ call }: TillWindow): Promise<string> {
  const terminal = await call('terminal.read', {});
  if (!terminal.ok) throw new Error('the terminal does not answer');
  return terminal.value.todayOn;
}

/** Net sales and the number of sales by the Zs of the day. */
async function sumOfZs({ call }: TillWindow, on: string): Promise<{ readonly net: string; readonly count: string }> {
  const list = await call('shift.list', { from: on, to: on });
  if (!list.ok) throw new Error('the list of Zs was refused');
  const netFen = list.value.reduce((sum, { totals }) => sum + totals.salesFen - totals.refundsFen - (totals.voidsFen ?? 0), 0);
  return { net: (netFen / 100).toFixed(2), count: String(list.value.reduce((sum, { totals }) => sum + totals.saleCount, 0)) };
}

/** The screen, the Zs and the carrier's whole store say the same. */
async function expectSameEverywhere(till: TillWindow): Promise<void> {
  const { page } = till;
  const zs = await sumOfZs(till, await todayOf(till));
  expect(zs).toEqual({ net: '185.00', count: '3' });
  const shown = await readFigures(page);
  expect({ net: figureIn(shown.net), count: figureIn(shown.count) }).toEqual(zs);
  await page.getByTestId('scope-store').click();
  await expect(page.getByTestId('review-store')).toHaveAttribute('data-stale', 'false');
  const ofStore = await readFigures(page);
  expect({ net: figureIn(ofStore.net), count: figureIn(ofStore.count) }).toEqual(zs);
  await page.getByTestId('scope-terminal').click();
  await expect(page.getByTestId('review-figures')).toHaveAttribute('data-stale', 'false');
}

async function expectStory(page: Page): Promise<void> {
  await expect(await openRows(page, 'review-count')).toHaveCount(3);
  const types = await (await openStory(page, 1)).evaluateAll((events) => events.map((event) => event.getAttribute('data-type')));
  expect(types).toEqual(expect.arrayContaining(['sale.completed', 'payment.started', 'refund.completed']));
  await goBack(page);
  await goBack(page);
}

function checkCsv(file: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('\uFEFF')).toBe(true);
  const [[title] = [], heads = [], ...rows] = csvRows(text.slice(1));
  expect(title).toBe('销售');
  const sales = rows.slice(0, 3);
  const column = (name: string): readonly string[] => sales.map((row) => row[heads.indexOf(name)] ?? '');
  expect(column('金额（元）')).toEqual(['60.00', '30.00', '100.00']);
  expect(column('ICCID尾号')).toEqual(sales.map(() => expect.stringMatching(/^\t[0-9A-F]{4}$/)));
  expect(column('号码')).toEqual(['165****0001', '165****0002', '165****0006']);
}

async function checkXlsx(file: string): Promise<void> {
  const files = await unzip(readFileSync(file));
  const [heads = [], ...rows] = sheetRows(files.get('xl/worksheets/sheet1.xml') ?? '');
  const column = (name: string): readonly string[] => rows.map((row) => {
    const cell = row[heads.findIndex(({ text }) => text === name)];
    return `${cell?.type} ${cell?.text}`;
  });
  expect(column('金额（元）')).toEqual(['number 60.00', 'number 30.00', 'number 100.00']);
  expect(column('ICCID尾号')).toEqual(rows.map(() => expect.stringMatching(/^text [0-9A-F]{4}$/)));
  expect(column('单号')).toEqual(rows.map(() => expect.stringMatching(/^text \S+$/)));
}

/** The Alipay payment and refund of the books as the merchant centre lists them, and a payment that the books do not have. */
async function statementWithOneTooMany({ call }: TillWindow, on: string): Promise<Buffer> {
  const sales = await call('sale.list', { businessDate: on });
  const tender = sales.ok ? sales.value.rows.flatMap(({ tenders }) => tenders).find(({ method }) => method === 'alipay') : undefined;
  const refunds = await call('refund.list', {});
  const refund = refunds.ok ? refunds.value[0] : undefined;
  if (tender === undefined || refund === undefined) throw new Error('the wallet payment of the day is missing');
  const at = `${on} ${new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' }).format(new Date())}`;
  const ours = tender.paymentId.replaceAll('-', '');
  return Buffer.from([
    '#支付宝业务明细查询', '支付宝交易号,商户订单号,业务类型,退款批次号/请求号,完成时间,订单金额（元）',
    `${tender.reference},${ours},交易,,${at},30.00`, `${tender.reference},${ours},退款,${refund.refundId.replaceAll('-', '')},${at},-5.00`,
    `2026000000000000000001,${'0123456789abcdef'.repeat(2)},交易,,${at},45.00`, '#业务明细列表结束',
  ].join('\r\n'));
}

/** The same statement in the language of the screen. */
async function expectOneTooMany(page: Page, statement: Buffer, title: string): Promise<void> {
  await reconcile(page, 'alipay', statement);
  await expect(page.getByTestId('reconcile-row')).toHaveCount(1);
  await expect(page.getByTestId('reconcile-row')).toContainText(title);
  await expect(page.getByTestId('reconcile-row')).toContainText('45.00');
  await expect(page.getByTestId('reconcile-difference')).toHaveText(/45\.00/);
  await goBack(page);
  await goBack(page);
}

test('a manager’s review of the day in Chinese and in English: figures, rows, files and the wallet’s statement', async ({ bench }) => {
  test.setTimeout(240_000);
  const till = await openAfterTheDay(bench);
  const { page } = till;
  await openReview(page);
  await expectSameEverywhere(till);
  expect(await figuresThatDisagree(page)).toEqual([]);
  await expectStory(page);
  const [csv, xlsx, pdf] = [await exportDay(page, 'csv'), await exportDay(page, 'xlsx'), await exportDay(page, 'pdf')];
  for (const file of [csv, xlsx, pdf]) expect(path.relative(till.dataDir, file)).not.toMatch(/^\.\./);
  checkCsv(csv);
  await checkXlsx(xlsx);
  expect(readFileSync(pdf).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const statement = await statementWithOneTooMany(till, await todayOf(till));
  await expectOneTooMany(page, statement, '已支付未销帐');

  await chooseLanguage(page, 'en');
  await expectSameEverywhere(till);
  expect(await figuresThatDisagree(page)).toEqual([]);
  await expectStory(page);
  await expectOneTooMany(page, statement, 'Paid, not in the books');
});

test('an auditor reads the day and moves nothing; a clerk is told why not', async ({ bench }) => {
  const till = await openAfterTheDay(bench);
  const { page, call } = till;
  await changePerson(page, auditor);
  await openReview(page);
  await expectSameEverywhere(till);
  await page.getByTestId('nav-transactions').click();
  await page.getByTestId('day-previous').click();
  await page.getByTestId('sale-row').first().click();
  await expect(page.getByTestId('sale-tenders')).toBeVisible();
  for (const testId of ['sale-void', 'sale-refund-open', 'receipt-print']) await expect(page.getByTestId(testId)).toHaveCount(0);
  await page.getByTestId('nav-shift').click();
  await expect(page.getByTestId('shift-read-only')).toBeVisible();
  await expect(page.getByTestId('shift-open')).toHaveCount(0);
  const opened = await page.evaluate(() => window.till?.call('shift.open', { floatFen: 0 }));
  expect(opened).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });

  await changePerson(page, clerk);
  await page.getByTestId('nav-review').click();
  await expect(page.getByTestId('review-not-allowed')).toContainText('店长');
  await expect(page.getByTestId('review-total')).toHaveCount(0);
  const on = await todayOf(till);
  const read = await call('review.read', { from: on, to: on });
  expect(!read.ok && read.problem.code).toBe('not-allowed');
});
