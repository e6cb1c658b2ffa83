// Paying by wallet: on disk first, one open payment per sale, unknown until somebody who can know says more.
import { v7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cash, entriesOf, localEntries, readySale, refOf } from '#tests/support/builders.ts';
import { openGateway, type TestGateway } from '#tests/support/open-till.ts';
import { becomes, chargeOf, letPass, openPayingTill, pay, type PayingTill } from './paying-till.ts';

let gateway: TestGateway;
let paying: PayingTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(() => paying.till.close());

const types = (): string[] => localEntries(paying.till).map(({ type }) => type).filter((type) => /^(payment|sale)\./.test(type));

describe('payment', () => {
  it('[PY1] stands in row and journal before it is sent, and its code is nowhere on disk', async () => {
    let onDisk: unknown = null;
    paying = await openPayingTill(gateway, { probe: { reach: (point) => {
      if (point === 'payment.before-send') onDisk = paying.till.rows('SELECT state FROM payment');
    } } });
    const draft = await readySale(paying.till, { subscriber: 101 });
    const payment = await pay(paying.till, draft, 'settled', { authCode: '289999888877776666' });
    expect(onDisk).toEqual([{ state: 'created' }]);
    expect(payment).toMatchObject({ state: 'settled', amountFen: 6000, reference: expect.stringMatching(/^20261124/), actions: ['complete-sale', 'undo'] });
    expect(paying.wallet.asked).toEqual([{ call: 'put', paymentId: payment.paymentId, authCode: '289999888877776666' }]);
    const everything = JSON.stringify([
      paying.till.rows('SELECT * FROM payment'), paying.till.rows('SELECT CAST(payload AS TEXT) AS text FROM journal'), paying.till.log,
    ]);
    expect(everything).not.toContain('289999888877776666');
    expect(types()).toEqual(['payment.started', 'payment.settled']);
  });

  it('[PY10] completes the sale with what was settled, and the money lines say so', async () => {
    paying = await openPayingTill(gateway);
    const { till } = paying;
    const draft = await readySale(till, { subscriber: 102 });
    const payment = await pay(till, draft);
    expect(await till.must('sale.current', {})).toMatchObject({ draft: { paidFen: 6000, payments: [{ state: 'settled' }] } });
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] });
    expect(sale).toMatchObject({ totalFen: 6000, roundingFen: 0, tenders: [{ paymentId: payment.paymentId, method: 'alipay', way: 'payer-code', amountFen: 6000, reference: payment.reference }] });
    expect(await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] })).toEqual(await till.must('sale.read', { saleId: draft.saleId }));
    expect(await till.call('sale.complete', cash(draft))).toEqual({ ok: false, problem: { code: 'sale-id-reused' } });
    expect(till.rows('SELECT kind, method, amount_fen FROM money_line WHERE sale_id = ? ORDER BY line', draft.saleId)).toEqual([
      { kind: 'sale', method: null, amount_fen: 6000 }, { kind: 'tender', method: 'alipay', amount_fen: 6000 },
    ]);
  });

  it('[PY2] answers the same payment to a repeated press, and refuses other content under its number', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'asks' });
    const draft = await readySale(till, { subscriber: 103 });
    const charge = chargeOf(draft);
    const replies = await Promise.all(Array.from({ length: 9 }, () => till.call('payment.start', charge)));
    expect(new Set(replies.map((reply) => (reply.ok ? reply.value.paymentId : reply.problem.code)))).toEqual(new Set([charge.paymentId]));
    await becomes(till, charge.paymentId, 'confirming');
    expect(wallet.asked.filter(({ call }) => call === 'put')).toHaveLength(1);
    expect(await till.call('payment.start', { ...charge, amountFen: 5000 })).toEqual({ ok: false, problem: { code: 'payment-id-reused' } });
    expect(await till.call('payment.start', { ...charge, method: 'wechat' })).toEqual({ ok: false, problem: { code: 'payment-id-reused' } });
    expect(types()).toEqual(['payment.started']);
  });

  it('[PY3] lets no second payment begin and no sale be completed or given up while one is open (F46, F51, F55)', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'asks' });
    const draft = await readySale(till, { subscriber: 104 });
    const first = await pay(till, draft, 'confirming', { amountFen: 2000 });
    expect(first.actions).toEqual(['wait', 'ask', 'undo']);
    expect(await till.call('payment.start', chargeOf(draft, { amountFen: 4000 }))).toEqual({ ok: false, problem: { code: 'payment-open' } });
    expect(await till.call('sale.complete', cash(draft))).toEqual({ ok: false, problem: { code: 'payment-open' } });
    expect(await till.call('sale.abandon', { saleId: draft.saleId })).toEqual({ ok: false, problem: { code: 'sale-has-money' } });
    expect((await till.must('payment.options', { saleId: draft.saleId })).methods.map(({ bar }) => bar)).toEqual(Array.from({ length: 6 }, () => 'payment-open'));
    expect(() => till.tamper(`INSERT INTO payment (payment_id, sale_id, shift_id, staff_id, method, way, amount_fen, state, started_at, changed_at)
      SELECT '${v7()}', sale_id, shift_id, staff_id, method, way, 4000, 'created', started_at, changed_at FROM payment`)).toThrow('UNIQUE');
    wallet.pays(first.paymentId);
    await till.must('payment.ask', { paymentId: first.paymentId });
    expect(await till.must('payment.read', { paymentId: first.paymentId })).toMatchObject({ state: 'settled' });
    expect(await till.call('payment.start', chargeOf(draft, { amountFen: 4001 }))).toEqual({ ok: false, problem: { code: 'tender-too-much', leftFen: 4000 } });
    await pay(till, draft, 'settled', { method: 'wechat', amountFen: 4000 });
    expect((await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] })).tenders.map(({ method, amountFen }) => [method, amountFen]))
      .toEqual([['alipay', 2000], ['wechat', 4000]]);
  });

  it('[PY4] [PY5] calls no answer unknown, asks by itself, and never sends again (F44)', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'lost-answer' });
    const draft = await readySale(till, { subscriber: 105 });
    const payment = await pay(till, draft, 'unknown');
    expect(payment).toMatchObject({ failure: null, actions: ['ask', 'undo', 'force'] });
    await letPass(gateway, 10_000);
    await becomes(till, payment.paymentId, 'settled');
    expect(wallet.asked.map(({ call }) => call)).toEqual(['put', 'get']);
    expect(types()).toEqual(['payment.started', 'payment.unknown', 'payment.settled']);
  });

  it('[PY5] undoes what the gateway never heard of, and a charge that arrives later takes nothing', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'lost-late', afterMs: 60_000 });
    const draft = await readySale(till, { subscriber: 106 });
    const payment = await pay(till, draft, 'unknown');
    await letPass(gateway, 20_000);
    await becomes(till, payment.paymentId, 'reversed');
    await letPass(gateway, 60_000);
    expect(wallet.captured().size).toBe(0);
    expect(wallet.orders.get(payment.paymentId)).toMatchObject({ status: 'reversed' });
    expect(types()).toEqual(['payment.started', 'payment.unknown', 'payment.reversing', 'payment.reversed']);
    await pay(till, draft);
    expect([...wallet.captured().values()]).toEqual([1]);
  });

  it('[PY4] takes a refusal of the provider as failed, and the next attempt is another payment', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'fails' });
    const draft = await readySale(till, { subscriber: 107 });
    const failed = await pay(till, draft, 'failed');
    expect(failed).toMatchObject({ failure: 'insufficient-funds', actions: [] });
    expect(await till.must('payment.start', chargeOf(draft, { paymentId: failed.paymentId }))).toMatchObject({ state: 'failed' });
    await pay(till, draft, 'settled');
    expect(wallet.asked.filter(({ call }) => call === 'put')).toHaveLength(2);
  });

  it('[PY4] waits as long as an overloaded gateway asks for, since nobody knows how far the charge got', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'down' });
    const draft = await readySale(till, { subscriber: 108 });
    const payment = await pay(till, draft, 'unknown');
    await letPass(gateway, 20_000);
    expect(await becomes(till, payment.paymentId, 'reversed')).toMatchObject({ failure: null });
  });

  it.each(['other-payment', 'other-amount'] as const)('[PY7] takes an answer about %s for no answer (F47)', async (kind) => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind });
    const draft = await readySale(till, { subscriber: 109 });
    const payment = await pay(till, draft, 'unknown');
    expect(entriesOf(till, 'payment.unknown')[0]?.payload).toMatchObject({ reason: kind });
    await letPass(gateway, 5000);
    await becomes(till, payment.paymentId, 'settled');
  });

  it('[PY7] [PY9] gives a late answer to its own sale while the next customer is served (F47, F54)', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    wallet.scripts.push({ kind: 'unclear', afterMs: 20 * 60_000 });
    const first = await readySale(till, { subscriber: 110 });
    const late = await pay(till, first, 'unknown');
    const second = await readySale(till, { subscriber: 111 });
    expect(await till.must('sale.list-parked', {})).toMatchObject([{ saleId: first.saleId, paidFen: 0, openFen: 6000 }]);
    await pay(till, second);
    await till.must('sale.complete', { saleId: second.saleId, totalFen: 6000, tenders: [] });
    expect(await till.must('payment.list-open', {})).toMatchObject([{ paymentId: late.paymentId, saleState: 'parked', why: 'open', ownerId: 'c01', msisdnMasked: '165****0110' }]);
    await letPass(gateway, 21 * 60_000, 60_000);
    await till.signIn();
    await till.must('payment.ask', { paymentId: late.paymentId });
    expect(await till.must('payment.list-open', {})).toMatchObject([{ paymentId: late.paymentId, state: 'settled', why: 'paid-without-sale', ageSeconds: expect.any(Number), actions: ['complete-sale', 'undo'] }]);
    const resumed = await till.must('sale.begin', { subscriberRef: refOf(110) });
    expect(resumed).toMatchObject({ saleId: first.saleId, quote: first.quote, paidFen: 6000 });
    expect(await till.must('payment.list-open', {})).toEqual([]);
    const sale = await till.must('sale.complete', { saleId: first.saleId, totalFen: 6000, tenders: [] });
    expect(sale).toMatchObject({ msisdnMasked: '165****0110', tenders: [{ paymentId: late.paymentId }] });
    expect([...wallet.captured()]).toEqual([[first.saleId, 1], [second.saleId, 1]]);
  });
});
