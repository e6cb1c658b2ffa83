// The third step: which plan, for how long.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';

export interface Choice {
  readonly planId?: string;
  readonly months?: number;
}

/** Without a choice the customer's own plan stays, for one month. Ends at the payment. */
export async function choosePlan(page: Page, { planId, months }: Choice = {}): Promise<void> {
  if (planId !== undefined) await page.getByTestId(`plan-${planId}`).click();
  if (months !== undefined) await page.getByTestId(`plan-months-${months}`).click();
  if (months !== undefined) await expect(page.getByTestId('plan-months')).toHaveAttribute('data-value', String(months));
  await expect(page.getByTestId('plan-confirm')).toBeEnabled();
  await page.getByTestId('plan-confirm').click();
  await expect(page.getByTestId('cash-received')).toBeVisible();
}
