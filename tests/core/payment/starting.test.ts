// What must hold before anybody is asked for money, and how a sale is paid in parts.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConfigRecord } from '#shared/contract/records.ts';
import { fen } from '#shared/domain/fen.ts';
import { trainingConfig } from '#gateway/training/store-and-plans.ts';
import { cash, changeAtCarrier, documentOf, entriesOf, publishConfig, readySale, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { approve, becomes, chargeOf, openPayingTill, pay, type PayingTill, type QuotedDraft } from './paying-till.ts';

let gateway: TestGateway;
let paying: PayingTill;
let next = 50;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(async () => {
  gateway.proxy.comeBack();
  await paying.till.close();
});

const anybody = (): number => (next += 1);
const refusal = async (draft: QuotedDraft, wish: Parameters<typeof chargeOf>[1] & { readonly totalFen?: number } = {}): Promise<unknown> => {
  const { totalFen, ...rest } = wish;
  const reply = await paying.till.call('payment.start', { ...chargeOf(draft, rest), ...(totalFen === undefined ? {} : { totalFen }) });
  return reply.ok ? reply.value.state : reply.problem;
};

async function withPayments(change: Partial<ConfigRecord['payments']>): Promise<void> {
  await publishConfig(gateway, { payments: { ...trainingConfig.payments, ...change } });
  await paying.till.sync();
}

/** The network goes away and the till has noticed. */
async function outage(till: OpenTill): Promise<void> {
  gateway.proxy.goDown();
  await till.sync();
  expect(await till.must('sync.read', {})).toMatchObject({ state: 'offline' });
}

describe('start-payment', () => {
  it('[PY8] [S4] asks nobody for money without shift, quote, document, or for another total than was shown', async () => {
    paying = await openPayingTill(gateway);
    const { till } = paying;
    const begun = await till.must('sale.begin', { subscriberRef: refOf(anybody()) });
    const unquoted = { ...begun, quote: { totalFen: 9000 } } as QuotedDraft;
    expect(await refusal(unquoted)).toEqual({ code: 'quote-missing' });
    await till.must('sale.quote', { saleId: begun.saleId, planId: 'basic-30', months: 3 });
    expect(await refusal(unquoted)).toEqual({ code: 'identity-needed' });
    await till.must('identity.check', { saleId: begun.saleId, ...documentOf(next), way: 'typed' });
    expect(await refusal(unquoted, { totalFen: 9001 })).toEqual({ code: 'quote-changed' });
    expect(await refusal({ ...unquoted, saleId: '019ab000-0000-7000-8000-000000000009' as QuotedDraft['saleId'] })).toEqual({ code: 'sale-unknown' });
    await till.signIn('c02', 'other');
    expect(await till.call('payment.start', chargeOf(unquoted), 'other')).toEqual({ ok: false, problem: { code: 'shift-of-other', ownerId: 'c01' } });
    expect(await refusal(unquoted, { amountFen: 9001 })).toEqual({ code: 'tender-too-much', leftFen: 9000 });
    expect(await refusal(unquoted, { way: 'account', method: 'alipay' })).toEqual({ code: 'tender-not-available' });
    expect(await refusal(unquoted, { way: 'connected', method: 'card' })).toEqual({ code: 'tender-not-available' });
    const { authCode: _none, ...codeless } = chargeOf(unquoted);
    expect(await till.call('payment.start', codeless)).toEqual({ ok: false, problem: { code: 'payment-code-unreadable' } });
    await till.must('sale.park', { saleId: begun.saleId });
    expect(await refusal(unquoted)).toEqual({ code: 'sale-unknown' });
    expect(entriesOf(till, 'payment.started')).toEqual([]);
    expect(paying.wallet.asked).toEqual([]);
  });

  it('[PY8] holds to what was shown once the customer pays: no new quote, no changed card, no next day gets in between', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    gateway.clock.jumpTo('2026-11-24T15:59:00.000Z');
    const draft = await readySale(till, { subscriber: anybody() });
    wallet.scripts.push({ kind: 'asks' });
    const payment = await pay(till, draft, 'confirming');
    expect(await till.call('sale.quote', { saleId: draft.saleId, planId: 'basic-30', months: 1 })).toEqual({ ok: false, problem: { code: 'sale-has-money' } });
    await changeAtCarrier(gateway, next, { stage: 'HOLD' });
    gateway.clock.jumpTo('2026-11-24T16:40:00.000Z');
    await till.signIn();
    await till.sync();
    wallet.pays(payment.paymentId);
    await till.must('payment.ask', { paymentId: payment.paymentId });
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] });
    expect(sale).toMatchObject({ expectedExpiry: draft.quote.expiryAfter, totalFen: 6000 });
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  });

  it('[PY8] lets the quote go again when the only payment failed', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    const draft = await readySale(till, { subscriber: anybody() });
    wallet.scripts.push({ kind: 'fails' });
    await pay(till, draft, 'failed');
    expect((await till.must('sale.quote', { saleId: draft.saleId, planId: 'basic-30', months: 1 })).quote?.totalFen).toBe(3000);
    await till.must('sale.abandon', { saleId: draft.saleId });
  });

  it('[PY10] is paid in any mix: wallet, balance, card and cash, with change from the cash alone', async () => {
    paying = await openPayingTill(gateway);
    const { till } = paying;
    await changeAtCarrier(gateway, anybody(), { balanceFen: fen(1500) });
    await till.sync();
    const draft = await readySale(till, { subscriber: next, months: 3 });
    await pay(till, draft, 'settled', { amountFen: 4000 });
    expect(await refusal(draft, { method: 'balance', way: 'account', amountFen: 1501 })).toEqual({ code: 'balance-short', balanceFen: 1500 });
    await pay(till, draft, 'settled', { method: 'balance', way: 'account', amountFen: 1500 });
    const card = await pay(till, draft, 'confirming', { method: 'card', way: 'stand-alone', amountFen: 5000 });
    await till.must('payment.confirm', { paymentId: card.paymentId, approvalCode: '004711', cardLast4: '4242' });
    expect(await till.must('payment.options', { saleId: draft.saleId })).toMatchObject({ totalFen: 18_000, paidFen: 10_500, remainingFen: 7500, cashDueFen: 7500, roundingFen: 0 });
    expect(await till.call('sale.complete', { saleId: draft.saleId, totalFen: 18_000, tenders: [] })).toEqual({ ok: false, problem: { code: 'tender-short', missingFen: 7500 } });
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 18_000, tenders: [{ method: 'cash', receivedFen: 10_000 }] });
    expect(sale).toMatchObject({ receivedFen: 10_000, changeFen: 2500, roundingFen: 0 });
    expect(sale.tenders.map(({ method, amountFen, changeFen }) => [method, amountFen, changeFen])).toEqual([['alipay', 4000, 0], ['balance', 1500, 0], ['card', 5000, 0], ['cash', 7500, 2500]]);
    expect(await till.must('sale.read', { saleId: draft.saleId })).toEqual(sale);
    expect(entriesOf(till, 'sale.completed')[0]?.payload['tenders']).toMatchObject([
      { method: 'alipay', way: 'payer-code', amount: 4000, reference: expect.any(String) }, { method: 'balance', way: 'account', amount: 1500 },
      { method: 'card', way: 'stand-alone', amount: 5000, reference: '004711' }, { method: 'cash', amount: 7500, received: 10_000, change: 2500 },
    ]);
    expect(JSON.stringify(sale.receipt)).toContain('卡号末四位 4242');
    expect(till.rows(`SELECT sum(CASE kind WHEN 'sale' THEN amount_fen ELSE 0 END) AS sold, sum(CASE kind WHEN 'tender' THEN amount_fen ELSE 0 END) AS taken FROM money_line WHERE sale_id = ?`, draft.saleId))
      .toEqual([{ sold: 18_000, taken: 18_000 }]);
  });

  it('[PY10] rounds the cash part by the store\'s policy, on a line of its own', async () => {
    paying = await openPayingTill(gateway);
    const { till } = paying;
    await withPayments({ cashRounding: 'half-up-10' });
    const draft = await readySale(till, { subscriber: anybody() });
    await pay(till, draft, 'settled', { amountFen: 3006 });
    expect(await till.must('payment.options', { saleId: draft.saleId })).toMatchObject({ remainingFen: 2994, cashDueFen: 2990, roundingFen: -4 });
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 3000 }] });
    expect(sale).toMatchObject({ roundingFen: -4, changeFen: 10 });
    expect(entriesOf(till, 'sale.completed').at(-1)?.payload).toMatchObject({ rounding: -4 });
    expect(till.rows('SELECT kind, amount_fen FROM money_line WHERE sale_id = ? ORDER BY line', draft.saleId)).toEqual([
      { kind: 'sale', amount_fen: 6000 }, { kind: 'rounding', amount_fen: -4 }, { kind: 'tender', amount_fen: 3006 }, { kind: 'tender', amount_fen: 2990 },
    ]);
    await withPayments({});
  });

  it('[PY11] takes cash and stand-alone cards within the ceiling while the carrier is out of reach, and says why not beyond it', async () => {
    paying = await openPayingTill(gateway);
    const { till } = paying;
    await withPayments({ offline: { ...trainingConfig.payments.offline, saleLimitFen: fen(10_000), totalLimitFen: fen(20_000), maxSales: 2 } });
    await outage(till);
    const draft = await readySale(till, { subscriber: anybody() });
    expect(await refusal(draft)).toEqual({ code: 'tender-offline' });
    expect(await refusal(draft, { method: 'balance', way: 'account' })).toEqual({ code: 'tender-offline' });
    const options = await till.must('payment.options', { saleId: draft.saleId });
    expect(options.methods.map(({ method, bar, limitFen }) => [method, bar, limitFen])).toEqual([
      ['cash', null, 10_000], ['alipay', 'offline', null], ['wechat', 'offline', null], ['unionpay', 'offline', null], ['card', null, 10_000], ['balance', 'offline', expect.any(Number)],
    ]);
    expect(options.offline).toMatchObject({ leftFen: 20_000, leftSales: 2, saleLimitFen: 10_000 });
    const card = await pay(till, draft, 'confirming', { method: 'card', way: 'stand-alone' });
    await till.must('payment.confirm', { paymentId: card.paymentId, approvalCode: '004711', cardLast4: '4242' });
    expect(await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] })).toMatchObject({ mode: 'offline' });
    const dear = await readySale(till, { subscriber: anybody(), months: 3 });
    expect(await till.call('sale.complete', cash(dear))).toEqual({ ok: false, problem: { code: 'offline-limit', leftFen: 10_000 } });
    expect(await refusal(dear, { method: 'card', way: 'stand-alone' })).toEqual({ code: 'offline-limit', leftFen: 10_000 });
    const approvalId = approve(till, { operation: 'offline.exceed', amountFen: 18_000, subject: dear.saleId });
    expect(await till.call('sale.complete', { ...cash(dear), approvalId: '019ab000-0000-7000-8000-00000000dead' })).toEqual({ ok: false, problem: { code: 'approval-refused' } });
    expect(await till.must('sale.complete', { ...cash(dear), approvalId })).toMatchObject({ totalFen: 18_000, mode: 'offline' });
    const third = await readySale(till, { subscriber: anybody(), planId: 'basic-30' });
    expect(await till.call('sale.complete', cash(third))).toEqual({ ok: false, problem: { code: 'offline-limit', leftFen: 0 } });
    expect((await till.must('payment.options', { saleId: third.saleId })).methods[0]).toMatchObject({ method: 'cash', bar: 'offline-limit' });
    gateway.proxy.comeBack();
    await till.sync();
    expect(await till.must('sale.complete', cash(third))).toMatchObject({ mode: 'online' });
    expect((await till.must('sync.read', {})).state).toBe('online');
    await withPayments({});
    await sell(till, { subscriber: anybody() });
  });

  it('[PY14] believes a stand-alone machine as the clerk reads it, once', async () => {
    paying = await openPayingTill(gateway);
    const { till, wallet } = paying;
    const draft = await readySale(till, { subscriber: anybody() });
    const declined = await pay(till, draft, 'confirming', { method: 'card', way: 'stand-alone' });
    expect(await till.must('payment.decline', { paymentId: declined.paymentId })).toMatchObject({ state: 'failed' });
    expect(await till.must('payment.decline', { paymentId: declined.paymentId })).toMatchObject({ state: 'failed' });
    expect(await till.call('payment.confirm', { paymentId: declined.paymentId, approvalCode: '004711', cardLast4: '4242' })).toEqual({ ok: false, problem: { code: 'payment-final' } });
    const card = await pay(till, draft, 'confirming', { method: 'card', way: 'stand-alone' });
    const confirmed = await till.must('payment.confirm', { paymentId: card.paymentId, approvalCode: '004711', cardLast4: '4242' });
    expect(confirmed).toMatchObject({ state: 'settled', approvalCode: '004711', cardLast4: '4242' });
    expect(await till.must('payment.confirm', { paymentId: card.paymentId, approvalCode: '004711', cardLast4: '4242' })).toEqual(confirmed);
    expect(await till.call('payment.confirm', { paymentId: card.paymentId, approvalCode: '004712', cardLast4: '4242' })).toEqual({ ok: false, problem: { code: 'payment-final' } });
    expect(entriesOf(till, 'payment.settled')[0]?.payload).toMatchObject({ staffId: 'c01', approvalCode: '004711', cardLast4: '4242', isForced: false });
    await till.signIn('m01');
    expect(await till.must('payment.undo', { paymentId: card.paymentId })).toMatchObject({ state: 'reversing', actions: ['decline-machine', 'confirm-machine'] });
    expect(await till.must('payment.decline', { paymentId: card.paymentId })).toMatchObject({ state: 'reversed' });
    expect(wallet.asked).toEqual([]);
    await paying.restart();
    expect(await paying.till.must('payment.read', { paymentId: card.paymentId })).toMatchObject({ state: 'reversed' });
  });

  it('[PY15] drives a connected machine, and has no such way where none is there', async () => {
    paying = await openPayingTill(gateway, { connectCardMachine: () => null });
    await withPayments({ cardMachine: 'connected' });
    const draft = await readySale(paying.till, { subscriber: anybody() });
    expect((await paying.till.must('payment.options', { saleId: draft.saleId })).methods[4]).toMatchObject({ method: 'card', ways: ['connected'], bar: 'no-machine' });
    expect(await refusal(draft, { method: 'card', way: 'connected' })).toEqual({ code: 'tender-not-available' });
    await paying.till.close();
    paying = await openPayingTill(gateway);
    const { till } = paying;
    const again = await readySale(till, { subscriber: anybody() });
    const charge = async (amountFen: number): Promise<string> => {
      const { paymentId } = await till.must('payment.start', chargeOf(again, { method: 'card', way: 'connected', amountFen }));
      await becomes(till, paymentId, 'sent');
      return paymentId;
    };
    const passes = async (ms: number): Promise<void> => {
      // The customer takes that long; the machine's timer is the test's clock.
      await until(() => gateway.clock.waiting() > 0);
      await new Promise((resolve) => void setImmediate(resolve));
      gateway.clock.advance(ms);
    };
    const declined = await charge(1091);
    await passes(1500);
    expect(await becomes(till, declined, 'failed')).toMatchObject({ failure: 'provider-refused' });
    const lost = await charge(1094);
    await passes(1500);
    await becomes(till, lost, 'unknown');
    await till.must('payment.ask', { paymentId: lost });
    expect(await till.must('payment.read', { paymentId: lost })).toMatchObject({ state: 'settled', cardLast4: '4242', approvalCode: expect.stringMatching(/^\d{6}$/) });
    const nobody = await charge(1092);
    await passes(1500);
    await becomes(till, nobody, 'confirming');
    await till.must('payment.undo', { paymentId: nobody });
    await becomes(till, nobody, 'reversed');
    const stuck = await charge(1095);
    await passes(1500);
    await becomes(till, stuck, 'settled');
    await till.signIn('m01');
    await till.must('payment.undo', { paymentId: stuck });
    expect(await becomes(till, stuck, 'settled')).toMatchObject({ actions: ['complete-sale', 'give-back'] });
    await till.must('payment.undo', { paymentId: lost });
    await becomes(till, lost, 'reversed');
    await withPayments({});
  });
});
