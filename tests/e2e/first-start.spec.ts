// From nothing to the first sale: an empty folder, no configuration, training mode.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { readTrainingJournal } from './gateway-record.ts';
import { ranOut, zhangSan } from './pages/customers.ts';
import { expectLevel, syncState } from './pages/frame.ts';
import { renew } from './pages/whole-renewal.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';

test('the first start leads to a first sale without any configuration, and the carrier has it', async ({ bench }) => {
  const dataDir = bench.emptyFolder();
  const till = await bench.open({ dataDir });
  const { page } = till;
  await expect(page.getByTestId('training-banner')).toContainText('培训模式');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await signIn(page);
  await expect(page.locator('.watermark')).toBeVisible();
  await openShift(page);
  await renew(page, zhangSan);

  await expect(page.getByTestId('sale-done')).toContainText('已收款，已保存在本机');
  await expect(page.getByTestId('done-change')).toHaveText(/140\.00/);
  await expect(page.getByTestId('receipt')).toContainText('培训 TRAINING 无效');
  await expect(page.getByTestId('receipt')).toContainText('本单据不作为发票使用');
  await expect(page.getByTestId('receipt')).not.toContainText('16500000001');
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await expectLevel(page);
  await expect(syncState(page)).toContainText('已全部上传');
  await expect(page.getByTestId('print-status')).toHaveAttribute('data-state', 'saved');

  const receiptNumber = await page.getByTestId('receipt-number').textContent();
  const held = await readTrainingJournal(till);
  const sales = held.filter((entry) => entry.type === 'sale.completed').map((entry) => entry.payload['receiptNumber']);
  expect(sales).toEqual([receiptNumber]);
  expect(readdirSync(path.join(dataDir, 'training', 'receipts')).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
  // Training keeps to its own folder: outside of it there is no till.
  expect(readdirSync(dataDir)).not.toContain('pos.db');
});

test('the next customer starts from an empty screen', async ({ bench }) => {
  const { page } = await bench.openTrained();
  await signIn(page);
  await openShift(page);
  await renew(page, zhangSan);
  await page.getByTestId('sale-new').click();
  await expect(page.getByTestId('account-card')).toHaveCount(0);
  await expect(page.getByTestId('lookup-input')).toHaveValue('');
  await expect(page.getByTestId('lookup-input')).toBeFocused();
  await renew(page, ranOut, '30');
  await expect(page.getByTestId('done-change')).toHaveText(/0\.00/);
});
