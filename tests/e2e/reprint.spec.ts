// A second paper for the same sale is marked as such and recorded.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { readTrainingJournal } from './gateway-record.ts';
import { zhangSan } from './pages/customers.ts';
import { expectLevel } from './pages/frame.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { renew } from './pages/whole-renewal.ts';

test('a reprint is marked, journaled and found under transactions', async ({ bench }) => {
  const till = await bench.openTrained();
  const { page, call, dataDir } = till;
  await signIn(page);
  await openShift(page);
  await renew(page, zhangSan);
  const receiptNumber = await page.getByTestId('receipt-number').textContent() ?? '';
  await expect(page.getByTestId('print-status')).toHaveAttribute('data-state', 'saved');
  await page.keyboard.press('F9');
  await expect(page.getByTestId('print-status')).toContainText('补打');
  await expect(page.getByTestId('print-status')).toHaveAttribute('data-state', 'saved');
  expect(readdirSync(path.join(dataDir, 'training', 'receipts')).filter((name) => name.endsWith('.pdf'))).toHaveLength(2);

  await page.getByTestId('sale-new').click();
  await page.getByTestId('nav-transactions').click();
  await page.getByTestId('sale-search').fill(receiptNumber);
  await expect(page.getByTestId('sale-row')).toHaveCount(1);
  await page.getByTestId('sale-row').click();
  await expect(page.getByTestId('sale-details')).toContainText(receiptNumber);
  await page.getByTestId('receipt-print').click();
  await expect(page.getByTestId('reprint-state')).toContainText('2');
  const prints = async (): Promise<unknown> => {
    const list = await call('sale.list', {});
    return list.ok ? list.value.rows.map(({ print }) => [print?.copyNumber, print?.state]) : list.problem;
  };
  await expect.poll(prints).toEqual([[2, 'saved']]);
  await expectLevel(page);
  const held = await readTrainingJournal(till);
  expect(held.filter(({ type }) => type === 'receipt.printed').map(({ payload }) => payload['copyNumber'])).toEqual([0, 1, 2]);
});
