// A whole renewal with fingers only: no key is pressed.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';

/** Taps digits on the pad that is shown. */
async function tapDigits(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await page.locator('.keypad').getByRole('button', { name: digit, exact: true }).click();
}

test('touch alone: sign-in, shift, look-up, document, plan, cash and the next customer', async ({ bench }) => {
  const { page } = await bench.openTrained();
  await page.getByTestId('staff-c01').click();
  await tapDigits(page, '135790');
  await page.getByTestId('sign-in').click();
  await expect(page.getByTestId('shift-float')).toBeVisible();
  await tapDigits(page, '200');
  await page.getByTestId('shift-open').click();
  await expect(page.getByTestId('shift-open')).toHaveCount(0);
  await tapDigits(page, zhangSan.msisdn);
  await page.getByTestId('lookup-submit').click();
  await page.getByTestId('sale-begin').click();
  await expect(page.getByTestId('id-number')).toBeVisible();
  await tapDigits(page, zhangSan.paper.number);
  await page.getByTestId('id-check').click();
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await page.getByTestId('id-check').click();
  await page.getByTestId('plan-basic-30').click();
  await page.getByTestId('plan-months-6').click();
  await expect(page.getByTestId('quote-total')).toHaveText(/180\.00/);
  await page.getByTestId('plan-confirm').click();
  await page.getByTestId('tender-cash').click();
  await tapDigits(page, '200');
  await expect(page.getByTestId('change-due')).toHaveText(/20\.00/);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('done-change')).toHaveText(/20\.00/);
  await page.getByTestId('receipt-print').click();
  await page.getByTestId('sale-new').click();
  await expect(page.getByTestId('sale-done')).toHaveCount(0);
  await page.getByTestId('lock').click();
  await expect(page.getByTestId('locked-by')).toBeVisible();
});

test('every control that a finger presses is at least 48 pixels high', async ({ bench }) => {
  // The rule is about the style sheet as much as about one screen.
  expect(readFileSync(new URL('../../renderer/styles/tokens.css', import.meta.url), 'utf8')).toContain('48px');
  const { page } = await bench.openTrained();
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  const low = await page.locator('main button:visible').evaluateAll((buttons) => buttons
    .filter((button) => button.getBoundingClientRect().height < 47.5 && button.closest('.language-choice') === null)
    .map((button) => button.outerHTML.slice(0, 120)));
  expect(low).toEqual([]);
});
