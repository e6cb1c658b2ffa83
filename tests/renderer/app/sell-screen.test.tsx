// @vitest-environment happy-dom
// The renewal on the screen, by keyboard alone, in front of a scripted till. [F5] presses the key at that place.
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReplyOf } from '#shared/contract/till-api.ts';
import { SellScreen } from '#renderer/app/sell-screen.tsx';
import { LookUpBox } from '#renderer/features/look-up/look-up-box.tsx';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { startWindowLanguage } from '#renderer/i18n/window-language.ts';
import { TillQueryProvider } from '#renderer/till/till-query-provider.tsx';
import { auditor, offline, online, shift, signedIn, terminal } from '#tests/renderer/support/desk-samples.ts';
import { account, doneSale, draft, identity, plans, quote } from '#tests/renderer/support/flow-samples.ts';
import { tenderOptions } from '#tests/renderer/support/payment-samples.ts';
import { scriptedBridge, type Answers, type ScriptedBridge } from '#tests/renderer/support/scripted-bridge.ts';

const quoted = draft({ identity: identity(), quote: quote() });

const usual: Answers = {
  'terminal.read': () => ({ ok: true, value: terminal }),
  'shift.current': () => ({ ok: true, value: { shift, lastCountFen: null, lastZ: null } }),
  'sync.read': () => ({ ok: true, value: online }),
  'settings.read': () => ({ ok: true, value: { locale: 'zh-CN', printer: '', paperMm: 80 } }),
  'plan.list': () => ({ ok: true, value: [...plans()] }),
  'subscriber.look-up': () => ({ ok: true, value: account() }),
  'subscriber.refresh': () => ({ ok: true, value: account({ source: 'fresh' }) }),
  'sale.current': () => ({ ok: true, value: { draft: null, lastCompleted: null } }),
  'sale.begin': () => ({ ok: true, value: draft() }),
  'identity.check': () => ({ ok: true, value: identity() }),
  'sale.quote': ({ planId, months }) => ({ ok: true, value: { ...quoted, quote: quote({ planId, months }) } }),
  'sale.complete': () => ({ ok: true, value: doneSale() }),
  'sale.read': () => ({ ok: true, value: doneSale() }),
};

interface Counter {
  readonly bridge: ScriptedBridge;
  readonly user: UserEvent;
}

function atCounter(answers: Answers = {}): Counter {
  const bridge = scriptedBridge({ ...usual, ...answers });
  Object.assign(window, { till: bridge });
  render(
    <I18nextProvider i18n={startWindowLanguage('zh-CN')}>
      <TillQueryProvider><LookUpBox onLookUp={() => undefined} /><SellScreen /></TillQueryProvider>
    </I18nextProvider>,
  );
  return { bridge, user: userEvent.setup({ delay: null }) };
}

const focusedOn = (): string | null => document.activeElement?.getAttribute('data-testid') ?? null;
const enabled = (testId: string): Promise<void> => waitFor(() => expect(screen.getByTestId(testId)).toHaveProperty('disabled', false));

async function lookUp({ user }: Counter): Promise<void> {
  await screen.findByTestId('flow-customer');
  await waitFor(() => expect(focusedOn()).toBe('lookup-input'));
  await user.keyboard('16500000002{Enter}');
  await screen.findByTestId('account-card');
}

async function toPayment(counter: Counter): Promise<void> {
  await lookUp(counter);
  await counter.user.keyboard('{Enter}');
  await screen.findByTestId('id-number');
  await counter.user.keyboard('999999199003070020{Enter}');
  await screen.findByTestId('id-result');
  await counter.user.keyboard('{Enter}');
  await screen.findByTestId('plan-months');
  await enabled('plan-confirm');
  await counter.user.keyboard('{Enter}');
  await waitFor(() => expect(focusedOn()).toBe('cash-received'));
}

