// A directory that takes its time: people sign in and sell while it comes, and see how far it is, in both languages.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addCards } from '#tests/support/far-cards.ts';
import { repositoryRoot } from './electron-executable.ts';
import { expect, test } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';
import { chooseLanguage, expectLevel, syncState } from './pages/frame.ts';
import { openShift } from './pages/shift.ts';
import { signIn } from './pages/sign-in.ts';
import { renew } from './pages/whole-renewal.ts';
import { screenFaults } from './screen-faults.ts';

const furtherPages = /\/v1\/changes\?cursor=/;
/** As many as a till that waits may ask for until the test lets them through. */
const ASKED_AGAIN = 50;

const howFar = { 'zh-CN': /1,000 \/ 2,\d{3} 条/, en: /1,000 of 2,\d{3}/ } as const;

/** Keeps the picture and finds what anybody would see to be wrong with it. */
async function look(page: Page, language: 'zh-CN' | 'en', name: string): Promise<void> {
  const folder = path.join(repositoryRoot, 'test-results', 'screens', language);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
  expect(await screenFaults(page, language)).toEqual([]);
}

test('people sign in and sell while the directory comes, and the frame says how much of it is there', async ({ bench }) => {
  const store = await bench.openStore();
  await addCards(store.db, 0, 2500);
  let letThrough = (): void => undefined;
  const released = new Promise<void>((resolve) => { letThrough = resolve; });
  for (let asked = 0; asked < ASKED_AGAIN; asked += 1) store.proxy.holdUntil(released, furtherPages);
  const { page } = await bench.openEnrolled(store);
  for (const language of ['en', 'zh-CN'] as const) {
    await chooseLanguage(page, language);
    await expect(page.locator('.sign-in-note')).toContainText(howFar[language]);
    await look(page, language, 'delivery-sign-in');
  }
  await signIn(page);
  await openShift(page);
  await renew(page, zhangSan);
  await expect(page.getByTestId('sale-done')).toBeVisible();
  await page.getByTestId('sale-new').click();
  const delivery = page.getByTestId('delivery');
  for (const language of ['en', 'zh-CN'] as const) {
    await chooseLanguage(page, language);
    await syncState(page).click();
    await expect(delivery).toContainText(howFar[language]);
    await look(page, language, 'delivery-panel');
    await page.getByTestId('sync-close').click();
  }
  await syncState(page).click();
  letThrough();
  await expect(delivery).toHaveCount(0);
  await page.getByTestId('sync-close').click();
  await expectLevel(page);
});
