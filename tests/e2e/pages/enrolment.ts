// The screen that makes a terminal part of a store.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';

/** Ends at the list of people. */
export async function enrol(page: Page, storeCode: string, activationCode: string): Promise<void> {
  await page.getByTestId('enrol-store-code').fill(storeCode);
  await page.getByTestId('enrol-activation-code').fill(activationCode);
  await page.getByTestId('enrol').click();
  await expect(page.getByTestId('staff-c01')).toBeVisible({ timeout: 60_000 });
}
