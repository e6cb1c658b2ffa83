// A second paper for the same sale is marked as such and recorded.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { renew } from './pages/whole-renewal.ts';

test('a reprint is marked, journaled and found under transactions', async ({ bench }) => {
  const { page, call, dataDir } = await bench.openTrained();
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
  await expect(page.getByTestId('print-status')).toContainText('2');
  await expect(page.getByTestId('print-status')).toHaveAttribute('data-state', 'saved');
  const list = await call('sale.list', {});
  expect(list.ok && list.value.rows.map(({ print }) => print?.copyNumber)).toEqual([2]);
});
