// @vitest-environment happy-dom
// The payment step on the screen, by keyboard and scanner alone, in front of a scripted till.
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SellScreen } from '#renderer/app/sell-screen.tsx';
import { tenderKeys } from '#renderer/features/payment/tender-keys.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { fen } from '#shared/domain/fen.ts';
import type { PaymentView, TenderOptions } from '#shared/contract/till/payment-channels.ts';
import { doneSale, draft, identity, quote, saleId } from '#tests/renderer/support/flow-samples.ts';
import { payment, paymentId, tenderOptions } from '#tests/renderer/support/payment-samples.ts';
import type { Answers } from '#tests/renderer/support/scripted-bridge.ts';
import { showScreen, yes, type Shown } from '#tests/renderer/support/show-screen.tsx';

const quoted = draft({ identity: identity(), quote: quote() });

/** At the payment of the sample sale, with the payments given. */
async function atPayment(payments: PaymentView[] = [], answers: Answers = {}, options: Partial<TenderOptions> = {}): Promise<Shown> {
  const shown = showScreen(<SellScreen />, {
    'plan.list': () => yes([]), 'sale.current': () => yes({ draft: { ...quoted, payments }, lastCompleted: null }), 'payment.options': () => yes(tenderOptions({ payments, ...options })),
    'payment.start': (request) => yes(payment('sent', { paymentId: request.paymentId, method: request.method, way: request.way, amountFen: request.amountFen })),
    'sale.complete': () => yes(doneSale()), 'sale.read': () => yes(doneSale()), 'sale.park': () => yes({}), ...answers,
  });
  await act(() => renewalFlow().resume());
  await screen.findByTestId('payment-state');
  if (payments.every(({ state }) => state === 'failed' || state === 'reversed' || state === 'settled') && options.remainingFen !== 0) await waitFor(() => expect(screen.getByTestId('tender-alipay')).toHaveProperty('disabled', false));
  return shown;
}

/** What a scanner does: a fast keyboard that ends with Enter. */
function scan(code: string): void {
  const target = document.activeElement ?? document.body;
  for (const digit of code) fireEvent.keyDown(target, { key: digit, code: `Digit${digit}` });
  fireEvent.keyDown(target, { key: 'Enter', code: 'Enter' });
}

const alipayCode = '280000000000000000';
const wechatCode = '130000000000000000';

