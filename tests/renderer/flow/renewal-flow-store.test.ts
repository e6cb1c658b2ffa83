// The calls a renewal makes, and what it makes of answers that are late, lost or a refusal.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Channel, TillClient } from '#shared/contract/till-api.ts';
import { createRenewalFlowStore, type RenewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { account, doneSale, draft, identity, plusPlan, quote, saleId } from '#tests/renderer/support/flow-samples.ts';
import { scriptedBridge, type Answers, type ScriptedBridge } from '#tests/renderer/support/scripted-bridge.ts';

const quoted = draft({ identity: identity(), quote: quote() });

const usual: Answers = {
  'subscriber.look-up': () => ({ ok: true, value: account() }),
  'subscriber.refresh': () => ({ ok: true, value: account({ source: 'fresh' }) }),
  'sale.begin': () => ({ ok: true, value: draft() }),
  'identity.check': () => ({ ok: true, value: identity() }),
  'sale.quote': () => ({ ok: true, value: quoted }),
  'sale.complete': () => ({ ok: true, value: doneSale() }),
  'sale.current': () => ({ ok: true, value: { draft: quoted, lastCompleted: null } }),
  'sale.read': () => ({ ok: true, value: doneSale() }),
  'sale.abandon': () => ({ ok: true, value: {} }),
};

interface Counter {
  readonly flow: () => RenewalFlow;
  readonly bridge: ScriptedBridge;
  readonly called: () => string[];
}

function atCounter(answers: Answers = {}): Counter {
  const bridge = scriptedBridge({ ...usual, ...answers });
  // The proxy answers under each channel's own name, as the window's client does.
  const till = new Proxy({} as TillClient, { get: (_target, channel) => (request: unknown) => bridge.call(channel as Channel, request) });
  const store = createRenewalFlowStore(till);
  return { flow: () => store.getState(), bridge, called: () => bridge.calls.map(({ channel }) => channel) };
}

async function toPayment({ flow }: Counter): Promise<void> {
  await flow().lookUp('16500000002');
  await flow().begin();
  await flow().checkDocument({ documentType: 'RESIDENT_ID', number: '999999199003070020', expiresOn: null, way: 'typed' });
  flow().send({ type: 'go-on' });
  await flow().pick({ planId: plusPlan, months: 1 });
  flow().send({ type: 'go-on' });
  flow().send({ type: 'type-received', text: '100' });
}

describe('flow/renewal-flow-store', () => {
  beforeEach(() => {
    vi.useRealTimers();
  });

  it('sells in one line of calls', async () => {
    const counter = atCounter();
    await toPayment(counter);
    await counter.flow().pay();
    expect(counter.flow().step).toEqual({ name: 'done', sale: doneSale() });
    expect(counter.called()).toEqual(['subscriber.look-up', 'subscriber.refresh', 'sale.begin', 'identity.check', 'sale.quote', 'sale.complete']);
    expect(counter.bridge.calls.at(-1)?.request).toEqual({ saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 10_000 }] });
  });

  it('keeps nothing of the document number in its state', async () => {
    const counter = atCounter();
    await toPayment(counter);
    expect(JSON.stringify(counter.flow().step)).not.toContain('999999199003070020');
  });

  it('[S2] completes once however often Enter is pressed', async () => {
    const counter = atCounter();
    await toPayment(counter);
    await Promise.all([counter.flow().pay(), counter.flow().pay(), counter.flow().pay()]);
    expect(counter.called().filter((channel) => channel === 'sale.complete')).toHaveLength(1);
  });

  it('begins once however often Enter is pressed', async () => {
    const counter = atCounter();
    await counter.flow().lookUp('16500000002');
    await Promise.all([counter.flow().begin(), counter.flow().begin()]);
    expect(counter.called().filter((channel) => channel === 'sale.begin')).toHaveLength(1);
  });

  it('takes no payment for an amount that is short or cannot be read', async () => {
    const counter = atCounter();
    await toPayment(counter);
    for (const text of ['', '59.99', '12x', '-100', '60.001']) {
      counter.flow().send({ type: 'type-received', text });
      await counter.flow().pay();
    }
    expect(counter.called()).not.toContain('sale.complete');
  });

  it('asks the carrier for a card the directory does not hold', async () => {
    const counter = atCounter({ 'subscriber.look-up': () => ({ ok: false, problem: { code: 'subscriber-unknown', isOnline: true } }) });
    await counter.flow().lookUp('16500000002');
    expect(counter.flow().step).toMatchObject({ name: 'customer', lookUp: { state: 'found', account: { source: 'fresh' } } });
  });

  it('says what the directory said when the carrier cannot be asked', async () => {
    const counter = atCounter({
      'subscriber.look-up': () => ({ ok: false, problem: { code: 'subscriber-unknown', isOnline: false } }),
      'subscriber.refresh': () => ({ ok: false, problem: { code: 'gateway-unreachable' } }),
    });
    await counter.flow().lookUp('16500000002');
    expect(counter.flow().step).toMatchObject({ lookUp: { state: 'refused', problem: { code: 'subscriber-unknown', isOnline: false } } });
  });

  it('lets the sale begin while the carrier is still being asked', async () => {
    const counter = atCounter({ 'subscriber.refresh': () => new Promise(() => undefined) });
    void counter.flow().lookUp('16500000002');
    await vi.waitFor(() => expect(counter.flow().step).toMatchObject({ lookUp: { state: 'found', isRefreshing: true } }));
    await counter.flow().begin();
    expect(counter.flow().step.name).toBe('identity');
  });

  it('[S2] finds a sale whose answer was lost, and does not sell it again', async () => {
    const counter = atCounter({
      'sale.complete': () => ({ ok: false, problem: { code: 'till-restarting' } }),
      'sale.current': () => ({ ok: true, value: { draft: null, lastCompleted: saleId } }),
    });
    await toPayment(counter);
    await counter.flow().pay();
    expect(counter.flow().step).toEqual({ name: 'done', sale: doneSale() });
    expect(counter.called().filter((channel) => channel === 'sale.complete')).toHaveLength(1);
  });

  it('waits for the core to come back before it says what became of the sale', async () => {
    vi.useFakeTimers();
    const counter = atCounter({
      'sale.complete': () => ({ ok: false, problem: { code: 'till-restarting' } }),
      'sale.current': () => ({ ok: false, problem: { code: 'till-restarting' } }),
    });
    await toPayment(counter);
    const paid = counter.flow().pay();
    await vi.advanceTimersByTimeAsync(2000);
    expect(counter.flow().step.name).toBe('submitting');
    counter.bridge.script({ 'sale.current': () => ({ ok: true, value: { draft: quoted, lastCompleted: null } }) });
    await vi.advanceTimersByTimeAsync(1000);
    await paid;
    expect(counter.flow().step).toMatchObject({ name: 'payment', problem: { code: 'till-restarting' }, entries: { receivedText: '100' } });
  });

  it('settles the sale at the next sign-in when the restart signed everybody out', async () => {
    const counter = atCounter({
      'sale.complete': () => ({ ok: false, problem: { code: 'till-restarting' } }),
      'sale.current': () => ({ ok: false, problem: { code: 'sign-in-needed' } }),
    });
    await toPayment(counter);
    await counter.flow().pay();
    expect(counter.flow().step.name).toBe('submitting');
    counter.bridge.script({ 'sale.current': () => ({ ok: true, value: { draft: null, lastCompleted: saleId } }) });
    await counter.flow().resume();
    expect(counter.flow().step.name).toBe('done');
  });

  it('[S5] stays at the payment with the new quote', async () => {
    const dearer = { ...quoted, quote: quote({ planVersion: 13 }) };
    const counter = atCounter({
      'sale.complete': () => ({ ok: false, problem: { code: 'quote-changed' } }),
      'sale.current': () => ({ ok: true, value: { draft: dearer, lastCompleted: null } }),
    });
    await toPayment(counter);
    await counter.flow().pay();
    expect(counter.flow().step).toMatchObject({ name: 'payment', problem: { code: 'quote-changed' }, draft: { quote: { planVersion: 13 } }, shownBefore: { planVersion: 12 } });
  });

  it('[S3] takes up the open sale after a restart', async () => {
    const counter = atCounter();
    await counter.flow().resume();
    expect(counter.flow().step).toMatchObject({ name: 'payment', draft: quoted, entries: { selection: { planId: plusPlan, months: 1 } } });
  });

  it('gives an open sale up only from the customer\'s card', async () => {
    const counter = atCounter();
    await toPayment(counter);
    const called = [1, 2, 3, 4].map(() => {
      counter.flow().back();
      return [counter.flow().step.name, counter.called().includes('sale.abandon')];
    });
    expect(called).toEqual([['plan', false], ['identity', false], ['customer', false], ['customer', true]]);
  });
});
