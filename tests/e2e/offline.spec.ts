// The network is pulled and comes back: selling goes on, nothing is lost, nothing is sent twice.
import { expect, test } from './fixtures.ts';
import type { LiveStore } from './live-store.ts';
import { lowBalance, ranOut, zhangSan } from './pages/customers.ts';
import { expectLevel, pendingCount, syncState } from './pages/frame.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { renew } from './pages/whole-renewal.ts';

/** Sales the carrier holds, each as often as it was written there. */
async function receiptNumbersHeld(store: LiveStore): Promise<readonly string[]> {
  const rows = await store.db.query<{ body: string }>("SELECT body FROM journal WHERE type = 'sale.completed' ORDER BY seq", []);
  return rows.map((row) => JSON.parse(row.body).payload.receiptNumber);
}

test('cash sales go on without a network, survive a restart, and drain by themselves exactly once', async ({ bench }) => {
  const store = await bench.openStore();
  const first = await bench.openEnrolled(store);
  await signIn(first.page);
  await openShift(first.page);
  await expectLevel(first.page);

  store.proxy.goDown();
  await renew(first.page, zhangSan);
  await expect(syncState(first.page)).toHaveAttribute('data-state', 'offline');
  await expect(first.page.getByTestId('outage-banner')).toBeVisible();
  await expect(first.page.getByTestId('receipt')).toContainText('预计');
  await expect(first.page.getByTestId('receipt')).toContainText('离线受理');
  await expect(first.page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'waiting');
  const afterOne = await pendingCount(first.page);
  const receipts = [await first.page.getByTestId('receipt-number').textContent()];
  await first.page.getByTestId('sale-new').click();
  await renew(first.page, ranOut, '50');
  receipts.push(await first.page.getByTestId('receipt-number').textContent());
  await expect.poll(() => pendingCount(first.page)).toBeGreaterThan(afterOne);
  await first.close();

  const second = await bench.open({ dataDir: first.dataDir });
  await signIn(second.page);
  await expect(syncState(second.page)).toHaveAttribute('data-state', 'offline');
  expect(await pendingCount(second.page)).toBeGreaterThan(afterOne);
  await renew(second.page, lowBalance);
  receipts.push(await second.page.getByTestId('receipt-number').textContent());

  store.proxy.comeBack();
  await expectLevel(second.page);
  await expect(second.page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await expect(second.page.getByTestId('outage-banner')).toHaveCount(0);
  expect(await receiptNumbersHeld(store)).toEqual(receipts);
});

test('an answer that gets lost makes the terminal send again, and the carrier count once', async ({ bench }) => {
  const store = await bench.openStore();
  const { page } = await bench.openEnrolled(store);
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  store.proxy.dropNextReply(/\/journal$/);
  await renew(page, zhangSan);
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied', { timeout: 60_000 });
  await expectLevel(page);
  expect(await receiptNumbersHeld(store)).toEqual([await page.getByTestId('receipt-number').textContent()]);
});

test('a stranger’s sign-in page in place of the gateway counts as no network', async ({ bench }) => {
  const store = await bench.openStore();
  const { page } = await bench.openEnrolled(store);
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  store.proxy.html200(true);
  await renew(page, zhangSan);
  await expect(syncState(page)).toHaveAttribute('data-state', 'offline', { timeout: 60_000 });
  store.proxy.html200(false);
  await expectLevel(page);
});

test('a sale that the carrier refuses needs attention and says why and what to do', async ({ bench }) => {
  const store = await bench.openStore();
  const { page } = await bench.openEnrolled(store);
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  store.proxy.goDown();
  await renew(page, zhangSan);
  await store.db.query("UPDATE subscribers SET record = jsonb_set(record::jsonb, '{stage}', '\"HOLD\"')::text WHERE ref = 'sub-000001'", []);
  store.proxy.comeBack();
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'rejected', { timeout: 60_000 });
  await expect(syncState(page)).toHaveAttribute('data-state', 'attention');
  await syncState(page).click();
  await expect(page.getByTestId('sync-rejected-item')).toHaveCount(1);
  await page.getByTestId('sync-close').click();
  await page.getByTestId('nav-transactions').click();
  await page.getByTestId('sale-row').first().click();
  await expect(page.getByTestId('sale-rejected')).toBeVisible();
});
