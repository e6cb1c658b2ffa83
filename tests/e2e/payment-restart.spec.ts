// The till's process or the whole program dies while nobody knows of a payment: it is found again, it ends, the sale completes once.
import { expect, test, type Bench } from './fixtures.ts';
import {
  atPayment, customerConfirms, expectPayments, expectSold, openCounter, paymentCalls, salesOf, silencePayments, type Counter,
} from './counter.ts';
import { ranOut, zhangSan } from './pages/customers.ts';
import { chargeByCode, expectFailed, expectNoOtherWay, nextCustomer, park } from './pages/payment.ts';
import { signIn } from './pages/sign-in.ts';
import { renew } from './pages/whole-renewal.ts';
import type { ProbePoint } from '#core/ports.ts';
import type { TillWindow } from './till-window.ts';

/** The process id of the till's utility process, by the name the shell gave it. */
async function tillProcess({ app }: TillWindow): Promise<number> {
  const pid = await app.evaluate(({ app: electron }) => electron.getAppMetrics().find((process) => process.name === 'Heyon POS till')?.pid);
  if (pid === undefined) throw new Error('no till process');
  return pid;
}

/** The program is started again on the same data and the clerk signs in. */
async function openAgain(bench: Bench, { store, till }: Counter): Promise<Counter> {
  const again: Counter = { store, till: await bench.open({ dataDir: till.dataDir }) };
  await signIn(again.till.page);
  return again;
}

/** The program is started again so that it dies at a point of the next payment; ends when it has. */
async function chargeUntilKilled(bench: Bench, counter: Counter, point: ProbePoint): Promise<void> {
  await counter.till.close();
  const drilled = await bench.open({ dataDir: counter.till.dataDir, env: { HEYON_DRILL_KILL_AT: point } });
  await signIn(drilled.page);
  await atPayment(drilled, zhangSan);
  await chargeByCode(drilled.page, 'alipay', '00').catch(() => undefined);
  await drilled.ended;
}

test('the till is killed while the customer confirms: the payment goes on at the provider and completes the sale', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { till } = counter;
  const { page } = till;
  await atPayment(till, zhangSan);
  await chargeByCode(page, 'wechat', '02');
  await expect(page.getByTestId('open-payment')).toHaveAttribute('data-state', 'confirming');
  process.kill(await tillProcess(till), 'SIGKILL');
  await expect(page.getByTestId('host-notice')).toHaveAttribute('data-state', 'restarted');
  await signIn(page);
  await expectSold(counter, 1);
  await expectPayments(counter, ['wechat 6000 settled/settled']);
});

test('the program is killed while a payment is unknown: it is unknown again, nothing else can be charged, and it ends', async ({ bench }) => {
  const before = await openCounter(bench);
  await atPayment(before.till, zhangSan);
  before.store.proxy.dropNextReply(paymentCalls);
  const end = silencePayments(before);
  await chargeByCode(before.till.page, 'alipay', '04');
  await expect(before.till.page.getByTestId('open-payment')).toHaveAttribute('data-state', 'unknown');
  await before.till.kill();

  const counter = await openAgain(bench, before);
  const { page } = counter.till;
  await expect(page.getByTestId('open-payment')).toHaveAttribute('data-state', 'unknown');
  await expectNoOtherWay(page);
  expect(await salesOf(counter.till)).toBe(0);
  end();
  await page.getByTestId('payment-ask').click();
  await expectSold(counter, 1);
  await expectPayments(counter, ['alipay 6000 settled/settled']);
});

test('a pending payment is laid aside, the next customer is served, the program is killed: the inbox brings it back', async ({ bench }) => {
  const before = await openCounter(bench);
  await atPayment(before.till, zhangSan);
  await chargeByCode(before.till.page, 'alipay', '13');
  await expect(before.till.page.getByTestId('open-payment')).toHaveAttribute('data-state', 'confirming');
  await park(before.till.page);
  await expect(before.till.page.getByTestId('parked-notice')).toContainText('165****0001');
  await renew(before.till.page, ranOut, '30');
  await nextCustomer(before.till.page);
  await before.till.kill();

  const counter = await openAgain(bench, before);
  const { page } = counter.till;
  await expect(page.getByTestId('lookup-input')).toBeVisible();
  await expect(page.getByTestId('inbox')).toHaveAttribute('data-count', '1');
  await page.getByTestId('inbox').click();
  await expect(page.getByTestId('open-row')).toHaveAttribute('data-why', 'open');
  await expect(page.getByTestId('open-row')).toContainText('支付宝');
  await expect(page.getByTestId('open-row')).toContainText('165****0001');
  await customerConfirms(counter);
  await expect(page.getByTestId('open-row')).toHaveAttribute('data-why', 'paid-without-sale');
  await page.getByTestId('parked-resume').click();
  await expectSold(counter, 2);
  await expect(page.getByTestId('inbox')).toHaveAttribute('data-count', '0');
  await expectPayments(counter, ['alipay 6000 settled/settled']);
});

test('killed before a payment was sent: it is undone, never sent later, and the clerk charges once more', async ({ bench }) => {
  const before = await openCounter(bench);
  await chargeUntilKilled(bench, before, 'payment.before-send');
  const counter = await openAgain(bench, before);
  await expectFailed(counter.till.page, '');
  await chargeByCode(counter.till.page, 'alipay', '00');
  await expectSold(counter, 1);
  await expectPayments(counter, ['? 0 reversed/-', 'alipay 6000 settled/settled']);
});

test('killed between the charge and its answer: it is asked about, not charged again', async ({ bench }) => {
  const before = await openCounter(bench);
  await chargeUntilKilled(bench, before, 'payment.after-send');
  const counter = await openAgain(bench, before);
  await expectSold(counter, 1);
  await expectPayments(counter, ['alipay 6000 settled/settled']);
});
