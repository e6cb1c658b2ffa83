// Taking a sale back before it has left the terminal: one key, a second person, the cash to hand back, and a carrier that never acts on it.
import { expect, test } from './fixtures.ts';
import type { LiveStore } from './live-store.ts';
import { approve } from './pages/approval.ts';
import { zhangSan } from './pages/customers.ts';
import { expectLevel, syncNow, syncState } from './pages/frame.ts';
import { openShift } from './pages/shift.ts';
import { signIn } from './pages/sign-in.ts';
import { manager } from './pages/synthetic-people.ts';
import { openNewestSale } from './pages/transactions.ts';
import { renew } from './pages/whole-renewal.ts';

/** The card as the carrier has it. */
async function cardAtCarrier(store: LiveStore): Promise<string> {
  const [row] = await store.db.query<{ record: string }>("SELECT record FROM subscribers WHERE ref = 'sub-000001'", []);
  return JSON.stringify(JSON.parse(row?.record ?? '{}').serviceEndOn);
}

async function appliedCount(store: LiveStore): Promise<number> {
  const [row] = await store.db.query<{ count: string }>("SELECT count(*)::text AS count FROM sales WHERE status = 'applied'", []);
  return Number(row?.count);
}

test('a sale that has not left the terminal is taken back with one key, and the carrier never applies it', async ({ bench }) => {
  const store = await bench.openStore();
  const { page, call } = await bench.openEnrolled(store);
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  const before = await cardAtCarrier(store);

  store.proxy.goDown();
  await renew(page, zhangSan);
  await expect(syncState(page)).toHaveAttribute('data-state', 'offline');
  await expect(page.getByTestId('sale-void')).toBeVisible();
  await page.keyboard.press('F7');
  await expect(page.getByTestId('void-dialog')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('reason-missing')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('approval-what')).toHaveAttribute('data-operation', 'sale.void');
  await expect(page.getByTestId('approval-amount')).toHaveText(/60\.00/);
  await expect(page.getByTestId('approver-c01')).toHaveCount(0);
  await approve(page, manager);
  await expect(page.getByTestId('void-cash')).toHaveText(/60\.00/);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lookup-input')).toBeVisible();
  await openNewestSale(page);
  await expect(page.getByTestId('sale-voided')).toBeVisible();
  await expect(page.getByTestId('sale-void')).toHaveCount(0);
  await expect(page.getByTestId('sale-refund-open')).toHaveCount(0);

  store.proxy.comeBack();
  await syncNow(page);
  await expectLevel(page);
  expect(await appliedCount(store)).toBe(0);
  expect(await cardAtCarrier(store)).toBe(before);
  const shift = await call('shift.current', {});
  expect(shift.ok && [shift.value.shift?.salesFen, shift.value.shift?.voidsFen]).toEqual([6000, 6000]);
  await page.getByTestId('nav-shift').click();
  await expect(page.getByTestId('shift-voids')).toHaveText(/60\.00/);
});

test('a sale that was already sent cannot be taken back any more; a refund is offered in its place', async ({ bench }) => {
  const store = await bench.openStore();
  const { page, call } = await bench.openEnrolled(store);
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  await renew(page, zhangSan);
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await expect(page.getByTestId('sale-void')).toHaveCount(0);
  await openNewestSale(page);
  await expect(page.getByTestId('sale-refund-open')).toBeVisible();
  await expect(page.getByTestId('sale-void')).toHaveCount(0);
  const sales = await call('sale.list', {});
  const sale = sales.ok ? sales.value.rows[0] : undefined;
  if (sale === undefined) throw new Error('the sale is missing from the list');
  const reply = await call('sale.void', { saleId: sale.saleId, reason: '客人不要了' });
  expect(!reply.ok && reply.problem.code).toBe('void-too-late');
  expect(await appliedCount(store)).toBe(1);
});
