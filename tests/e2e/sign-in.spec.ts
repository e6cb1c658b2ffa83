// Who is at the terminal: wrong PINs, the lock, and changing places in the middle of a sale.
import type { Page } from '@playwright/test';
import { trainingConfig } from '#gateway/training/store-and-plans.ts';
import { expect, test } from './fixtures.ts';
import { configure } from './counter.ts';
import { zhangSan } from './pages/customers.ts';
import { expectLevel } from './pages/frame.ts';
import { pay } from './pages/payment.ts';
import { signIn, typePin, unlock } from './pages/sign-in.ts';
import { clerk, otherClerk, type Person } from './pages/synthetic-people.ts';
import { openShift } from './pages/shift.ts';
import { goToPayment } from './pages/whole-renewal.ts';

async function changePlaces(page: Page, person: Person): Promise<void> {
  await page.getByTestId('lock').click();
  await page.getByTestId('switch-person').click();
  await signIn(page, person);
}

test('five wrong PINs lock that person for a time, and nobody else', async ({ bench }) => {
  const { page } = await bench.openTrained();
  const wrong = { staffId: clerk.staffId, pin: '111111' };
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  for (const left of [4, 3, 2]) {
    await typePin(page, wrong);
    await expect(page.getByTestId('problem')).toHaveAttribute('data-code', 'pin-wrong');
    await expect(page.getByTestId('problem')).toContainText(String(left));
  }
  await typePin(page, wrong);
  await expect(page.getByTestId('problem')).toContainText('再错一次');
  await typePin(page, wrong);
  await expect(page.getByTestId('problem')).toHaveAttribute('data-code', 'staff-locked');
  await expect(page.getByTestId('pin-wait')).toBeVisible();
  await page.getByTestId('pin-input').fill(clerk.pin);
  await expect(page.getByTestId('sign-in')).toBeDisabled();
  await signIn(page, otherClerk);
});

test('a lock survives a restart of the program', async ({ bench }) => {
  const { page, dataDir, close } = await bench.openTrained();
  const wrong = { staffId: clerk.staffId, pin: '111111' };
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  for (const code of ['pin-wrong', 'pin-wrong', 'pin-wrong', 'pin-wrong', 'staff-locked']) {
    await typePin(page, wrong);
    await expect(page.getByTestId('problem')).toHaveAttribute('data-code', code);
    await expect(page.getByTestId('pin-input')).toHaveValue('');
  }
  await close();
  const again = await bench.open({ dataDir });
  await expect(again.page.getByTestId('staff-c01')).toBeVisible();
  await typePin(again.page, clerk);
  await expect(again.page.getByTestId('problem')).toHaveAttribute('data-code', 'staff-locked');
});

test('behind the lock nothing of the customer is in the page, and the sale goes on after it', async ({ bench }) => {
  const { page } = await bench.openTrained();
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await page.getByTestId('lock').click();
  await expect(page.getByTestId('locked-by')).toBeVisible();
  expect(await page.content()).not.toContain('165****0001');
  await unlock(page);
  await expect(page.getByTestId('account-number')).toHaveText('165****0001');
  await pay(page, '60');
});

test('where the drawer is shared, another person takes over the open sale', async ({ bench }) => {
  const store = await bench.openStore();
  await configure(store, { shift: { ...trainingConfig.shift, drawer: 'shared' } });
  const { page } = await bench.openEnrolled(store);
  await signIn(page);
  await expectLevel(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await changePlaces(page, otherClerk);
  await expect(page.getByTestId('account-number')).toHaveText('165****0001');
  await pay(page, '60');
  await expect(page.getByTestId('receipt')).toContainText('c02');
});

test('where the drawer is one person’s, nobody else takes money into it, and the open sale waits for its owner', async ({ bench }) => {
  const { page } = await bench.openTrained();
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await changePlaces(page, otherClerk);
  await expect(page.getByTestId('shift-of-other')).toContainText('c01');
  await expect(page.getByTestId('account-number')).toHaveCount(0);
  await expect(page.getByTestId('pay')).toHaveCount(0);
  await changePlaces(page, clerk);
  await expect(page.getByTestId('account-number')).toHaveText('165****0001');
  await pay(page, '60');
  await expect(page.getByTestId('receipt')).toContainText('c01');
});

test('a terminal that nobody touches locks by itself and keeps the sale', async ({ bench }) => {
  const store = await bench.openStore();
  await configure(store, { idleLockSeconds: 30 });
  const { page } = await bench.openEnrolled(store);
  await signIn(page);
  await expectLevel(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await expect(page.getByTestId('locked-by')).toBeVisible({ timeout: 60_000 });
  await unlock(page);
  await pay(page, '60');
});