describe('payment/payment-panel', () => {
  beforeEach(() => act(() => renewalFlow().send({ type: 'forget' })));
  afterEach(cleanup);

  it('[PW4] charges everything that is left to the wallet of a scanned code, wherever the focus is', async () => {
    const { sent } = await atPayment();
    scan(wechatCode);
    await screen.findByTestId('open-payment');
    expect(sent('payment.start')).toEqual([{ saleId, paymentId: expect.any(String), totalFen: 6000, method: 'wechat', way: 'payer-code', amountFen: 6000, authCode: wechatCode }]);
    expect(document.body.innerHTML).not.toContain(wechatCode);
    expect([...document.querySelectorAll('input')].map(({ value }) => value).join()).not.toContain(wechatCode);
  });

  it('[PW4] asks whose code it is when no rule or more than one claims it, and keeps it off the page', async () => {
    const { sent, user } = await atPayment();
    scan('9900000000000000');
    await screen.findByTestId('which-wallet');
    expect(document.body.innerHTML).not.toContain('9900000000000000');
    await user.keyboard('u');
    await waitFor(() => expect(sent('payment.start')).toMatchObject([{ method: 'unionpay', authCode: '9900000000000000' }]));
  });

  it('[PW4] asks when the code is of another wallet than the clerk chose, and drops it on Escape', async () => {
    const { sent, user } = await atPayment();
    // By finger: a key just before the scan would be taken for its first character.
    await user.click(screen.getByTestId('tender-alipay'));
    await screen.findByTestId('auth-code');
    scan(wechatCode);
    await screen.findByTestId('which-wallet');
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('which-wallet')).toBeNull();
    expect(sent('payment.start')).toEqual([]);
  });

  it('[PW1] does not use a code while a payment is open', async () => {
    const { sent } = await atPayment([payment('unknown')]);
    scan(alipayCode);
    await screen.findByTestId('code-unused');
    expect(sent('payment.start')).toEqual([]);
  });

  it('charges a typed part, and clears the code', async () => {
    const { sent, user } = await atPayment();
    await user.keyboard('a');
    const code = await screen.findByTestId<HTMLInputElement>('auth-code');
    await user.clear(screen.getByTestId('tender-amount'));
    await user.type(screen.getByTestId('tender-amount'), '20.50');
    await user.type(code, '2800 0000 0000 0000 00');
    await user.click(screen.getByTestId('pay'));
    await waitFor(() => expect(sent('payment.start')).toMatchObject([{ method: 'alipay', amountFen: 2050, authCode: alipayCode }]));
    expect(code.value).toBe('');
  });

  it('takes no more than is left', async () => {
    const { user } = await atPayment();
    await user.keyboard('c');
    await user.clear(await screen.findByTestId('tender-amount'));
    await user.type(screen.getByTestId('tender-amount'), '60.01');
    expect(screen.getByTestId('pay')).toHaveProperty('disabled', true);
    expect(document.body.textContent).toContain('最多 ￥60.00');
  });

  it('shows the code of the store large, with the amount', async () => {
    await atPayment([payment('confirming', { way: 'store-code', storeCode: 'https://qr.example/1', giveUpAt: '2026-11-24T02:33:09.000Z' })]);
    expect(screen.getByTestId('store-code')).toBeDefined();
    expect(screen.getByTestId('open-payment-amount').textContent).toBe('￥60.00');
    await waitFor(() => expect(screen.getByTestId('count-down').textContent).toMatch(/60 秒/));
  });

  it.each([
    ['confirming', ['payment-ask', 'payment-undo']], ['unknown', ['payment-ask', 'payment-undo', 'payment-force']], ['reversing', ['payment-ask', 'payment-force']],
  ] as const)('[PW1] offers only what is safe while a payment is %s, and no way to pay', async (state, buttons) => {
    await atPayment([payment(state)]);
    expect(['payment-ask', 'payment-undo', 'payment-force', 'tender-cash', 'pay'].filter((testId) => screen.queryByTestId(testId) !== null)).toEqual(buttons);
    expect(screen.getByTestId('payment-state').getAttribute('data-state')).toBe(state);
  });

  it('[PW2] offers on Escape to lay the sale aside, and drops nothing', async () => {
    const { sent, user } = await atPayment([payment('unknown')]);
    await user.keyboard('{Escape}');
    await screen.findByTestId('park-dialog');
    await user.keyboard('{Escape}');
    expect(screen.getByTestId('open-payment')).toBeDefined();
    await user.keyboard('{Escape}{Enter}');
    expect((await screen.findByTestId('parked-notice')).textContent).toContain('165****0002');
    expect([sent('sale.park'), sent('sale.abandon')]).toEqual([[{ saleId }], []]);
  });

  it('keeps the question whether to lay the sale aside while a payment settles under it', async () => {
    const { user, bridge } = await atPayment([payment('confirming', { amountFen: fen(2000) })]);
    await user.keyboard('{Escape}');
    await screen.findByTestId('park-dialog');
    bridge.script({ 'payment.options': () => yes(tenderOptions({ payments: [payment('settled', { amountFen: fen(2000), changedAt: '2026-11-24T02:31:09.000Z' })] })) });
    act(() => bridge.announce({ topic: 'payment' }));
    await waitFor(() => expect(screen.getByTestId('paid-so-far').textContent).toContain('20.00'));
    expect(screen.getByTestId('park-dialog')).toBeDefined();
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('park-dialog')).toBeNull();
  });

  it('says that an earlier part was undone although a later one stands', async () => {
    await atPayment([
      payment('reversed', { method: 'wechat', amountFen: fen(2000), changedAt: '2026-11-24T02:32:00.000Z' }),
      payment('settled', { paymentId: paymentId(2), amountFen: fen(1000), startedAt: '2026-11-24T02:31:20.000Z', changedAt: '2026-11-24T02:31:25.000Z' }),
    ]);
    expect(screen.getByTestId('payment-failed').textContent).toContain('微信 ￥20.00 已撤销');
  });

  it('has a key for each way to pay that no other button has', () => {
    const keys = Object.values(tenderKeys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of ['F1', 'F3', 'F4', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'Insert']) expect(keys).not.toContain(key);
  });

  it('takes what the slip of a machine of its own says', async () => {
    const machine = payment('confirming', { method: 'card', way: 'stand-alone', actions: ['confirm-machine', 'decline-machine'] });
    const { sent, user } = await atPayment([machine], { 'payment.confirm': () => yes(payment('settled')) });
    await user.type(screen.getByTestId('approval-code'), 'A1234');
    await user.type(screen.getByTestId('card-last4'), '6789{Enter}');
    await waitFor(() => expect(sent('payment.confirm')).toEqual([{ paymentId: machine.paymentId, approvalCode: 'A1234', cardLast4: '6789' }]));
  });

  it('[PW6] takes the balance only after a yes for just this amount', async () => {
    const { sent, user } = await atPayment();
    await user.keyboard('b');
    await screen.findByTestId('balance-agreed');
    await user.keyboard('{Enter}');
    await user.keyboard('[F6]');
    await user.clear(screen.getByTestId('tender-amount'));
    await user.type(screen.getByTestId('tender-amount'), '10{Enter}');
    expect(sent('payment.start')).toEqual([]);
    await user.keyboard('[F6]{Enter}');
    await waitFor(() => expect(sent('payment.start')).toMatchObject([{ method: 'balance', way: 'account', amountFen: 1000 }]));
  });

  it('shows what is paid and left, the rounding of the cash, and an undo for what is paid', async () => {
    const part = payment('settled', { amountFen: fen(2003), reference: '20261124220001' });
    const { sent, user } = await atPayment([part], { 'payment.undo': () => yes(payment('reversing')) }, { remainingFen: fen(3997), cashDueFen: fen(4000), roundingFen: fen(3) });
    expect([screen.getByTestId('paid-so-far').textContent, screen.getByTestId('left-to-pay').textContent, screen.getByTestId('cash-rounding').textContent]).toEqual(['￥20.03', '￥39.97', '+￥0.03']);
    await user.click(screen.getByTestId('taken-undo'));
    expect(sent('payment.undo')).toEqual([]);
    await user.click(screen.getByTestId('taken-undo'));
    expect(sent('payment.undo')).toEqual([{ paymentId: part.paymentId }]);
  });

  it('[PW3] says loudly that an undo ended in paid, and leaves the end to a person', async () => {
    const { sent, user } = await atPayment([payment('settled', { actions: ['complete-sale', 'give-back'] })], {}, { remainingFen: fen(0) });
    expect((await screen.findByTestId('paid-after-undo')).getAttribute('role')).toBe('alert');
    expect(sent('sale.complete')).toEqual([]);
    await user.keyboard('{Enter}');
    await screen.findByTestId('sale-done');
    expect(sent('sale.complete')).toHaveLength(1);
  });

  it('says that the ways to pay are being read, not that there is no network, while the till has not answered', async () => {
    showScreen(<SellScreen />, { 'plan.list': () => yes([]), 'sale.current': () => yes({ draft: quoted, lastCompleted: null }), 'payment.options': () => new Promise(() => {}) });
    await act(() => renewalFlow().resume());
    expect((await screen.findByTestId('tenders-loading')).textContent).toBe('正在读取能用的收款方式。');
    expect(screen.getByTestId('tender-alipay')).toMatchObject({ disabled: true, title: '正在读取能用的收款方式。' });
    expect(screen.getByTestId('tender-cash')).toHaveProperty('disabled', false);
    expect(document.body.textContent).not.toContain('需联网');
  });

  it('says what is wrong where the ways to pay cannot be read, and reads them again at a press', async () => {
    let isThere = false;
    const { user } = showScreen(<SellScreen />, {
      'plan.list': () => yes([]), 'sale.current': () => yes({ draft: quoted, lastCompleted: null }),
      'payment.options': () => (isThere ? yes(tenderOptions({})) : { ok: false, problem: { code: 'till-stopped', reason: 'disk-full' } }),
    });
    await act(() => renewalFlow().resume());
    expect((await screen.findByTestId('options-problem')).getAttribute('data-code')).toBe('till-stopped');
    expect(screen.queryByTestId('tenders-loading')).toBeNull();
    isThere = true;
    await user.click(screen.getByTestId('options-again'));
    await waitFor(() => expect(screen.getByTestId('tender-alipay')).toHaveProperty('disabled', false));
  });

  it('[PW3] keeps the strip of money that came after all above the ways to pay, and asks twice before giving it back', async () => {
    const late = payment('settled', { amountFen: fen(2000), actions: ['complete-sale', 'give-back'] });
    const { sent, user } = await atPayment([late], { 'payment.undo': () => yes(payment('reversing')) }, { remainingFen: fen(4000) });
    expect(screen.getByTestId('paid-after-undo').textContent).toContain('客户已付');
    await user.click(screen.getByTestId('payment-give-back'));
    expect(sent('payment.undo')).toEqual([]);
    await user.click(screen.getByTestId('payment-give-back'));
    await waitFor(() => expect(sent('payment.undo')).toEqual([{ paymentId: late.paymentId }]));
  });

  it('says why a payment failed, also for a reason of a newer gateway', async () => {
    await atPayment([payment('failed', { failure: 'insufficient-funds' }), payment('failed', { paymentId: paymentId(2), startedAt: '2026-11-24T02:32:00.000Z', failure: 'from-the-future' })]);
    expect(screen.getByTestId('payment-failed').textContent).toContain('支付方没有通过');
  });

  it('shows what may still be sold without the network', async () => {
    const allowance = { leftFen: fen(123_400), leftSales: 17, untilAt: '2026-11-26T02:00:00.000Z', saleLimitFen: fen(200_000) };
    const { bridge } = await atPayment([], {}, { offline: allowance });
    bridge.script({ 'sync.read': () => yes({ state: 'offline', isReachable: false, pendingCount: 0, pendingSales: 0, oldestPendingAt: null, lastContactAt: null, nextTryAt: null, lastProblem: null, rejectedCount: 0, clockSkewSeconds: 0, clockDoubt: null, backupProblem: null, delivery: null }) });
    act(() => bridge.announce({ topic: 'sync' }));
    expect((await screen.findByTestId('offline-allowance')).textContent).toBe('离线还可办 17 笔，共 ￥1,234.00，11-26 10:00 前有效');
  });
});
