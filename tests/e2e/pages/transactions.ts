// The list of sales: opening one, taking it back, giving its money back.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';
import { approve } from './approval.ts';
import type { Person } from './synthetic-people.ts';

/** The newest sale, with its details. */
export async function openNewestSale(page: Page): Promise<void> {
  await page.getByTestId('nav-transactions').click();
  await page.getByTestId('sale-row').first().click();
  await expect(page.getByTestId('sale-details')).toBeVisible();
}

/** From wherever its button stands, for the first of the quick reasons; ends where the cash to hand back is shown. */
export async function voidSale(page: Page, approver?: Person): Promise<void> {
  await page.getByTestId('sale-void').click();
  await page.getByTestId('reason-1').click();
  await page.getByTestId('void-submit').click();
  if (approver !== undefined) await approve(page, approver);
  await expect(page.getByTestId('void-done')).toBeVisible();
}

/** Fills the dialog and stops where it says what will happen. `amount` in yuan as typed; without it all that is left. */
export async function fillRefund(page: Page, amount?: string): Promise<void> {
  await page.getByTestId('sale-refund-open').click();
  if (amount !== undefined) {
    await page.getByTestId('refund-part').click();
    await page.getByTestId('refund-amount').fill(amount);
  }
  await page.getByTestId('reason-1').click();
  await expect(page.getByTestId('refund-preview')).toBeVisible();
  await expect(page.getByTestId('refund-submit')).toBeEnabled();
}

/** Starts what was filled in; ends where the dialog says what became of it. */
export async function startRefund(page: Page, approver?: Person): Promise<void> {
  await page.getByTestId('refund-submit').click();
  if (approver !== undefined) await approve(page, approver);
  await expect(page.getByTestId('refund-outcome')).toBeVisible();
}

/** Ends at the sale, with what became of it. */
export async function closeRefund(page: Page): Promise<void> {
  await page.getByTestId('refund-close').click();
  await expect(page.getByTestId('refund-dialog')).toHaveCount(0);
}
