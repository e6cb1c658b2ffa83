// Every tender and every outcome of the training provider: what the clerk reads, what cannot be pressed, and that a sale is charged once.
import { expect, test } from './fixtures.ts';
import { atPayment, expectPayments, expectSold, openCounter, paymentCalls, salesOf, silencePayments } from './counter.ts';
import { approve } from './pages/approval.ts';
import { endsToday, noDocument, ranOut, zhangSan } from './pages/customers.ts';
import { chooseLanguage } from './pages/frame.ts';
import {
  chargeByCode, chargeByStoreCode, chooseTender, expectDone, expectFailed, expectNoOtherWay, nextCustomer, pay, payFromBalance, trainingCode,
} from './pages/payment.ts';
import { scan } from './pages/scanner.ts';
import { manager } from './pages/synthetic-people.ts';
import { goToPayment } from './pages/whole-renewal.ts';
import { readTerminalJournal } from './terminal-journal.ts';

test('cash, and each wallet by the customer’s code, scanned or typed, is one charge each', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { till } = counter;
  const { page } = till;

  await goToPayment(page, ranOut);
  await pay(page, '50');
  await expect(page.getByTestId('done-change')).toHaveText(/20\.00/);
  await expectPayments(counter, []);
  await nextCustomer(page);

  // Scanned although cash is chosen: the wallet is recognised from the code.
  await atPayment(till, zhangSan);
  await scan(till, trainingCode('alipay', '00'));
  await expectDone(page);
  await expect(page.getByTestId('done-paid')).toHaveText(/60\.00/);
  await expect(page.getByTestId('done-tenders')).toContainText('支付宝');
  await nextCustomer(page);

  await atPayment(till, endsToday);
  await chargeByCode(page, 'wechat', '00');
  await expectDone(page);
  await expect(page.getByTestId('done-tenders')).toContainText('微信');
  await nextCustomer(page);

  // The clerk chose another wallet than the code is of: asked, not guessed.
  await atPayment(till, ranOut);
  await chooseTender(page, 'alipay');
  await scan(till, trainingCode('unionpay', '00'));
  await expect(page.getByTestId('which-wallet')).toBeVisible();
  await page.getByTestId('which-unionpay').click();
  await expectDone(page);
  await expect(page.getByTestId('done-tenders')).toContainText('云闪付');
  await expectSold(counter, 4);
  await expectPayments(counter, ['alipay 6000 settled/settled', 'wechat 6000 settled/settled', 'unionpay 3000 settled/settled']);
});

test('a code on our screen is scanned by the customer, by each wallet', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  for (const [wallet, paid] of [['alipay', '10.00'], ['wechat', '20.00']] as const) {
    await chargeByStoreCode(page, wallet, '10');
    await expect(page.getByTestId('open-payment')).toContainText('请客户扫这个码付款');
    await expectNoOtherWay(page);
    await expect(page.getByTestId('paid-so-far')).toHaveText(new RegExp(paid));
  }
  await chargeByStoreCode(page, 'unionpay');
  await expectSold(counter, 1);
  await expectPayments(counter, ['alipay 1000 settled/settled', 'wechat 1000 settled/settled', 'unionpay 4000 settled/settled']);
});

test('a card on a machine of its own: declined, then approved with what its slip says', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  await chooseTender(page, 'card');
  await expect(page.getByTestId('card-amount')).toHaveText(/60\.00/);
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('open-payment-amount')).toHaveText(/60\.00/);
  await expectNoOtherWay(page);
  await page.getByTestId('machine-declined').click();
  await expectFailed(page, 'provider-refused');

  await chooseTender(page, 'card');
  await page.getByTestId('pay').click();
  await page.getByTestId('approval-code').fill('A1');
  await page.getByTestId('card-last4').fill('67');
  await expect(page.getByTestId('machine-approved')).toBeDisabled();
  await page.getByTestId('approval-code').fill('A12345');
  await page.getByTestId('card-last4').fill('6789');
  await page.getByTestId('machine-approved').click();
  await expectSold(counter, 1);
  const settled = readTerminalJournal(counter.till.dataDir).filter(({ type }) => type === 'payment.settled');
  expect(settled.map(({ payload }) => payload)).toEqual([expect.objectContaining({ approvalCode: 'A12345', cardLast4: '6789' })]);
  await expectPayments(counter, []);
});

