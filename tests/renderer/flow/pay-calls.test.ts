// The calls that move money: once each, looked up when an answer is lost, asked a second person where the till wants one.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Channel, TillClient } from '#shared/contract/till-api.ts';
import { approvalIdSchema } from '#shared/contract/values.ts';
import { fen } from '#shared/domain/fen.ts';
import { useApprovalAsking } from '#renderer/flow/approval-store.ts';
import { createRenewalFlowStore, type RenewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { account, doneSale, draft, identity, quote, saleId } from '#tests/renderer/support/flow-samples.ts';
import { payment, paymentId, tenderOptions } from '#tests/renderer/support/payment-samples.ts';
import { scriptedBridge, type Answers, type ScriptedBridge } from '#tests/renderer/support/scripted-bridge.ts';

const quoted = draft({ identity: identity(), quote: quote() });
const tender = { method: 'alipay', way: 'payer-code', amountFen: fen(6000), authCode: '280000000000000000' } as const;

async function atPayment(answers: Answers = {}, open = quoted): Promise<{ readonly flow: () => RenewalFlow; readonly bridge: ScriptedBridge; readonly sent: (channel: string) => unknown[] }> {
  const bridge = scriptedBridge({
    'sale.current': () => ({ ok: true, value: { draft: open, lastCompleted: null } }), 'payment.start': (request) => ({ ok: true, value: payment('sent', { paymentId: request.paymentId }) }),
    'sale.complete': () => ({ ok: true, value: doneSale() }), 'sale.park': () => ({ ok: true, value: {} }), 'sale.abandon': () => ({ ok: true, value: {} }),
    'subscriber.look-up': () => ({ ok: true, value: account() }), 'subscriber.refresh': () => ({ ok: false, problem: { code: 'gateway-unreachable' } }), ...answers,
  });
  // The proxy answers under each channel's own name, as the window's client does.
  const till = new Proxy({} as TillClient, { get: (_target, channel) => (request: unknown) => bridge.call(channel as Channel, request) });
  const store = createRenewalFlowStore(till);
  await store.getState().resume();
  return { flow: () => store.getState(), bridge, sent: (channel) => bridge.calls.filter((call) => call.channel === channel).map(({ request }) => request) };
}

afterEach(() => useApprovalAsking.getState().settle(null));

describe('flow/pay-calls', () => {
  it('[PW1] starts one payment however often it is pressed', async () => {
    const { flow, sent } = await atPayment();
    await Promise.all([flow().startTender(tender), flow().startTender(tender), flow().startTender(tender)]);
    expect(sent('payment.start')).toHaveLength(1);
  });

  it('[PW4] keeps nothing of the payment code', async () => {
    const { flow } = await atPayment();
    await flow().startTender(tender);
    expect(JSON.stringify(flow().step)).not.toContain(tender.authCode);
  });

  it('[PW1] looks a payment up whose answer was lost', async () => {
    const { flow, sent } = await atPayment({ 'payment.start': () => ({ ok: false, problem: { code: 'till-restarting' } }), 'payment.read': (request) => ({ ok: true, value: payment('unknown', request) }) });
    await flow().startTender(tender);
    expect(sent('payment.start')).toHaveLength(1);
    expect(flow().step).toMatchObject({ name: 'payment', isStarting: false, draft: { payments: [{ state: 'unknown' }] } });
  });

  it('lets another tender be taken when the lost one was never written', async () => {
    const { flow } = await atPayment({ 'payment.start': () => ({ ok: false, problem: { code: 'till-restarting' } }), 'payment.read': () => ({ ok: false, problem: { code: 'payment-unknown' } }) });
    await flow().startTender(tender);
    expect(flow().step).toMatchObject({ isStarting: false, problem: { code: 'till-restarting' }, draft: { payments: [] } });
  });

  it('[PW3] completes by itself once everything is paid, and once only', async () => {
    const { flow, sent } = await atPayment();
    const options = tenderOptions({ payments: [payment('settled')] });
    await Promise.all([flow().noteOptions(saleId, options), flow().noteOptions(saleId, options)]);
    expect(flow().step.name).toBe('done');
    expect(sent('sale.complete')).toEqual([{ saleId, totalFen: 6000, tenders: [] }]);
  });

  it('[PW3] does not complete while a part is missing or open, or after an undo that did not take', async () => {
    const { flow, sent } = await atPayment();
    await flow().noteOptions(saleId, tenderOptions());
    await flow().noteOptions(saleId, tenderOptions({ payments: [payment('settled', { amountFen: fen(2000) })] }));
    await flow().noteOptions(saleId, tenderOptions({ payments: [payment('settled', { amountFen: fen(2000) }), payment('unknown', { paymentId: paymentId(2), amountFen: fen(4000) })] }));
    const other = await atPayment();
    await other.flow().noteOptions(saleId, tenderOptions({ payments: [payment('settled', { actions: ['complete-sale', 'give-back'] })] }));
    expect([...sent('sale.complete'), ...other.sent('sale.complete')]).toEqual([]);
  });

  it('takes the rest in cash after a part was paid otherwise', async () => {
    const { flow, sent } = await atPayment();
    await flow().noteOptions(saleId, tenderOptions({ payments: [payment('settled', { amountFen: fen(2000) })] }));
    flow().send({ type: 'type-received', text: '50' });
    await flow().pay();
    expect(sent('sale.complete')).toEqual([{ saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 5000 }] }]);
  });

  it('[PW2] lays a sale with money on it aside before anybody else is looked for', async () => {
    const { flow, bridge } = await atPayment({}, { ...quoted, payments: [payment('unknown')] });
    await flow().lookUp('16500000003');
    expect(bridge.calls.map(({ channel }) => channel)).toEqual(['sale.current', 'sale.park', 'subscriber.look-up', 'subscriber.refresh']);
    expect(flow().step).toMatchObject({ name: 'customer', parked: '165****0002', lookUp: { state: 'found' } });
  });

  it('[PW2] stays where it is when it cannot be laid aside', async () => {
    const { flow, sent } = await atPayment({ 'sale.park': () => ({ ok: false, problem: { code: 'storage-full' } }) }, { ...quoted, payments: [payment('unknown')] });
    await flow().lookUp('16500000003');
    expect(flow().step).toMatchObject({ name: 'payment', problem: { code: 'storage-full' } });
    expect(sent('subscriber.look-up')).toEqual([]);
  });

  it('[PW2] takes a sale up again with its payments', async () => {
    const { flow } = await atPayment({ 'sale.begin': () => ({ ok: true, value: { ...quoted, payments: [payment('settled')], paidFen: fen(6000) } }) });
    const seenBy: string[] = [];
    expect(await flow().takeUp(account().ref, () => seenBy.push(JSON.stringify(flow().step)))).toBeNull();
    expect(flow().step).toMatchObject({ name: 'payment', draft: { payments: [{ state: 'settled' }] } });
    // Whoever covers the screen is told before the sale is on it.
    expect(seenBy).toHaveLength(1);
    expect(seenBy[0]).not.toContain('settled');
  });

  it('asks a second person beyond the offline ceiling and sends the same payment again with the word', async () => {
    let tries = 0;
    const { flow, sent } = await atPayment({ 'payment.start': (request) => (tries++ === 0 ? { ok: false, problem: { code: 'offline-limit', leftFen: fen(0) } } : { ok: true, value: payment('confirming', { paymentId: request.paymentId }) }) });
    const started = flow().startTender({ method: 'card', way: 'stand-alone', amountFen: fen(6000) });
    await vi.waitFor(() => expect(useApprovalAsking.getState().asked?.act).toEqual({ operation: 'offline.exceed', amountFen: 6000, subject: saleId }));
    useApprovalAsking.getState().settle(approvalIdSchema.parse('01930000-0000-7000-8000-000000000999'));
    await started;
    const [first, second] = sent('payment.start');
    expect(second).toEqual({ ...(first as object), approvalId: '01930000-0000-7000-8000-000000000999' });
  });
});
