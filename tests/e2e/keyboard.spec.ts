// A whole renewal by keyboard, with every press counted.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';

/** Slower than any scanner, so that the keys are taken for typing. */
const TYPING = { delay: 120 } as const;

function countingKeyboard(page: Page): { readonly press: (key: string) => Promise<void>; readonly presses: () => number } {
  let presses = 0;
  return {
    press: async (key) => {
      presses += 1;
      await page.keyboard.press(key);
    },
    presses: () => presses,
  };
}

test('a known customer’s cash renewal takes at most 12 key presses beyond the digits typed', async ({ bench }) => {
  const { page } = await bench.openTrained();
  await signIn(page);
  await openShift(page);
  const { press, presses } = countingKeyboard(page);

  await expect(page.getByTestId('lookup-input')).toBeFocused();
  await page.keyboard.type(zhangSan.msisdn, TYPING);
  await press('Enter');
  await expect(page.getByTestId('sale-begin')).toBeEnabled();
  await press('Enter');
  await expect(page.getByTestId('id-number')).toBeFocused();
  await page.keyboard.type(zhangSan.paper.number, TYPING);
  await press('Enter');
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await press('Enter');
  await expect(page.getByTestId('plan-confirm')).toBeEnabled();
  await press('Enter');
  await expect(page.getByTestId('cash-received')).toBeFocused();
  await press('F5');
  await expect(page.getByTestId('payment-state')).toHaveAttribute('data-state', 'ready');
  await press('Enter');
  await expect(page.getByTestId('sale-done')).toBeVisible();
  await press('Enter');
  await expect(page.getByTestId('lookup-input')).toBeFocused();
  expect(presses()).toBeLessThanOrEqual(12);
});

test('the keyboard alone signs in, opens the shift, picks plan and months, goes back with Escape and locks', async ({ bench }) => {
  const { page } = await bench.openTrained();
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByTestId('pin-input')).toBeFocused();
  await page.keyboard.type('135790', TYPING);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('shift-float')).toBeFocused();
  await page.keyboard.type('200', TYPING);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lookup-input')).toBeFocused();
  await page.keyboard.type(zhangSan.msisdn, TYPING);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sale-begin')).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('id-number')).toBeFocused();
  await page.keyboard.type(zhangSan.paper.number, TYPING);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await page.keyboard.press('Enter');

  await expect(page.getByTestId('plan-plus-60')).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('3');
  await expect(page.getByTestId('plan-max-100')).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('plan-months')).toHaveAttribute('data-value', '3');
  await expect(page.getByTestId('quote-total')).toHaveText(/300\.00/);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cash-received')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('plan-max-100')).toHaveAttribute('aria-checked', 'true');
  await expect(page.getByTestId('plan-months')).toHaveAttribute('data-value', '3');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('account-card')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('id-result')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('plan-max-100')).toHaveAttribute('aria-checked', 'true');
  for (const [key, screen] of [['F3', 'transactions'], ['F4', 'shift'], ['F10', 'settings'], ['F1', 'sell']] as const) {
    await page.keyboard.press(key);
    await expect(page.getByTestId(`screen-${screen}`)).toBeVisible();
  }
  await page.keyboard.press('F12');
  await expect(page.getByTestId('locked-by')).toBeVisible();
  await expect(page.getByTestId('pin-input')).toBeFocused();
});
