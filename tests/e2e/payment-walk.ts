// Leads a training terminal through every state a payment can be shown in, and calls back at each of them.
import type { Page } from '@playwright/test';
import { expect } from './patient-expect.ts';
import { endsToday, zhangSan } from './pages/customers.ts';
import { chooseLanguage } from './pages/frame.ts';
import { chargeByCode, chooseTender, park, payByCard, typeReceived } from './pages/payment.ts';
import { openShift } from './pages/shift.ts';
import { signIn } from './pages/sign-in.ts';
import { goToPayment } from './pages/whole-renewal.ts';
import type { Language, Visit } from './screen-walk.ts';
import type { TillWindow } from './till-window.ts';

/** One sale paid in parts, by way of every state a payment can be shown in. */
async function walkTenders(page: Page, visit: Visit): Promise<void> {
  await goToPayment(page, endsToday);
  await expect(page.getByTestId('tender-alipay')).toBeEnabled();
  await chooseTender(page, 'alipay');
  await visit('payment-wallet');
  await page.getByTestId('way-store-code').click();
  await visit('payment-wallet-store-code');
  await chooseTender(page, 'card');
  await visit('payment-card');
  await chooseTender(page, 'balance');
  await visit('payment-balance');
  await chargeByCode(page, 'wechat', '01', '10');
  await expect(page.getByTestId('payment-failed')).toBeVisible();
  await visit('payment-failed');
  await chargeByCode(page, 'alipay', '00', '10');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/10\.00/);
  await visit('payment-part-paid');
  await chooseTender(page, 'card');
  await page.getByTestId('tender-amount').fill('5');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('approval-code')).toBeVisible();
  await visit('payment-card-machine');
  await page.getByTestId('machine-declined').click();
  await payByCard(page, '5');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/15\.00/);
  await chooseTender(page, 'wechat');
  await page.getByTestId('way-store-code').click();
  await page.getByTestId('tender-amount').fill('5');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('store-code')).toBeVisible();
  await visit('payment-store-code-waiting');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  await chargeByCode(page, 'wechat', '13', '5');
  await expect(page.getByTestId('open-payment')).toBeVisible();
  await page.getByTestId('park').click();
  await visit('payment-park');
  await page.keyboard.press('Escape');
  await park(page);
  await visit('payment-parked');
  await page.getByTestId('inbox').click();
  await expect(page.getByTestId('parked-row')).toBeVisible();
  await visit('inbox');
  await page.getByTestId('parked-resume').click();
  await expect(page.getByTestId('open-payment').or(page.getByTestId('cash-received'))).toBeVisible();
  const undo = page.getByTestId('payment-undo');
  if (await undo.isVisible()) await undo.click();
  await expect(page.getByTestId('cash-received')).toBeVisible({ timeout: 60_000 });
  await typeReceived(page, '200');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('sale-done')).toBeVisible();
  await visit('done-split');
  await page.getByTestId('sale-new').click();
  await page.getByTestId('inbox').click();
  await expect(page.getByTestId('inbox-empty')).toBeVisible();
  await visit('inbox-empty');
  await page.getByTestId('inbox-close').click();
}

/** A payment whose answer was lost, from the silence to the money. */
async function walkUnknown(page: Page, visit: Visit): Promise<void> {
  await goToPayment(page, zhangSan);
  await expect(page.getByTestId('tender-alipay')).toBeEnabled();
  await chargeByCode(page, 'alipay', '03');
  await expect(page.getByTestId('open-payment')).toBeVisible();
  await visit('payment-waiting');
  await expect(page.getByTestId('sale-done')).toBeVisible({ timeout: 60_000 });
  await visit('done-electronic');
  await page.getByTestId('sale-new').click();
}

/** A training terminal at its sign-in screen. */
export async function walkPayments({ page }: TillWindow, language: Language, visit: Visit): Promise<void> {
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  await chooseLanguage(page, language);
  await signIn(page);
  await openShift(page);
  await walkTenders(page, visit);
  await walkUnknown(page, visit);
}
