// A computer whose clock stands three days ahead, in an outage: the window asks people to look, and the first answer puts everything right.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { repositoryRoot } from './electron-executable.ts';
import { expect, test } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';
import { chooseLanguage, expectLevel } from './pages/frame.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { renew } from './pages/whole-renewal.ts';

const pictures = path.join(repositoryRoot, 'test-results', 'screens', 'clock');
const DAY_MS = 86_400_000;

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
}

test('[K3] [K5] [K6] [K7] three days ahead in an outage: asked about, put right with its shift, and shown', async ({ bench }) => {
  const clockFile = path.join(bench.emptyFolder(), 'clock');
  writeFileSync(clockFile, '0');
  const store = await bench.openStore();
  const first = await bench.openEnrolled(store, { HEYON_DRILL_CLOCK: clockFile });
  await signIn(first.page);
  await expectLevel(first.page);
  await first.close();

  store.proxy.goDown();
  writeFileSync(clockFile, String(3 * DAY_MS));
  const { page } = await bench.open({ dataDir: first.dataDir, env: { HEYON_DRILL_CLOCK: clockFile } });
  await signIn(page);
  const band = page.getByTestId('clock-band');
  await expect(band).toContainText('还没有和运营商核对时间');
  await picture(page, 'doubt-zh');
  await openShift(page);
  await renew(page, zhangSan);
  const early = await page.getByTestId('receipt-number').textContent();

  store.proxy.comeBack();
  await expectLevel(page);
  await expect(band).toContainText('快 3 天');
  await picture(page, 'ahead-zh');
  await chooseLanguage(page, 'en');
  await expect(band).toContainText('3 days ahead');
  await picture(page, 'ahead-en');
  const [corrected] = (await store.db.query<{ body: string }>("SELECT body FROM journal WHERE type = 'clock.corrected'", [])).map(({ body }) => JSON.parse(body));
  expect(corrected.payload.shift.from > corrected.payload.shift.to).toBe(true);
  expect(early).toContain(corrected.payload.shift.from.replaceAll('-', ''));
  await page.getByTestId('sale-new').click();
});
