// Giving money back: what will happen is said first, a second person agrees, never more than was paid; a refused sale is a task until then.
import type { Page } from '@playwright/test';
import { atPayment, expectSold, openCounter } from './counter.ts';
import { expect, test } from './fixtures.ts';
import { approve, typeApproverPin } from './pages/approval.ts';
import { endsToday, zhangSan } from './pages/customers.ts';
import { expectLevel, syncNow } from './pages/frame.ts';
import { chargeByCode, chooseTender, typeReceived } from './pages/payment.ts';
import { openShift } from './pages/shift.ts';
import { signIn } from './pages/sign-in.ts';
import { clerk, manager } from './pages/synthetic-people.ts';
import { closeRefund, fillRefund, openNewestSale, startRefund } from './pages/transactions.ts';
import { goToPayment, renew } from './pages/whole-renewal.ts';

/** What the preview or the outcome gives back, by tender. */
async function linesOf(page: Page): Promise<readonly string[]> {
  const lines = await page.getByTestId('refund-line').all();
  return Promise.all(lines.map(async (line) => `${await line.getAttribute('data-method')} ${/[\d.,]+/.exec(await line.locator('dd').innerText())?.[0]}`));
}

/** 60.00, of which 20.00 by Alipay and the rest in cash; ends where the carrier has it. */
async function sellSplit(page: Page): Promise<void> {
  await goToPayment(page, zhangSan);
  await chargeByCode(page, 'alipay', '00', '20');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  await typeReceived(page, '50');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
}

test('a part goes back to the wallet, then the rest to both tenders and the validity with it; more is refused', async ({ bench }) => {
  const { page, call } = await bench.openTrained();
  await signIn(page);
  await openShift(page);
  await sellSplit(page);
  await openNewestSale(page);

  await page.getByTestId('sale-refund-open').click();
  await page.getByTestId('refund-part').click();
  await page.getByTestId('refund-amount').fill('60.01');
  await expect(page.getByTestId('refund-dialog').getByTestId('problem')).toHaveAttribute('data-code', 'refund-exceeds');
  await expect(page.getByTestId('refund-submit')).toBeDisabled();
  await page.getByTestId('refund-cancel').click();

  await fillRefund(page, '10');
  expect(await linesOf(page)).toEqual(['alipay 10.00']);
  await expect(page.getByTestId('refund-preview')).toHaveAttribute('data-validity', 'stays');
  await page.getByTestId('refund-submit').click();
  await expect(page.getByTestId('approval-what')).toHaveAttribute('data-operation', 'refund.start');
  await expect(page.getByTestId(`approver-${manager.staffId}`)).toBeVisible();
  await expect(page.getByTestId(`approver-${clerk.staffId}`)).toHaveCount(0);
  await typeApproverPin(page, { staffId: manager.staffId, pin: clerk.pin });
  await expect(page.getByTestId('approval-problem')).toHaveAttribute('data-code', 'pin-wrong');
  await approve(page, manager);
  await expect(page.getByTestId('refund-outcome')).toHaveAttribute('data-state', 'completed');
  await expect(page.getByTestId('refund-cash')).toHaveCount(0);
  await closeRefund(page);

  await fillRefund(page);
  expect(await linesOf(page)).toEqual(['alipay 10.00', 'cash 40.00']);
  await expect(page.getByTestId('refund-preview')).toHaveAttribute('data-validity', 'moved-back');
  await startRefund(page, manager);
  await expect(page.getByTestId('refund-outcome')).toHaveAttribute('data-state', 'completed');
  await expect(page.getByTestId('refund-cash')).toHaveText(/40\.00/);
  await closeRefund(page);
  await expect(page.getByTestId('sale-refund-open')).toHaveCount(0);

  const sales = await call('sale.list', {});
  const sale = sales.ok ? sales.value.rows[0] : undefined;
  if (sale === undefined) throw new Error('the sale is missing from the list');
  expect([sale.refundedFen, sale.refundingFen]).toEqual([6000, 0]);
  const preview = await call('refund.preview', { saleId: sale.saleId });
  expect(!preview.ok && preview.problem.code).toBe('refund-nothing-left');
});