test('a card on a connected machine: nothing is typed, a declined card charges nobody, and a part on it adds up with the rest', async ({ bench }) => {
  const counter = await openCounter(bench, {}, { cardMachine: 'connected' });
  const { page } = counter.till;
  const charge = async (amount: string): Promise<void> => {
    await chooseTender(page, 'card');
    await page.getByTestId('tender-amount').fill(amount);
    await page.getByTestId('pay').click();
  };
  await atPayment(counter.till, zhangSan);
  // The simulated machine declines what ends in .91.
  await charge('10.91');
  await expect(page.getByTestId('open-payment-amount')).toHaveText(/10\.91/);
  await expect(page.getByTestId('approval-code')).toHaveCount(0);
  await expectNoOtherWay(page);
  await expectFailed(page, 'provider-refused');
  await expect(page.getByTestId('paid-so-far')).toHaveCount(0);

  await charge('20');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  await charge('40');
  await expectSold(counter, 1);
  const settled = readTerminalJournal(counter.till.dataDir).filter(({ type }) => type === 'payment.settled');
  expect(settled.map(({ payload }) => payload)).toEqual([2, 3].map((number) => (
    expect.objectContaining({ approvalCode: String(100_000 + number), cardLast4: '4242' })
  )));
  await expectPayments(counter, []);
});

test('the balance is taken only after the customer’s yes, and never more than there is', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  await chooseTender(page, 'balance');
  await expect(page.getByTestId('tender-amount')).toHaveValue('12.50');
  await page.getByTestId('tender-amount').fill('12.51');
  await expect(page.getByTestId('balance-agreed')).toBeDisabled();
  await payFromBalance(page, '12.50');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/12\.50/);
  await pay(page, '50');
  await expect(page.getByTestId('done-change')).toHaveText(/2\.50/);
  await expectSold(counter, 1);
  await expectPayments(counter, ['balance 1250 settled/-']);
});

test('insufficient funds, risk, a stale or used code and a provider that is down are told apart, charge nobody, and leave every way open', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  for (const [outcome, failure, words] of [
    ['01', 'insufficient-funds', '客户余额不足'], ['05', 'declined-by-risk', '被支付方风控拦下'], ['09', 'provider-down', '支付方系统维护中'],
    ['08', 'code-expired', '付款码过期'], ['10', 'code-used', '付款码已用过'],
  ] as const) {
    await chargeByCode(page, 'alipay', outcome);
    await expectFailed(page, failure);
    await expect(page.getByTestId('payment-failed')).toContainText(words);
    await expect(page.getByTestId('quote-total')).toHaveText(/60\.00/);
  }
  await chooseTender(page, 'cash');
  await pay(page, '60');
  await expectSold(counter, 1);
  await expectPayments(counter, Array.from({ length: 5 }, () => 'alipay 6000 failed/failed'));
});

test('while the customer confirms, nothing else can be pressed, a second code is not used, and it settles by itself', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { till } = counter;
  const { page } = till;
  await atPayment(till, zhangSan);
  await chargeByCode(page, 'wechat', '02');
  await expect(page.getByTestId('open-payment')).toHaveAttribute('data-state', 'confirming');
  await expectNoOtherWay(page);
  await scan(till, trainingCode('alipay', '00'));
  await expect(page.getByTestId('code-unused')).toBeVisible();
  for (const key of ['a', 'w', 'u', 'b', 'c', 'F8', 'Enter']) await page.keyboard.press(key);
  await expectSold(counter, 1);
  await expectPayments(counter, ['wechat 6000 settled/settled']);
});

test('a payment that stays pending is asked about by key, and settles at the third question', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  await chargeByCode(page, 'unionpay', '03');
  await expect(page.getByTestId('payment-ask')).toBeEnabled();
  await expectNoOtherWay(page);
  await page.keyboard.press('F5');
  await expectSold(counter, 1);
  await expectPayments(counter, ['unionpay 6000 settled/settled']);
});

test('a lost answer is not known, not failed: it settles by itself without a second charge', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { till } = counter;
  await atPayment(till, zhangSan);
  await chargeByCode(till.page, 'alipay', '04');
  await expectSold(counter, 1);
  const types = readTerminalJournal(till.dataDir).map(({ type }) => type).filter((type) => type.startsWith('payment.'));
  expect(types).toEqual(['payment.started', 'payment.unknown', 'payment.settled']);
  await expectPayments(counter, ['alipay 6000 settled/settled']);
});

test('a provider that takes the money and says nothing is asked, not charged again', async ({ bench }) => {
  const counter = await openCounter(bench);
  await atPayment(counter.till, zhangSan);
  await chargeByCode(counter.till.page, 'wechat', '12');
  await expectSold(counter, 1);
  await expectPayments(counter, ['wechat 6000 settled/settled']);
});

test('a charge the provider never saw is undone by itself when the wait is over, and charges nobody', async ({ bench }) => {
  // The wait that a customer is given, shortened: nothing of it is decided by the window.
  const counter = await openCounter(bench, {}, {}, { askAfterMs: 300, giveUpAfterMs: 2000 });
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  await chargeByCode(page, 'alipay', '11');
  await expectNoOtherWay(page);
  await expectFailed(page, '');
  await expect(page.getByTestId('payment-failed')).toContainText('支付宝 ￥60.00 已撤销，没有扣款');
  await chooseTender(page, 'cash');
  await pay(page, '60');
  await expectSold(counter, 1);
  await expectPayments(counter, ['alipay 6000 reversed/reversed']);
});

