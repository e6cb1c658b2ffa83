// The shift: opening it where it is asked for, and closing it on its own screen.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';

/** `float` in yuan as typed. Ends where customers can be served. */
export async function openShift(page: Page, float = '200'): Promise<void> {
  await page.getByTestId('shift-float').fill(float);
  await page.getByTestId('shift-open').click();
  await expect(page.getByTestId('shift-open')).toHaveCount(0);
  await expect(page.getByTestId('lookup-input')).toBeVisible();
}

/** Counts, is asked again, and closes; ends at the Z figures. */
export async function closeShift(page: Page, counted: string): Promise<void> {
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-counted').fill(counted);
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-confirmation')).toBeVisible();
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-closed')).toBeVisible();
}
