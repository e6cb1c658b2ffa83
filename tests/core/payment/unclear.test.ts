// Undoing, restarts, and what a person may do while nobody knows.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { entriesOf, readySale, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, type TestGateway } from '#tests/support/open-till.ts';
import { approve, becomes, chargeOf, letPass, openPayingTill, pay, payingPorts, type PayingTill } from './paying-till.ts';

let gateway: TestGateway;
let paying: PayingTill;
let next = 120;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(() => paying.till.close());

const anybody = (): number => (next += 1);
const calls = (): string[] => paying.wallet.asked.map(({ call }) => call);

describe('undoing a payment', () => {
  it('[PY13] stops what is open at a press, and the sale can be paid again', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'asks' });
    const draft = await readySale(till, { subscriber: anybody() });
    const payment = await pay(till, draft, 'confirming');
    expect(await till.must('payment.undo', { paymentId: payment.paymentId })).toMatchObject({ state: 'reversing' });
    await becomes(till, payment.paymentId, 'reversed');
    expect(await till.call('payment.undo', { paymentId: payment.paymentId })).toEqual({ ok: false, problem: { code: 'payment-final' } });
    expect(entriesOf(till, 'payment.reversing')[0]?.payload).toMatchObject({ staffId: 'c01', reason: 'clerk' });
    await pay(till, draft);
    expect([...wallet.captured().values()]).toEqual([1]);
  });

  it('[PY13] gives back what was taken only with the approval the store asks for, and never once the sale is completed', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await pay(till, draft);
    expect(await till.call('payment.undo', { paymentId })).toEqual({ ok: false, problem: { code: 'approval-needed', operation: 'payment.undo' } });
    const other = approve(till, { operation: 'payment.undo', amountFen: 5999, subject: paymentId });
    expect(await till.call('payment.undo', { paymentId, approvalId: other })).toEqual({ ok: false, problem: { code: 'approval-refused' } });
    await till.must('payment.undo', { paymentId, approvalId: approve(till, { operation: 'payment.undo', amountFen: 6000, subject: paymentId }) });
    await becomes(till, paymentId, 'reversed');
    expect(wallet.captured().size).toBe(0);
    const again = await pay(till, draft);
    await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] });
    expect(await till.call('payment.undo', { paymentId: again.paymentId })).toEqual({ ok: false, problem: { code: 'sale-already-completed' } });
  });

  it('[PY7] [PY13] does not take an answer to the charge for the end of the undo (F48)', async () => {
    paying = await openPayingTill(gateway, { probe: { reach: (point) => {
      // The clerk presses while the answer is on its way.
      if (point === 'payment.after-send') paying.till.tamper(`UPDATE payment SET state = 'reversing', undo_reason = 'clerk'`);
    } } });
    const { till, wallet } = paying;
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await pay(till, draft, 'reversed');
    expect(calls()).toEqual(['put', 'undo']);
    expect(wallet.captured().size).toBe(0);
    expect(entriesOf(till, 'payment.settled')).toEqual([]);
    expect(await till.must('payment.read', { paymentId })).toMatchObject({ actions: [] });
  });

  it('[PY13] [PY17] says loudly when the money stands although its undo was asked for', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'undo-fails' });
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await pay(till, draft, 'confirming');
    await till.must('payment.undo', { paymentId });
    expect(await becomes(till, paymentId, 'settled')).toMatchObject({ actions: ['complete-sale', 'give-back'] });
    expect(await till.must('payment.list-open', {})).toMatchObject([{ paymentId, why: 'paid-after-undo', saleState: 'open' }]);
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] });
    expect(sale.tenders).toMatchObject([{ paymentId }]);
    expect(await till.must('payment.list-open', {})).toEqual([]);
  });

  it('[PY13] asks on and on while an undo is unclear (F48)', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'slow-undo' });
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await pay(till, draft, 'confirming');
    await till.must('payment.undo', { paymentId });
    await letPass(gateway, 8000);
    await becomes(till, paymentId, 'reversed');
    expect(calls()).toEqual(['put', 'undo', 'undo', 'undo']);
  });
});

