// The fourth step: cash, payment codes, the card machine, the balance, and what waits for an answer.
import type { Page } from '@playwright/test';
import { tenderMethods, type TenderMethod } from '#shared/domain/tender.ts';
import { expect } from '../patient-expect.ts';

/** `received` in yuan as typed. */
export async function typeReceived(page: Page, received: string): Promise<void> {
  await page.getByTestId('cash-received').fill(received);
}

/** Takes the money and ends at the sale that is done. */
export async function pay(page: Page, received: string): Promise<void> {
  await typeReceived(page, received);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('sale-new')).toBeVisible();
}

export async function chooseTender(page: Page, method: TenderMethod): Promise<void> {
  await page.getByTestId(`tender-${method}`).click();
  await expect(page.getByTestId(`tender-${method}`)).toHaveAttribute('aria-checked', 'true');
}

/** A payment code of the training acquirer: its last two digits say what becomes of it. */
export function trainingCode(method: 'alipay' | 'wechat' | 'unionpay', outcome: string): string {
  const start = { alipay: '2800000000000000', wechat: '1300000000000000', unionpay: '62000000000000000' }[method];
  return `${start}${outcome}`;
}

/** Types a code for the wallet; `amount` in yuan where it is only a part of what is due. Ends once it was sent. */
export async function chargeByCode(page: Page, method: 'alipay' | 'wechat' | 'unionpay', outcome: string, amount?: string): Promise<void> {
  await chooseTender(page, method);
  if (amount !== undefined) await page.getByTestId('tender-amount').fill(amount);
  await page.getByTestId('auth-code').fill(trainingCode(method, outcome));
  await page.getByTestId('pay').click();
}

/** Takes what is left, or `amount`, by a card machine of its own. */
export async function payByCard(page: Page, amount?: string): Promise<void> {
  await chooseTender(page, 'card');
  if (amount !== undefined) await page.getByTestId('tender-amount').fill(amount);
  await page.getByTestId('pay').click();
  await page.getByTestId('approval-code').fill('A12345');
  await page.getByTestId('card-last4').fill('6789');
  await page.getByTestId('machine-approved').click();
}

/** Lays the sale aside for the next customer. */
export async function park(page: Page): Promise<void> {
  await page.getByTestId('park').click();
  await page.getByTestId('park-go').click();
  await expect(page.getByTestId('parked-notice')).toBeVisible();
}

/** Shows a code for the customer to scan; ends when it is on the screen. */
export async function chargeByStoreCode(page: Page, method: 'alipay' | 'wechat' | 'unionpay', amount?: string): Promise<void> {
  await chooseTender(page, method);
  await page.getByTestId('way-store-code').click();
  if (amount !== undefined) await page.getByTestId('tender-amount').fill(amount);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('store-code')).toBeVisible();
}

/** A part from the customer's balance, the customer's yes included. */
export async function payFromBalance(page: Page, amount: string): Promise<void> {
  await chooseTender(page, 'balance');
  await page.getByTestId('tender-amount').fill(amount);
  await expect(page.getByTestId('pay')).toBeDisabled();
  await page.getByTestId('balance-agreed').click();
  await page.getByTestId('pay').click();
}

/** Ends at the sale that is done, however long its last payment takes. */
export async function expectDone(page: Page): Promise<void> {
  await expect(page.getByTestId('sale-done')).toBeVisible({ timeout: 60_000 });
}

/** From the sale that is done to the empty first step. */
export async function nextCustomer(page: Page): Promise<void> {
  await page.getByTestId('sale-new').click();
  await expect(page.getByTestId('lookup-input')).toBeVisible();
}

/** One payment is open, and nothing on the screen takes money a second time. */
export async function expectNoOtherWay(page: Page): Promise<void> {
  await expect(page.getByTestId('open-payment')).toBeVisible();
  for (const method of tenderMethods) await expect(page.getByTestId(`tender-${method}`)).toHaveCount(0);
  for (const entry of ['pay', 'cash-received', 'auth-code', 'tender-amount']) await expect(page.getByTestId(entry)).toHaveCount(0);
}

/** The last payment brought no money; `failure` is its reason's code, empty for one that was undone. */
export async function expectFailed(page: Page, failure: string): Promise<void> {
  await expect(page.getByTestId('payment-failed')).toHaveAttribute('data-failure', failure);
  await expect(page.getByTestId('open-payment')).toHaveCount(0);
}
