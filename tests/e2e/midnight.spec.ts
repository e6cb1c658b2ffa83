// Midnight passes between quote and cash: the customer hears the new figures before money moves.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures.ts';
import { ranOut } from './pages/customers.ts';
import { expectLevel } from './pages/frame.ts';
import { typeReceived } from './pages/payment.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { goToPayment } from './pages/whole-renewal.ts';

const MINUTE_MS = 60_000;

/** Milliseconds from now to 23:50 of today in Shanghai, which has had no daylight saving since 1991. */
function untilLateEvening(nowMs: number): number {
  const dayMs = 24 * 60 * MINUTE_MS;
  const sinceMidnight = (nowMs + 8 * 60 * MINUTE_MS) % dayMs;
  return dayMs - 10 * MINUTE_MS - sinceMidnight;
}

test('a quote of yesterday is asked for again, and the second press pays the new one', async ({ bench }) => {
  const clockFile = path.join(bench.emptyFolder(), 'clock');
  let offsetMs = untilLateEvening(Date.now());
  const setClock = (next: number): void => {
    offsetMs = next;
    // So much time has passed; nobody has set a clock.
    writeFileSync(clockFile, `0 ${offsetMs}`);
  };
  setClock(offsetMs);
  const store = await bench.openStore({ clock: { now: () => new Date(Date.now() + offsetMs).toISOString() } });
  const { page } = await bench.openEnrolled(store, { HEYON_DRILL_CLOCK: clockFile });
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  await goToPayment(page, ranOut);
  const quoted = await page.getByTestId('quote-expiry').textContent();

  setClock(offsetMs + 15 * MINUTE_MS);
  await typeReceived(page, '30');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-problem')).toHaveAttribute('data-code', 'quote-changed');
  await expect(page.locator('.summary-changed')).toContainText(quoted ?? '');
  const quotedAgain = await page.getByTestId('quote-expiry').textContent();
  expect(quotedAgain).not.toBe(quoted);
  await expect(page.getByTestId('sale-done')).toHaveCount(0);

  await page.getByTestId('pay').click();
  await expect(page.getByTestId('sale-done')).toBeVisible();
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied', { timeout: 60_000 });
  await expect(page.getByTestId('done-carrier')).toContainText(quotedAgain ?? '');
});