describe('a restart', () => {
  it('[PY6] asks about what was sent, and never sends it again', async () => {
    paying = await openPayingTill(gateway);
    paying.wallet.scripts.push({ kind: 'lost-answer' });
    const draft = await readySale(paying.till, { subscriber: anybody() });
    const { paymentId } = await pay(paying.till, draft, 'unknown');
    await paying.restart();
    await becomes(paying.till, paymentId, 'settled');
    expect(calls()).toEqual(['put', 'get']);
    expect(await paying.till.must('sale.current', {})).toMatchObject({ draft: { saleId: draft.saleId, paidFen: 6000 } });
  });

  it('[PY6] undoes what was written but never sent', async () => {
    paying = await openPayingTill(gateway, { probe: { reach: (point) => {
      if (point === 'payment.before-send') throw new Error('the power is gone');
    } } });
    const draft = await readySale(paying.till, { subscriber: anybody() });
    const { paymentId } = await paying.till.must('payment.start', chargeOf(draft));
    await paying.till.idle();
    expect(paying.till.rows('SELECT state FROM payment')).toEqual([{ state: 'created' }]);
    await paying.restart({ replace: payingPorts(paying.wallet) });
    await becomes(paying.till, paymentId, 'reversed');
    expect(calls()).toEqual(['undo']);
  });

  it('[PY9] finds a sale laid aside again after a restart, never gives it up, and completes it (F51, F110)', async () => {
    paying = await openPayingTill(gateway);
    const draft = await readySale(paying.till, { subscriber: anybody() });
    await pay(paying.till, draft);
    await paying.till.must('sale.park', { saleId: draft.saleId });
    await paying.till.must('sale.park', { saleId: draft.saleId });
    await sell(paying.till, { subscriber: anybody() });
    await paying.restart();
    const { till } = paying;
    expect(await till.must('sale.list-parked', {})).toMatchObject([{ saleId: draft.saleId, totalFen: 6000, paidFen: 6000, openFen: 0, begunBy: 'c01' }]);
    expect(await till.call('sale.abandon', { saleId: draft.saleId })).toEqual({ ok: false, problem: { code: 'sale-has-money' } });
    await till.must('sale.begin', { subscriberRef: refOf(next - 1) });
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] });
    expect(sale).toMatchObject({ saleId: draft.saleId, tenders: [{ amountFen: 6000 }] });
    expect(await till.must('sale.list-parked', {})).toEqual([]);
  });
});

describe('what people do meanwhile', () => {
  it('[PY16] calls a payment paid on the wallet\'s own number, with two people, until the provider says so', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'unclear', afterMs: 20 * 60_000 });
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await pay(till, draft, 'unknown');
    const force = { paymentId, walletReference: '2026112422001412345678901234' };
    expect(await till.call('payment.force', force)).toEqual({ ok: false, problem: { code: 'approval-needed', operation: 'payment.force' } });
    const approvalId = approve(till, { operation: 'payment.force', amountFen: 6000, subject: paymentId });
    expect(await till.must('payment.force', { ...force, approvalId })).toMatchObject({ state: 'settled', reference: force.walletReference });
    expect(await till.must('payment.force', force)).toMatchObject({ state: 'settled' });
    expect(entriesOf(till, 'payment.settled')[0]?.payload).toMatchObject({ isForced: true, staffId: 'c01', approvalId });
    await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] });
    await till.idle();
    await till.sync();
    // No provider of the gateway has heard of it, and the renewal is applied all the same: money is the manager's word.
    expect(await till.must('sale.read', { saleId: draft.saleId })).toMatchObject({ carrier: { state: 'applied' } });
    expect(await gateway.db.query('SELECT kind, subject FROM attention WHERE sale_id = $1', [draft.saleId])).toEqual([{ kind: 'payment-forced', subject: paymentId }]);
    expect(await till.must('payment.list-open', {})).toMatchObject([{ paymentId, why: 'after-force', saleState: 'completed', actions: ['ask'] }]);
    await letPass(gateway, 21 * 60_000, 60_000);
    await till.signIn();
    await till.must('payment.ask', { paymentId });
    expect(await till.must('payment.list-open', {})).toEqual([]);
    expect(entriesOf(till, 'payment.settled').map(({ payload }) => payload['isForced'])).toEqual([true, false]);
  });

  it('[PY18] finds a payment by the end of a number on a slip or in a wallet', async () => {
    paying = await openPayingTill(gateway);
    const { till } = paying;
    const draft = await readySale(till, { subscriber: anybody() });
    const payment = await pay(till, draft, 'settled', { amountFen: 1000 });
    const card = await pay(till, draft, 'confirming', { method: 'card', way: 'stand-alone', amountFen: 5000 });
    await till.must('payment.confirm', { paymentId: card.paymentId, approvalCode: 'A81234', cardLast4: '4242' });
    const found = async (reference: string): Promise<string[]> => (await till.must('payment.find', { reference })).map(({ paymentId }) => paymentId);
    const ours = payment.paymentId.replaceAll('-', '').slice(-8).toUpperCase();
    expect([await found(ours), await found(payment.reference ?? ''), await found((payment.reference ?? '').slice(-6)), await found('A81234'), await found('000000000000')])
      .toEqual([[payment.paymentId], [payment.paymentId], [payment.paymentId], [card.paymentId], []]);
    expect(await till.call('payment.read', { paymentId: draft.saleId })).toEqual({ ok: false, problem: { code: 'payment-unknown' } });
  });
});
