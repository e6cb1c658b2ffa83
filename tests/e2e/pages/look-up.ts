// The first step: finding the customer's card.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';

/** Types a phone or card number and asks. */
export async function lookUp(page: Page, key: string): Promise<void> {
  await page.getByTestId('lookup-input').fill(key);
  await page.getByTestId('lookup-submit').click();
}

/** Ends at the card of a customer whose renewal may begin, the carrier's own answer included when it can be had. */
export async function findCustomer(page: Page, key: string): Promise<void> {
  await lookUp(page, key);
  await expect(page.getByTestId('account-card')).toBeVisible();
  await expect(page.getByTestId('lookup-freshness')).toHaveAttribute('data-state', /fresh|directory/);
}

/** From the card to the document. */
export async function beginSale(page: Page): Promise<void> {
  await page.getByTestId('sale-begin').click();
  await expect(page.getByTestId('id-number')).toBeVisible();
}
