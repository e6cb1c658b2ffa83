// The shift: no money without one, counted before anything is told, and closed with a Z that adds up.
import { expect, test } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';
import { signIn } from './pages/sign-in.ts';
import { closeShift, openShift } from './pages/shift.ts';
import { goToPayment, renew } from './pages/whole-renewal.ts';

test('a shift is closed short by five yuan; what should have been there is told only after the count', async ({ bench }) => {
  const { page, call } = await bench.openTrained();
  await signIn(page);
  await expect(page.getByTestId('open-shift-first')).toBeVisible();
  await openShift(page, '200');
  await renew(page, zhangSan, '100');
  await page.getByTestId('sale-new').click();

  await page.getByTestId('nav-shift').click();
  await expect(page.getByTestId('shift-sales')).toHaveText(/60\.00/);
  await expect(page.getByTestId('screen-shift')).not.toContainText('260.00');
  await closeShift(page, '255');
  await expect(page.getByTestId('shift-over-short')).toHaveText(/5\.00/);
  await expect(page.getByTestId('shift-closed')).toContainText('短');
  await expect(page.getByTestId('z-expected')).toHaveText(/260\.00/);
  await expect(page.getByTestId('z-counted')).toHaveText(/255\.00/);
  await expect(page.getByTestId('z-count')).toContainText('1');
  await page.getByTestId('shift-done').click();
  const current = await call('shift.current', {});
  expect(current.ok && [current.value.shift, current.value.lastCountFen, current.value.lastZ?.overShortFen]).toEqual([null, 25_500, -500]);

  await page.getByTestId('nav-sell').click();
  await expect(page.getByTestId('open-shift-first')).toBeVisible();
  await expect(page.getByTestId('pay')).toHaveCount(0);
});

test('a shift with a sale still open is not closed under it', async ({ bench }) => {
  const { page } = await bench.openTrained();
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-counted').fill('200');
  await page.getByTestId('shift-close').click();
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('problem')).toHaveAttribute('data-code', 'sale-still-open');
  await page.getByTestId('nav-sell').click();
  await expect(page.getByTestId('cash-received')).toBeVisible();
});
