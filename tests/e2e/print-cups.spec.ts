// Receipts on a real print queue: what arrives there, and what is said of a queue that is stopped, missing or alone.
import { expect, test as base } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';
import { openShift } from './pages/shift.ts';
import { signIn } from './pages/sign-in.ts';
import { renew } from './pages/whole-renewal.ts';
import { openPrivateCups } from './private-cups.ts';
import type { PrivateCups } from './private-cups.ts';

const test = base.extend<{ cups: PrivateCups }>({
  // Playwright reads the names of the fixtures needed from this pattern.
  // eslint-disable-next-line no-empty-pattern
  cups: async ({}, use) => {
    const cups = await openPrivateCups();
    await use(cups);
    await cups.close();
  },
});

const aReceipt = (text: string, heightMm = 50): string => [
  '<!doctype html><meta charset="utf-8">',
  '<style>body{margin:0;width:80mm;font-family:"Noto Sans CJK SC",sans-serif}</style>',
  `<p>${text}</p><div style="height:${heightMm}mm"></div><p>合计 ￥30.00</p>`,
  `<script>document.body.textContent = 'a script ran'</script>`,
  '<img src="https://example.invalid/x.png" alt="">',
].join('\n');

const aJob = (number: number, html: string, printer: string) => ({
  printJobId: `0192f000-0000-7000-8000-00000000000${number}`, title: `R-TEST-${number}`, html, printer, paperMm: 80 as const,
});

test('a renewal prints its receipt on the chosen printer, with its Chinese text', async ({ bench, cups }) => {
  cups.addQueue('TILL');
  const { page, call } = await bench.openTrained({ CUPS_SERVER: cups.server });
  await signIn(page);
  await openShift(page);
  const chosen = await call('settings.choose-printer', { printer: 'TILL', paperMm: 80 });
  expect(chosen.ok && chosen.value.printer).toBe('TILL');
  await renew(page, zhangSan);
  const receiptNumber = await page.getByTestId('receipt-number').textContent() ?? '';
  await expect(page.getByTestId('print-status')).toHaveAttribute('data-state', 'spooled');
  const [paper = ''] = await cups.arrivedTexts(1);
  expect(paper).toContain(receiptNumber.trim());
  expect(paper).toMatch(/培训\s*TRAINING\s*无效/);
  expect(paper).toMatch(/本单据不作为发票使用/);
  expect(paper).not.toContain(zhangSan.msisdn);
  const sizes = cups.pageSizes(0);
  expect(sizes.map(({ widthMm }) => widthMm)).toEqual([80]);
});

test('says of each queue what is known, and prints on the chosen one or on none', async ({ bench, cups }) => {
  cups.addQueue('TILL');
  cups.addQueue('JAMMED');
  cups.stopQueue('JAMMED');
  const { call } = await bench.openTrained({ CUPS_SERVER: cups.server });
  const printers = await call('printer.list', {});
  expect(printers.ok && printers.value.map(({ name, state }) => [name, state]).toSorted()).toEqual([['JAMMED', 'stopped'], ['TILL', 'idle']]);
  expect(await call('printer.print', aJob(1, aReceipt('给坏了的打印机'), 'JAMMED'))).toEqual({ ok: false, problem: { code: 'printer-stopped', printer: 'JAMMED', reason: expect.any(String) } });
  expect(await call('printer.print', aJob(2, aReceipt('给没有的打印机'), 'NOWHERE'))).toEqual({ ok: false, problem: { code: 'printer-missing', printer: 'NOWHERE' } });
  expect(await call('printer.print', aJob(3, aReceipt('给好的打印机'), 'TILL'))).toEqual({ ok: true, value: { outcome: 'spooled', detail: 'TILL' } });
  const texts = await cups.arrivedTexts(1);
  expect(texts).toHaveLength(1);
  expect(texts[0]).toMatch(/给好的打印机[\s\S]*合计 ￥30\.00/);
  expect(texts[0]).not.toContain('a script ran');
});

test('a queue that is removed while the terminal runs is missing at once', async ({ bench, cups }) => {
  cups.addQueue('TILL');
  const { call } = await bench.openTrained({ CUPS_SERVER: cups.server });
  expect(await call('printer.print', aJob(1, aReceipt('一'), 'TILL'))).toMatchObject({ ok: true });
  await cups.arrivedTexts(1);
  cups.removeQueue('TILL');
  expect(await call('printer.print', aJob(2, aReceipt('二'), 'TILL'))).toEqual({ ok: false, problem: { code: 'printer-missing', printer: 'TILL' } });
});

test('receipts asked for at once come out one after the other, each whole and as long as it is', async ({ bench, cups }) => {
  cups.addQueue('TILL');
  const { call } = await bench.openTrained({ CUPS_SERVER: cups.server });
  const numbers = [1, 2, 3, 4, 5, 6];
  const replies = await Promise.all(numbers.map((number) => call('printer.print', aJob(number, aReceipt(`第${number}张`, number * 40), 'TILL'))));
  expect(replies.map(({ ok }) => ok)).toEqual(numbers.map(() => true));
  const texts = await cups.arrivedTexts(numbers.length);
  expect(texts.map((text) => /第(\d)张/.exec(text)?.[1])).toEqual(numbers.map(String));
  const sizes = numbers.map((_number, job) => cups.pageSizes(job));
  expect(sizes.map((pages) => pages.length)).toEqual(numbers.map(() => 1));
  const heights = sizes.map(([page]) => page?.heightMm ?? 0);
  expect(heights).toEqual(heights.toSorted((one, other) => one - other));
  expect((heights.at(-1) ?? 0) - (heights[0] ?? 0)).toBe(200);
});
