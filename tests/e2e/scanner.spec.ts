// A scanner is a fast keyboard that ends with Enter. It must work whatever has the focus and whatever input method is on.
import { trainingIccid } from '#gateway/training/synthetic-numbers.ts';
import { expect, test, type Bench } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';
import { scan } from './pages/scanner.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import type { TillWindow } from './till-window.ts';

const cardNumber = trainingIccid(1);

async function openAtCounter(bench: Bench): Promise<TillWindow> {
  const till = await bench.openTrained();
  await signIn(till.page);
  await openShift(till.page);
  return till;
}

test('a scanned card is looked up although the focus is on another screen', async ({ bench }) => {
  const till = await openAtCounter(bench);
  const { page } = till;
  await page.getByTestId('nav-transactions').click();
  await page.getByTestId('sale-search').focus();
  await scan(till, cardNumber);
  await expect(page.getByTestId('account-card')).toBeVisible();
  await expect(page.getByTestId('account-number')).toHaveText('165****0001');
  await page.getByTestId('nav-transactions').click();
  await expect(page.getByTestId('sale-search')).toHaveValue('');
});

test('a scan below a Chinese input method is read by the place of its keys', async ({ bench }) => {
  const till = await openAtCounter(bench);
  const { page } = till;
  await page.getByTestId('lookup-input').focus();
  await scan(till, cardNumber, 'below-input-method');
  await expect(page.getByTestId('account-number')).toHaveText('165****0001');
  await expect(page.getByTestId('lookup-input')).toHaveValue('');
});

test('scanner alone: card and document are scanned, Enter does the rest', async ({ bench }) => {
  const till = await openAtCounter(bench);
  const { page } = till;
  await scan(till, cardNumber);
  await expect(page.getByTestId('sale-begin')).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('id-number')).toBeVisible();
  await scan(till, zhangSan.paper.number);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('plan-confirm')).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cash-received')).toBeFocused();
  await page.keyboard.press('F5');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sale-done')).toBeVisible();
});

test('a card scanned while cash is counted takes no money and changes no amount', async ({ bench }) => {
  const till = await openAtCounter(bench);
  const { page } = till;
  await scan(till, cardNumber);
  await page.getByTestId('sale-begin').click();
  await page.getByTestId('id-number').fill(zhangSan.paper.number);
  await page.getByTestId('id-check').click();
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await page.getByTestId('id-check').click();
  await page.getByTestId('plan-confirm').click();
  await page.getByTestId('cash-received').fill('100');
  await page.getByTestId('cash-received').focus();
  await scan(till, trainingIccid(2));
  await expect(page.getByTestId('lookup-input')).toHaveValue(trainingIccid(2));
  await expect(page.getByTestId('cash-received')).toHaveValue('100');
  await expect(page.getByTestId('sale-done')).toHaveCount(0);
});
