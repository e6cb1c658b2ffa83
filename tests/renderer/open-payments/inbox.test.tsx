// @vitest-environment happy-dom
// The inbox of what is not final: counted on the badge, one safe next step per row, parked sales taken up again.
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InboxBadge } from '#renderer/features/open-payments/inbox-badge.tsx';
import { useInbox } from '#renderer/features/open-payments/inbox-store.ts';
import { openCount, rowSteps } from '#renderer/features/open-payments/next-step.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { draft, identity, quote } from '#tests/renderer/support/flow-samples.ts';
import { openPayment, parkedSale, payment, paymentId } from '#tests/renderer/support/payment-samples.ts';
import type { Answers } from '#tests/renderer/support/scripted-bridge.ts';
import { showScreen, yes, type Shown } from '#tests/renderer/support/show-screen.tsx';

let shownSales = 0;

function withInbox(answers: Answers): Shown {
  return showScreen(<InboxBadge onShowSale={() => { shownSales += 1; }} />, { 'payment.list-open': () => yes([]), 'sale.list-parked': () => yes([]), ...answers });
}

describe('open-payments/inbox', () => {
  beforeEach(() => {
    shownSales = 0;
    act(() => {
      useInbox.getState().close();
      renewalFlow().send({ type: 'forget' });
    });
  });
  afterEach(cleanup);

  it('opens by its key and says that nothing is open', async () => {
    const { user } = withInbox({});
    fireEvent.keyDown(document.body, { key: 'Insert', code: 'Insert' });
    await screen.findByTestId('inbox-empty');
    await user.keyboard('{Escape}');
    expect(screen.queryByTestId('inbox-panel')).toBeNull();
  });

  it('counts a parked sale and its payment as one matter', async () => {
    withInbox({ 'payment.list-open': () => yes([openPayment('unknown')]), 'sale.list-parked': () => yes([parkedSale()]) });
    await waitFor(() => expect(screen.getByTestId('inbox').getAttribute('data-count')).toBe('1'));
    expect(openCount([], [parkedSale()])).toBe(1);
  });

  it('[PW7] offers what the till calls safe, the safe next step first, and the sale only where it can still be reached', () => {
    const rows = [openPayment('unknown'), openPayment('confirming'), openPayment('unknown', { saleState: 'abandoned' }), openPayment('settled', { saleState: 'abandoned', actions: ['give-back'] }), openPayment('settled', { saleState: 'completed', actions: ['ask'], why: 'after-force' })];
    expect(rows.map(rowSteps)).toEqual([['ask', 'undo', 'resume'], ['ask', 'undo', 'resume'], ['ask', 'undo'], ['give-back'], ['ask']]);
  });

  it('[PW7] asks again on Enter and confirms money that goes back once more', async () => {
    const { sent, user } = withInbox({
      'payment.list-open': () => yes([openPayment('unknown'), openPayment('settled', { paymentId: paymentId(2), saleState: 'abandoned', actions: ['give-back'], why: 'paid-without-sale' })]),
      'payment.ask': () => yes(payment('unknown')), 'payment.undo': () => yes(payment('reversing')),
    });
    await user.click(screen.getByTestId('inbox'));
    await screen.findAllByTestId('open-row');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent('payment.ask')).toHaveLength(1));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(sent('payment.undo')).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent('payment.undo')).toEqual([{ paymentId: paymentId(2) }]));
  });

  it('[PW2] takes a parked sale up and shows it', async () => {
    const { sent, user } = withInbox({
      'sale.list-parked': () => yes([parkedSale()]), 'sale.begin': () => yes(draft({ identity: identity(), quote: quote(), payments: [payment('unknown')] })),
    });
    await user.click(screen.getByTestId('inbox'));
    await screen.findByTestId('parked-row');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(shownSales).toBe(1));
    expect(sent('sale.begin')).toEqual([{ subscriberRef: parkedSale().subscriberRef }]);
    expect(renewalFlow().step.name).toBe('payment');
    expect(screen.queryByTestId('inbox-panel')).toBeNull();
  });

  it('finds a payment by the number in the wallet, and says when there is none', async () => {
    const { sent, user } = withInbox({ 'payment.find': ({ reference }) => yes(reference.endsWith('0001') ? [payment('settled', { reference: '20261124220001' })] : []) });
    await user.click(screen.getByTestId('inbox'));
    await user.type(await screen.findByTestId('find-reference'), '22 0001');
    await screen.findByTestId('found-row');
    await user.type(screen.getByTestId('find-reference'), '9');
    await screen.findByTestId('find-empty');
    expect(sent('payment.find').at(-1)).toEqual({ reference: '2200019' });
  });

  it('comes back open after a lock', async () => {
    withInbox({});
    fireEvent.keyDown(document.body, { key: 'Insert', code: 'Insert' });
    cleanup();
    withInbox({});
    await screen.findByTestId('inbox-panel');
  });
});
