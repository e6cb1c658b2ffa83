// A manager who is not in the shop says yes over the phone: one terminal shows a number, the manager's own makes the answer from it.
import type { Page } from '@playwright/test';
import { expect, test, type Bench } from './fixtures.ts';
import type { LiveStore } from './live-store.ts';
import { answerRequest, computeAnswer, readRequest, typeAnswer, type RequestHeard } from './pages/approval.ts';
import { enrol } from './pages/enrolment.ts';
import { zhangSan } from './pages/customers.ts';
import { expectLevel } from './pages/frame.ts';
import { activationCode, storeCode } from './live-store.ts';
import { openShift } from './pages/shift.ts';
import { signIn } from './pages/sign-in.ts';
import { manager } from './pages/synthetic-people.ts';
import { closeRefund, fillRefund, openNewestSale } from './pages/transactions.ts';
import type { TillWindow } from './till-window.ts';
import { renew } from './pages/whole-renewal.ts';

/** The code of the practice records works once; a second terminal gets one that has not been used. */
async function openManagersTerminal(bench: Bench, store: LiveStore): Promise<TillWindow> {
  await store.db.query('UPDATE activation_codes SET used_by = NULL, used_at = NULL', []);
  const till = await bench.open({ dataDir: bench.emptyFolder(), env: { HEYON_GATEWAY_URL: store.url } });
  await enrol(till.page, storeCode, activationCode);
  await signIn(till.page, manager);
  return till;
}

async function terminalIdOf({ call }: TillWindow): Promise<string> {
  const terminal = await call('terminal.read', {});
  if (!terminal.ok || terminal.value.terminalId === null) throw new Error('the terminal is not enrolled');
  return terminal.value.terminalId;
}

/** At the counter: everything up to the number that is read to the manager. */
async function askByPhone(page: Page, terminalId: string, amount: string): Promise<RequestHeard> {
  await fillRefund(page, amount);
  await page.getByTestId('refund-submit').click();
  return { ...await readRequest(page, manager.staffId), terminalId, operation: 'refund.start', amount };
}

test('a refund is approved over the phone; an answer for another amount is refused', async ({ bench }) => {
  const store = await bench.openStore();
  const counter = await bench.openEnrolled(store);
  const managers = await openManagersTerminal(bench, store);
  const terminalId = await terminalIdOf(counter);
  expect(await terminalIdOf(managers)).not.toBe(terminalId);
  const { page } = counter;
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  await renew(page, zhangSan);
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await openNewestSale(page);

  const heard = await askByPhone(page, terminalId, '25');
  expect(heard.requestCode).toMatch(/^\d{8}$/);
  await typeAnswer(page, await computeAnswer(managers.page, { ...heard, amount: '2.5' }));
  await expect(page.getByTestId('approval-problem')).toHaveAttribute('data-code', 'approval-code-wrong');
  await expect(page.getByTestId('refund-outcome')).toHaveCount(0);
  await answerRequest(page, await computeAnswer(managers.page, heard));
  await expect(page.getByTestId('refund-outcome')).toHaveAttribute('data-state', 'completed');
  await expect(page.getByTestId('refund-cash')).toHaveText(/25\.00/);
  await closeRefund(page);

  const refunds = await counter.call('refund.list', {});
  expect(refunds.ok && refunds.value.map(({ amountFen, staffId, approverId }) => ({ amountFen, staffId, approverId }))).toEqual([{ amountFen: 2500, staffId: 'c01', approverId: 'm01' }]);
});

test('the phone also works while the carrier is away', async ({ bench }) => {
  const store = await bench.openStore();
  const counter = await bench.openEnrolled(store);
  const managers = await openManagersTerminal(bench, store);
  const { page } = counter;
  await signIn(page);
  await openShift(page);
  await expectLevel(page);
  store.proxy.goDown();
  await renew(page, zhangSan);
  await page.getByTestId('sale-void').click();
  await page.getByTestId('reason-1').click();
  await page.getByTestId('void-submit').click();
  const heard = { ...await readRequest(page, manager.staffId), terminalId: await terminalIdOf(counter), operation: 'sale.void', amount: '60' };
  await answerRequest(page, await computeAnswer(managers.page, heard));
  await expect(page.getByTestId('void-cash')).toHaveText(/60\.00/);
});
