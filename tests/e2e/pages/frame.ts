// The frame around every screen: what it says about the carrier, and the language.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';

export const syncState = (page: Page): Locator => page.getByTestId('sync-state');

/** Waits until the frame says online and that nothing is waiting. */
export async function expectLevel(page: Page): Promise<void> {
  await expect(syncState(page)).toHaveAttribute('data-state', 'online', { timeout: 60_000 });
  await expect(page.getByTestId('pending-count')).toHaveText(/^\D*0?\D*$/);
}

/** By itself the terminal tries again too, but after many failures not at once. */
export async function syncNow(page: Page): Promise<void> {
  await syncState(page).click();
  await page.getByTestId('sync-now').click();
  await expect(page.getByTestId('sync-now')).toBeEnabled();
  await page.getByTestId('sync-close').click();
}

/** The number of entries that the frame says the carrier does not have yet. */
export async function pendingCount(page: Page): Promise<number> {
  const text = await page.getByTestId('pending-count').textContent();
  return Number(/\d+/.exec(text ?? '')?.[0] ?? 0);
}

export async function chooseLanguage(page: Page, locale: 'zh-CN' | 'en'): Promise<void> {
  await page.getByTestId(`language-${locale}`).click();
  await expect(page.locator('html')).toHaveAttribute('lang', locale);
}
