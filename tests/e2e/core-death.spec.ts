// The till's process dies, or the page is loaded anew, while a sale is open: the clerk goes on where they were.
import { expect, test } from './fixtures.ts';
import { zhangSan } from './pages/customers.ts';
import { pay, typeReceived } from './pages/payment.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { goToPayment } from './pages/whole-renewal.ts';
import type { TillWindow } from './till-window.ts';

/** The process id of the till's utility process, by the name the shell gave it. */
async function tillProcess({ app }: TillWindow): Promise<number> {
  const pid = await app.evaluate(({ app: electron }) => electron.getAppMetrics().find((process) => process.name === 'Heyon POS till')?.pid);
  if (pid === undefined) throw new Error('no till process');
  return pid;
}

async function salesOf({ call }: TillWindow): Promise<number> {
  const list = await call('sale.list', {});
  return list.ok ? list.value.count : -1;
}

test('the till is killed while cash is counted: the window says so, it is back by itself, the sale completes once', async ({ bench }) => {
  const till = await bench.openTrained();
  const { page } = till;
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await typeReceived(page, '100');
  const before = await tillProcess(till);

  // The page notes when the till goes and when it is back.
  await page.evaluate(() => {
    window.till?.on((event) => {
      if (event.topic === 'host') document.documentElement.dataset[event.host ?? ''] = String(performance.now());
    });
  });
  process.kill(before, 'SIGKILL');
  await expect(page.getByTestId('host-notice')).toHaveAttribute('data-state', 'restarted');
  const { down, restarted } = await page.evaluate(() => ({ ...document.documentElement.dataset }));
  expect(Number(restarted)).toBeGreaterThan(Number(down));
  expect(await tillProcess(till)).not.toBe(before);

  // A new process knows nobody: the person signs in again and finds the open sale.
  await signIn(page);
  await expect(page.getByTestId('cash-received')).toBeVisible();
  await pay(page, '100');
  await expect(page.getByTestId('done-change')).toHaveText(/40\.00/);
  expect(await salesOf(till)).toBe(1);
});

test('the till dies between commit and answer: the window shows the sale as done, once', async ({ bench }) => {
  const till = await bench.openTrained({ HEYON_DRILL_EXIT_AT: 'sale.after-commit' });
  const { page } = till;
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await typeReceived(page, '100');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('host-notice')).toHaveAttribute('data-state', 'restarted');
  await signIn(page);
  await expect(page.getByTestId('sale-done')).toBeVisible();
  expect(await salesOf(till)).toBe(1);
});

test('the till dies before commit: nothing was taken, and the sale can be paid', async ({ bench }) => {
  const till = await bench.openTrained({ HEYON_DRILL_EXIT_AT: 'sale.before-commit' });
  const { page } = till;
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await typeReceived(page, '100');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('host-notice')).toHaveAttribute('data-state', 'restarted');
  await signIn(page);
  await pay(page, '100');
  expect(await salesOf(till)).toBe(1);
});

test('the page is loaded anew in the middle of a sale and goes on at the payment', async ({ bench }) => {
  const till = await bench.openTrained();
  const { page } = till;
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await page.reload();
  await expect(page.getByTestId('cash-received')).toBeVisible();
  await expect(page.getByTestId('account-number')).toHaveText('165****0001');
  await pay(page, '60');
  await page.reload();
  await expect(page.getByTestId('lookup-input')).toBeVisible();
  expect(await salesOf(till)).toBe(1);
});

test('Enter pressed ten times at the payment is one sale', async ({ bench }) => {
  const till = await bench.openTrained();
  const { page } = till;
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await page.getByTestId('cash-received').focus();
  await page.keyboard.press('F5');
  await expect(page.getByTestId('payment-state')).toHaveAttribute('data-state', 'ready');
  await Promise.all(Array.from({ length: 10 }, () => page.keyboard.press('Enter')));
  // Some of the ten may already have asked for the next customer; none may have paid again.
  await expect(page.getByTestId('cash-received')).toHaveCount(0);
  expect(await salesOf(till)).toBe(1);
});

test('the button pressed twice in one moment is one sale', async ({ bench }) => {
  const till = await bench.openTrained();
  const { page } = till;
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await typeReceived(page, '60');
  await page.getByTestId('pay').evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(page.getByTestId('sale-done')).toBeVisible();
  expect(await salesOf(till)).toBe(1);
});