describe('app/sell-screen', () => {
  beforeEach(() => renewalFlow().send({ type: 'forget' }));
  afterEach(() => {
    cleanup();
    renewalFlow().send({ type: 'next-customer' });
  });

  it('renews for a known customer with seven keys besides the digits', async () => {
    const counter = atCounter();
    await toPayment(counter);
    await counter.user.keyboard('[F5]{Enter}');
    await screen.findByTestId('sale-done');
    expect(counter.bridge.calls.find(({ channel }) => channel === 'sale.complete')?.request)
      .toEqual({ saleId: draft().saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 6000 }] });
    await counter.user.keyboard('{Enter}');
    await screen.findByTestId('flow-customer');
    expect(focusedOn()).toBe('lookup-input');
  });

  it('leaves no full number on the screen after the look-up and after the check', async () => {
    const counter = atCounter();
    await toPayment(counter);
    expect(document.body.innerHTML).not.toMatch(/16500000002|999999199003070020/);
    expect([...document.querySelectorAll('input')].map(({ value }) => value).join()).not.toMatch(/1650000|9999991/);
  });

  it('picks plans by digits and months by arrows', async () => {
    const counter = atCounter();
    await toPayment(counter);
    await counter.user.keyboard('{Escape}');
    await screen.findByTestId('plan-months');
    await counter.user.keyboard('3{ArrowRight}{ArrowRight}{ArrowLeft}');
    await waitFor(() => expect(screen.getByTestId('plan-months').getAttribute('data-value')).toBe('3'));
    expect(screen.getByTestId('plan-max-100').getAttribute('aria-checked')).toBe('true');
  });

  it('says how much is missing and takes nothing', async () => {
    const counter = atCounter();
    await toPayment(counter);
    await counter.user.keyboard('50{Enter}');
    expect(screen.getByTestId('pay').textContent).toContain('还差 ￥10.00');
    expect(screen.getByTestId('payment-state').getAttribute('data-state')).toBe('short');
    expect(counter.bridge.calls.map(({ channel }) => channel)).not.toContain('sale.complete');
  });

  it('shows the change in large figures and keeps the receipt of F6', async () => {
    const counter = atCounter();
    await toPayment(counter);
    await counter.user.keyboard('[F6]');
    expect([screen.getByTestId('cash-received'), screen.getByTestId('change-due')].map((element) => (element instanceof HTMLInputElement ? element.value : element.textContent)))
      .toEqual(['100.00', '￥40.00']);
  });

  it('says in place why a way to pay cannot be taken', async () => {
    const options = tenderOptions();
    const methods = options.methods.map((one) => (one.method === 'alipay' ? { ...one, bar: 'offline' as const } : one));
    const counter = atCounter({ 'payment.options': () => ({ ok: true, value: { ...options, methods } }) });
    await toPayment(counter);
    await enabled('tender-wechat');
    const alipay = screen.getByTestId('tender-alipay');
    expect([alipay.hasAttribute('disabled'), alipay.textContent, alipay.getAttribute('title')]).toEqual([true, expect.stringContaining('需联网'), '现在没有网络，请改收现金或用独立刷卡机。']);
  });

  it('stays at the payment while the sale is being written, with everything held', async () => {
    let answer: (reply: ReplyOf<'sale.complete'>) => void = () => undefined;
    const counter = atCounter({ 'sale.complete': () => new Promise((resolve) => { answer = resolve; }) });
    await toPayment(counter);
    await counter.user.keyboard('[F5]{Enter}');
    await waitFor(() => expect(screen.getByTestId('payment-state').getAttribute('data-state')).toBe('submitting'));
    await counter.user.keyboard('{Enter}{Escape}9');
    expect(counter.bridge.calls.filter(({ channel }) => channel === 'sale.complete')).toHaveLength(1);
    expect(screen.getByTestId('cash-received')).toHaveProperty('value', '60.00');
    answer({ ok: true, value: doneSale() });
    await screen.findByTestId('sale-done');
  });

  it('does not go on with a document that does not match', async () => {
    const counter = atCounter({ 'identity.check': () => ({ ok: true, value: identity('mismatch') }) });
    await lookUp(counter);
    await counter.user.keyboard('{Enter}');
    await screen.findByTestId('id-number');
    await counter.user.keyboard('999999199003070012{Enter}');
    expect((await screen.findByTestId('id-result')).getAttribute('data-outcome')).toBe('mismatch');
    await counter.user.keyboard('{Enter}');
    expect(screen.getByTestId('flow-identity')).toBeDefined();
    await counter.user.keyboard('[F8]');
    await waitFor(() => expect(focusedOn()).toBe('id-number'));
  });

  it('skips the document where the policy asks for none', async () => {
    const counter = atCounter({ 'sale.begin': () => ({ ok: true, value: draft({ isIdentityNeeded: false }) }) });
    await lookUp(counter);
    await counter.user.keyboard('{Enter}');
    await screen.findByTestId('id-number');
    await counter.user.keyboard('{Enter}');
    await screen.findByTestId('plan-months');
  });

  it('says why a barred card cannot be renewed, and goes no further', async () => {
    const counter = atCounter({
      'subscriber.look-up': () => ({ ok: true, value: account({ stage: 'CLOSED', bar: 'card-closed' }) }),
      'subscriber.refresh': () => ({ ok: false, problem: { code: 'gateway-unreachable' } }),
    });
    await lookUp(counter);
    expect((await screen.findByTestId('lookup-bar')).getAttribute('data-code')).toBe('card-closed');
    await counter.user.keyboard('{Enter}');
    expect(counter.bridge.calls.map(({ channel }) => channel)).not.toContain('sale.begin');
  });

  it('[S4] offers to open the shift before anything is sold', async () => {
    atCounter({ 'shift.current': () => ({ ok: true, value: { shift: null, lastCountFen: null, lastZ: null } }) });
    await screen.findByTestId('open-shift-first');
    expect(screen.queryByTestId('flow-customer')).toBeNull();
  });

  it('says whose drawer it is where the shift belongs to somebody else, and sells nothing', async () => {
    atCounter({ 'shift.current': () => ({ ok: true, value: { shift: { ...shift, isMine: false }, lastCountFen: null, lastZ: null } }) });
    await screen.findByTestId('shift-of-other');
    expect(screen.queryByTestId('flow-customer')).toBeNull();
  });

  it('says to an auditor who sells instead', async () => {
    atCounter({ 'session.read': () => ({ ok: true, value: { ...signedIn, person: auditor } }) });
    expect((await screen.findByTestId('sell-read-only')).textContent).toContain('店员或店长');
  });

  it('takes the sale back from the finished sale with one key while the till says it may', async () => {
    const counter = atCounter({
      'sale.can-void': () => ({ ok: true, value: { canVoid: true, needsApproval: false } }),
      'sale.void': () => ({ ok: true, value: { ...doneSale(), voided: { at: terminal.now, staffId: shift.staffId, reason: 'changed-mind' } } }),
    });
    await toPayment(counter);
    await counter.user.keyboard('[F5]{Enter}');
    await screen.findByTestId('sale-void');
    await counter.user.keyboard('[F7]');
    await screen.findByTestId('void-submit');
    await counter.user.keyboard('1{Enter}');
    await screen.findByTestId('void-done');
    await counter.user.keyboard('{Enter}');
    await screen.findByTestId('flow-customer');
  });

  it('says at the payment that the network is down and that cash goes on', async () => {
    const counter = atCounter({ 'sync.read': () => ({ ok: true, value: offline }) });
    await toPayment(counter);
    expect(document.body.textContent).toContain('本笔先存本机');
  });

  it('[S5] marks a changed quote and asks again', async () => {
    const dearer = { ...quoted, quote: quote({ totalFen: account().balanceFen, planVersion: 13 }) };
    const counter = atCounter({ 'sale.complete': () => ({ ok: false, problem: { code: 'quote-changed' } }) });
    await toPayment(counter);
    counter.bridge.script({ 'sale.current': () => ({ ok: true, value: { draft: dearer, lastCompleted: null } }) });
    await counter.user.keyboard('[F5]{Enter}');
    expect((await screen.findByTestId('pay-problem')).getAttribute('data-code')).toBe('quote-changed');
    expect(screen.getByTestId('quote-total').textContent).toBe('￥12.40');
    expect(document.querySelector('.summary-changed')?.textContent).toContain('￥60.00');
  });
});
