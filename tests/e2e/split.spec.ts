// One sale paid in parts: each part has its own state, change comes from the cash alone, and a part can be undone by itself.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { atPayment, expectPayments, expectSold, openCounter } from './counter.ts';
import { zhangSan } from './pages/customers.ts';
import { approve } from './pages/approval.ts';
import { chargeByCode, chooseTender, expectFailed, pay, payByCard, trainingCode } from './pages/payment.ts';
import { manager } from './pages/synthetic-people.ts';
import { readTerminalJournal } from './terminal-journal.ts';

/** Slower than any scanner, so that the keys are taken for typing. */
const TYPING = { delay: 60 } as const;

/** Keys printed on more than one button that can be pressed now. */
function doubledKeys(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const buttons = [...document.querySelectorAll('button[aria-keyshortcuts]:enabled')].filter((button) => button.checkVisibility());
    const keys = buttons.map((button) => button.getAttribute('aria-keyshortcuts') ?? '');
    return keys.filter((key, index) => keys.indexOf(key) !== index);
  });
}

test('a part by wallet, the rest in cash: change comes from the cash, and both stand on the slip', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  await chargeByCode(page, 'alipay', '00', '20');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  await expect(page.getByTestId('left-to-pay')).toHaveText(/40\.00/);
  await page.getByTestId('cash-received').fill('39.99');
  await expect(page.getByTestId('pay')).toBeDisabled();
  await pay(page, '100');
  await expect(page.getByTestId('done-change')).toHaveText(/60\.00/);
  await expect(page.getByTestId('done-tenders').getByRole('listitem')).toHaveText([/支付宝.*20\.00/, /现金.*40\.00/]);
  await expect(page.getByTestId('receipt')).toContainText('支付宝');
  await expectSold(counter, 1);
  await expectPayments(counter, ['alipay 2000 settled/settled']);
});

test('one settled part is undone with a manager’s word, the other stands, and a card pays the rest', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  await chargeByCode(page, 'wechat', '00', '20');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  await chargeByCode(page, 'alipay', '00', '10');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/30\.00/);
  const undo = page.getByTestId('tender-taken').filter({ hasText: '微信' }).getByTestId('taken-undo');
  await undo.click();
  await undo.click();
  await approve(page, manager);
  await expectFailed(page, '');
  await expect(page.getByTestId('payment-failed')).toContainText('微信 ￥20.00 已撤销，没有扣款');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/10\.00/);
  await expect(page.getByTestId('tender-taken')).toHaveCount(1);
  await payByCard(page);
  await expectSold(counter, 1);
  await expect(page.getByTestId('done-tenders').getByRole('listitem')).toHaveText([/支付宝.*10\.00/, /银行卡.*50\.00/]);
  await expectPayments(counter, ['wechat 2000 reversed/reversed', 'alipay 1000 settled/settled']);
  const [reversing] = readTerminalJournal(counter.till.dataDir).filter(({ type }) => type === 'payment.reversing');
  expect(reversing?.payload).toEqual(expect.objectContaining({ staffId: 'c01', reason: 'clerk' }));
});

test('the keyboard alone splits a sale, lays it aside, takes it up again and completes it; no key is printed twice', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  const { keyboard } = page;
  await atPayment(counter.till, zhangSan);
  expect(await doubledKeys(page)).toEqual([]);
  await keyboard.press('a');
  await expect(page.getByTestId('auth-code')).toBeFocused();
  expect(await doubledKeys(page)).toEqual([]);
  await keyboard.press('Shift+Tab');
  await expect(page.getByTestId('tender-amount')).toBeFocused();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('20', TYPING);
  await keyboard.press('Tab');
  await keyboard.type(trainingCode('alipay', '00'), TYPING);
  await keyboard.press('Enter');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);

  await keyboard.press('c');
  await expect(page.getByTestId('tender-card')).toHaveAttribute('aria-checked', 'true');
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type('10', TYPING);
  await keyboard.press('Enter');
  await expect(page.getByTestId('approval-code')).toBeFocused();
  expect(await doubledKeys(page)).toEqual([]);
  await keyboard.type('A12345', TYPING);
  await keyboard.press('Tab');
  await keyboard.type('6789', TYPING);
  await keyboard.press('Enter');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/30\.00/);

  await keyboard.press('Escape');
  await expect(page.getByTestId('park-dialog')).toBeVisible();
  await keyboard.press('Enter');
  await expect(page.getByTestId('parked-notice')).toBeVisible();
  await keyboard.press('Insert');
  await expect(page.getByTestId('inbox-panel')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByTestId('inbox-panel')).toHaveCount(0);
  await keyboard.press('Insert');
  await expect(page.getByTestId('parked-row')).toBeVisible();
  await expect(page.getByTestId('inbox-panel').locator('[data-chosen="true"]')).toBeVisible();
  await keyboard.press('Enter');

  // What was typed next would go astray if the focus stayed where it was before the inbox was opened.
  await expect(page.getByTestId('cash-received')).toBeFocused();
  await keyboard.press('F5');
  await expect(page.getByTestId('payment-state')).toHaveAttribute('data-state', 'ready');
  await keyboard.press('Enter');
  await expect(page.getByTestId('sale-done')).toBeVisible();
  await expectSold(counter, 1);
  await keyboard.press('Enter');
  await expect(page.getByTestId('lookup-input')).toBeFocused();
  await expectPayments(counter, ['alipay 2000 settled/settled']);
});

test('with a part paid, Escape and a new look-up lay the sale aside and never drop it', async ({ bench }) => {
  const counter = await openCounter(bench);
  const { page } = counter.till;
  await atPayment(counter.till, zhangSan);
  // Without money on it, Escape is one step back as ever.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('plan-confirm')).toBeEnabled();
  await page.keyboard.press('Enter');
  await chargeByCode(page, 'alipay', '00', '20');
  await expect(page.getByTestId('paid-so-far')).toHaveText(/20\.00/);
  await page.keyboard.press('Escape');
  await page.getByTestId('park-stay').click();
  await expect(page.getByTestId('left-to-pay')).toHaveText(/40\.00/);
  await chooseTender(page, 'card');

  await page.getByTestId('lookup-input').fill('16500000002');
  await page.getByTestId('lookup-submit').click();
  await expect(page.getByTestId('parked-notice')).toContainText('165****0001 的单已放一边');
  await expect(page.getByTestId('account-number')).toHaveText('165****0002');
  await expect(page.getByTestId('inbox')).toHaveAttribute('data-count', '1');

  // The same card again: its sale is taken up where it was, the money on it.
  await page.getByTestId('lookup-input').fill('16500000001');
  await page.getByTestId('lookup-submit').click();
  await expect(page.getByTestId('account-number')).toHaveText('165****0001');
  await page.getByTestId('sale-begin').click();
  await expect(page.getByTestId('left-to-pay')).toHaveText(/40\.00/);
  await pay(page, '40');
  await expectSold(counter, 1);
  await expect(page.getByTestId('inbox')).toHaveAttribute('data-count', '0');
  await expectPayments(counter, ['alipay 2000 settled/settled']);
});
