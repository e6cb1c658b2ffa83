// The fourth step: cash on the counter.
import type { Page } from '@playwright/test';
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