test('a refund the provider does later is not handed out before, and one it refuses leaves everything to give back', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page, call } = counter.till;
  const outcome = page.getByTestId('refund-outcome');
  await atPayment(counter.till, zhangSan);
  await chargeByCode(page, 'alipay', '15', '20');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  await chooseTender(page, 'cash');
  await typeReceived(page, '40');
  await page.getByTestId('pay').click();
  await expectSold(counter, 1);
  await openNewestSale(page);
  await fillRefund(page);
  await startRefund(page, manager);
  await expect(outcome).toHaveAttribute('data-state', 'requested');
  await expect(page.getByTestId('refund-cash')).toHaveCount(0);
  // The window follows by itself, and a person may ask at once.
  await expect(async () => {
    if (await outcome.getAttribute('data-state') === 'requested') await page.getByTestId('refund-ask').click({ timeout: 1000 });
    await expect(outcome).toHaveAttribute('data-state', 'completed', { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByTestId('refund-cash')).toHaveText(/40\.00/);
  await closeRefund(page);

  await page.getByTestId('nav-sell').click();
  await atPayment(counter.till, endsToday);
  await chargeByCode(page, 'wechat', '16');
  await expectSold(counter, 2);
  await page.getByTestId('nav-transactions').click();
  // The list stands at once as it was last read: its first row is the new sale only when that has come.
  await expect(page.getByTestId('sale-row')).toHaveCount(2);
  await openNewestSale(page);
  await fillRefund(page);
  await startRefund(page, manager);
  await expect(outcome).toHaveAttribute('data-state', 'failed');
  await expect(page.getByTestId('refund-cash')).toHaveCount(0);
  await closeRefund(page);
  await expect(page.getByTestId('sale-refund-open')).toBeVisible();
  const sales = await call('sale.list', {});
  const amounts = sales.ok ? sales.value.rows.map(({ totalFen, refundedFen, refundingFen }) => [totalFen, refundedFen, refundingFen]) : [];
  expect(amounts).toEqual([[6000, 0, 0], [6000, 6000, 0]]);
});

test('nobody approves the own refund, not even with the right PIN', async ({ bench }) => {
  const { page, call } = await bench.openTrained();
  await signIn(page, manager);
  await openShift(page);
  await renew(page, zhangSan);
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await openNewestSale(page);
  await fillRefund(page, '1');
  await page.getByTestId('refund-submit').click();
  await expect(page.getByTestId('approver-m02')).toBeVisible();
  await expect(page.getByTestId(`approver-${manager.staffId}`)).toHaveCount(0);
  const sales = await call('sale.list', {});
  const saleId = sales.ok ? sales.value.rows[0]?.saleId : undefined;
  if (saleId === undefined) throw new Error('the sale is missing from the list');
  const own = await page.evaluate((request) => window.till?.call('approval.grant', request), { operation: 'refund.start', amountFen: 100, subject: saleId, approverId: manager.staffId, pin: manager.pin });
  expect(own).toMatchObject({ ok: false, problem: { code: 'approval-own' } });
  await page.getByTestId('approval-cancel').click();
  await expect(page.getByTestId('refund-submit')).toBeEnabled();
  await expect(page.getByTestId('refund-outcome')).toHaveCount(0);
});

test('a sale the carrier refused waits among those to be refunded, with an owner, until its money is back', async ({ bench }) => {
  const store = await bench.openStore();
  const { page } = await bench.openEnrolled(store);
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  store.proxy.goDown();
  await renew(page, zhangSan);
  await store.db.query("UPDATE subscribers SET record = jsonb_set(record::jsonb, '{stage}', '\"HOLD\"')::text WHERE ref = 'sub-000001'", []);
  store.proxy.comeBack();
  await syncNow(page);
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'rejected', { timeout: 60_000 });

  await page.getByTestId('nav-transactions').click();
  await expect(page.getByTestId('tasks-toggle')).toContainText('待退款');
  await page.getByTestId('tasks-toggle').click();
  await expect(page.getByTestId('task-item')).toHaveCount(1);
  await expect(page.getByTestId('task-item')).toContainText(clerk.staffId);
  await expect(page.getByTestId('task-item')).toContainText('60.00');
  await fillRefund(page);
  expect(await linesOf(page)).toEqual(['cash 60.00']);
  await expect(page.getByTestId('refund-preview')).toHaveAttribute('data-validity', 'stays');
  await startRefund(page, manager);
  await expect(page.getByTestId('refund-outcome')).toHaveAttribute('data-state', 'completed');
  await expect(page.getByTestId('refund-cash')).toHaveText(/60\.00/);
  await closeRefund(page);
  await expect(page.getByTestId('tasks-empty')).toBeVisible();
  await page.getByTestId('tasks-toggle').click();
  await expect(page.getByTestId('tasks-toggle')).toHaveCount(0);
});