test('a settled part whose undoing the provider refuses stands, and the sale is finished with it', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  await chargeByCode(page, 'wechat', '14', '20');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  const undo = page.getByTestId('tender-taken').getByTestId('taken-undo');
  await undo.click();
  await undo.click();
  await approve(page, manager);
  await expect(page.getByTestId('paid-after-undo')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  await chooseTender(page, 'cash');
  await pay(page, '40');
  await expectSold(counter, 1);
  await expectPayments(counter, ['wechat 2000 settled/settled']);
});

test('undone by the clerk: given back although the provider was unclear twice, or paid all the same and told so', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  await chargeByCode(page, 'alipay', '06');
  await expect(page.getByTestId('open-payment')).toHaveAttribute('data-state', 'confirming');
  await page.keyboard.press('F6');
  await expect(page.getByTestId('open-payment')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByTestId('quote-total')).toHaveText(/60\.00/);

  await chargeByCode(page, 'alipay', '07');
  await expect(page.getByTestId('open-payment')).toHaveAttribute('data-state', 'confirming');
  await page.keyboard.press('F6');
  await expect(page.getByTestId('paid-after-undo')).toBeVisible({ timeout: 60_000 });
  expect(await salesOf(counter.till)).toBe(0);
  await page.getByTestId('pay').click();
  await expectSold(counter, 1);
  await expectPayments(counter, ['alipay 6000 reversed/reversed', 'alipay 6000 settled/settled']);
});

test('a manager who sees it paid on the customer’s phone ends an unknown payment: two people and the wallet’s number stand in the journal', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  counter.store.proxy.dropNextReply(paymentCalls);
  const end = silencePayments(counter);
  await chargeByCode(page, 'alipay', '04');
  await expect(page.getByTestId('open-payment')).toHaveAttribute('data-state', 'unknown');
  await page.keyboard.press('F7');
  await page.getByTestId('force-reference').fill('20261');
  await expect(page.getByTestId('force-go')).toBeDisabled();
  await page.getByTestId('force-reference').fill('2026112422001412345678901234');
  await page.getByTestId('force-go').click();
  await approve(page, manager);
  await expectSold(counter, 1);
  const settled = readTerminalJournal(counter.till.dataDir).filter(({ type }) => type === 'payment.settled');
  expect(settled.map(({ payload }) => payload)).toEqual([
    expect.objectContaining({ isForced: true, reference: '2026112422001412345678901234', staffId: 'c01', approvalId: expect.any(String) }),
  ]);
  end();
  await expectPayments(counter, ['alipay 6000 settled/settled']);
});

test('the waiting card says in both languages what is known, how long it waits, and what became of it', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { store, till } = counter;
  const { page } = till;
  const card = page.getByTestId('open-payment');
  await atPayment(till, noDocument);

  await chargeByCode(page, 'alipay', '13', '10');
  await expect(card).toContainText('等客户确认');
  await expect(card).toContainText('请客户在手机上输入密码确认。');
  await expect(page.getByTestId('count-down')).toHaveText(/^\d+ 秒后停止等待，自动撤销$/);
  await chooseLanguage(page, 'en');
  await expect(card).toContainText('Waiting for the customer');
  await expect(card).toContainText('Ask the customer to confirm on the phone.');
  await expect(page.getByTestId('count-down')).toHaveText(/^Waits \d+ s more, then undoes it by itself$/);
  await page.getByTestId('payment-undo').click();
  await expectFailed(page, '');
  await expect(page.getByTestId('payment-failed')).toContainText('Alipay ￥10.00 was undone, not charged');
  await chooseLanguage(page, 'zh-CN');
  await expect(page.getByTestId('payment-failed')).toContainText('支付宝 ￥10.00 已撤销，没有扣款');

  // Charged, but neither the answer nor any later one arrives.
  store.proxy.dropNextReply(paymentCalls);
  const end = silencePayments(counter);
  await chargeByCode(page, 'alipay', '00');
  await expect(card).toHaveAttribute('data-state', 'unknown');
  await expect(card).toContainText('还不知道有没有扣款');
  await expect(card).toContainText('系统会一直查，不要重新收款。');
  await chooseLanguage(page, 'en');
  await expect(card).toContainText('Not known whether it was charged');
  await expect(card).toContainText('The till keeps asking; do not charge again.');
  await expectNoOtherWay(page);
  expect(await salesOf(till)).toBe(0);
  end();
  await page.getByTestId('payment-ask').click();
  await expectSold(counter, 1);
  const [undone, paid, ...others] = (await store.db.query<{ state: string }>('SELECT state FROM training_orders ORDER BY created_at')).map(({ state }) => state);
  expect([undone, paid, others]).toEqual(['reversed', 'settled', []]);
});
