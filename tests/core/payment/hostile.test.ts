// Ways to lose or double money that somebody who wants to would look for.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/fen.ts';
import { planIdSchema } from '#shared/contract/values.ts';
import { lockPublishing, publishChanges } from '#gateway/changes/publish-change.ts';
import { trainingConfig, trainingPlans } from '#gateway/training/store-and-plans.ts';
import { changeAtCarrier, heldSales, openShift, publishConfig, publishPlan, readySale, refOf, sell } from '#tests/support/builders.ts';
import { changesPath } from '#tests/support/fault-proxy.ts';
import { openGateway, openTill, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { secondPersonSays } from '#tests/support/second-person.ts';
import { becomes, chargeOf } from './paying-till.ts';

let gateway: TestGateway;
let till: OpenTill;
let next = 180;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(async () => {
  gateway.proxy.comeBack();
  gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  await till.close();
});

const anybody = (): number => (next += 1);

async function ready(): Promise<string> {
  till = await openTill({ gateway });
  await till.signIn();
  return (await openShift(till)).shiftId;
}

async function pay(draft: Parameters<typeof chargeOf>[0], amountFen: number): Promise<void> {
  const { paymentId } = await till.must('payment.start', chargeOf(draft, { amountFen, authCode: '280000000000000000' }));
  await becomes(till, paymentId, 'settled');
}

/** The carrier takes a card out of the directory. */
async function forgetCard(number: number): Promise<void> {
  await gateway.db.transaction(async (tx) => {
    await lockPublishing(tx);
    await publishChanges(tx, [{ scope: 'global', kind: 'subscriber', id: refOf(number), data: null }]);
  });
  await till.sync();
}

describe('a paid sale ends well', () => {
  it('[PY21] can be completed when the card has left the directory, from the screen and from the list of parked sales, also after a restart', async () => {
    await ready();
    const [one, two] = [anybody(), anybody()];
    const parked = await readySale(till, { subscriber: one });
    await pay(parked, 6000);
    await till.must('sale.park', { saleId: parked.saleId });
    const inHand = await readySale(till, { subscriber: two });
    await pay(inHand, 2000);
    await forgetCard(one);
    await forgetCard(two);
    till = await till.restart();
    await till.signIn();
    expect((await till.must('sale.current', {})).draft).toMatchObject({ saleId: inHand.saleId, paidFen: 2000 });
    const sale = await till.must('sale.complete', { saleId: inHand.saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 4000 }] });
    expect(sale).toMatchObject({ msisdnMasked: inHand.account.msisdnMasked, expectedExpiry: inHand.quote.expiryAfter });
    expect(await till.must('sale.list-parked', {})).toMatchObject([{ saleId: parked.saleId, msisdnMasked: parked.account.msisdnMasked, nameMasked: parked.account.nameMasked }]);
    await till.must('sale.begin', { subscriberRef: refOf(one) });
    await till.must('sale.complete', { saleId: parked.saleId, totalFen: 6000, tenders: [] });
    // What nobody is served with any more is not kept either.
    expect(till.rows('SELECT count(*) AS n FROM sale_draft WHERE card IS NOT NULL')).toEqual([{ n: 0 }]);
    expect(await till.call('sale.begin', { subscriberRef: refOf(one) })).toMatchObject({ problem: { code: 'subscriber-unknown' } });
  });

  it('[PY21] lets its payments be undone as well, and a sale without money ends with its card', async () => {
    await ready();
    const number = anybody();
    const draft = await readySale(till, { subscriber: number });
    await pay(draft, 3000);
    await forgetCard(number);
    const paymentId = (await till.must('sale.current', {})).draft?.payments[0]?.paymentId ?? '';
    const approvalId = await secondPersonSays(till, { operation: 'payment.undo', amountFen: 3000, subject: paymentId });
    await till.must('payment.undo', { paymentId, approvalId });
    await becomes(till, paymentId, 'reversed');
    await till.must('sale.abandon', { saleId: draft.saleId });
    const bare = await readySale(till, { subscriber: anybody() });
    await forgetCard(next);
    expect((await till.call('sale.complete', { saleId: bare.saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 6000 }] })).ok).toBe(false);
  });

  it('[G14] is applied when rounding takes away what a wallet left', async () => {
    const plus = trainingPlans.find(({ planId }) => planId === 'plus-60');
    if (plus === undefined) throw new Error('a training plan');
    await publishPlan(gateway, { ...plus, planId: planIdSchema.parse('odd-6003'), version: 1, priceFen: fen(6003) });
    await publishConfig(gateway, { payments: { ...trainingConfig.payments, cashRounding: 'half-up-10' } });
    await ready();
    const draft = await readySale(till, { subscriber: anybody(), planId: 'odd-6003' });
    await pay(draft, 6000);
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6003, tenders: [] });
    expect(sale).toMatchObject({ roundingFen: -3, tenders: [{ method: 'alipay', amountFen: 6000 }] });
    await till.idle();
    await till.sync();
    expect(await till.must('sale.read', { saleId: sale.saleId })).toMatchObject({ carrier: { state: 'applied' } });
    await publishConfig(gateway, {});
  });
});

describe('what went wrong elsewhere', () => {
  it('[PY13] undoing the wallet of a split leaves the card as it is, at both ends (F49)', async () => {
    await ready();
    const draft = await readySale(till, { subscriber: anybody() });
    const card = await till.must('payment.start', chargeOf(draft, { method: 'card', way: 'stand-alone', amountFen: 4000 }));
    await till.must('payment.confirm', { paymentId: card.paymentId, approvalCode: 'A81234', cardLast4: '4242' });
    const wallet = await till.must('payment.start', chargeOf(draft, { amountFen: 2000, authCode: '280000000000000006' }));
    await until(() => till.rows<{ state: string }>('SELECT state FROM payment WHERE payment_id = ?', wallet.paymentId)[0]?.state !== 'created');
    await till.must('payment.undo', { paymentId: wallet.paymentId });
    await until(async () => {
      gateway.clock.advance(1000);
      return (await till.must('payment.read', { paymentId: wallet.paymentId })).state === 'reversed';
    });
    expect((await till.must('sale.current', {})).draft?.payments.map(({ paymentId, state }) => [paymentId, state])).toEqual([[card.paymentId, 'settled'], [wallet.paymentId, 'reversed']]);
    expect(await till.must('payment.options', { saleId: draft.saleId })).toMatchObject({ paidFen: 4000, remainingFen: 2000 });
  });

  it('[PY4] a charge whose answer was lost, then called a conflict, is never shown as failed and is paid once (F50)', async () => {
    await ready();
    const draft = await readySale(till, { subscriber: anybody() });
    const states = new Set<string>();
    gateway.proxy.dropNextReply(/\/v1\/payments\//);
    const { paymentId } = await till.must('payment.start', chargeOf(draft, { authCode: '280000000000000000' }));
    gateway.proxy.failNext(2, 409, { code: 'payment-mismatch', path: /\/v1\/payments\/[^/]+$/ });
    await until(async () => {
      gateway.clock.advance(500);
      const { state } = await till.must('payment.read', { paymentId });
      states.add(state);
      return state === 'settled';
    });
    expect(states).not.toContain('failed');
    expect(await gateway.db.query('SELECT count(*)::int AS n FROM training_orders WHERE order_number = $1', [paymentId.replaceAll('-', '')])).toEqual([{ n: 1 }]);
  });

  it('[PY10] a sale that breaks off between its tenders and its commit is not sold, and its money still stands (F57)', async () => {
    const broken = { at: null as string | null };
    till = await openTill({
      gateway, replace: { probe: { reach: (point) => {
        if (point !== broken.at) return;
        broken.at = null;
        throw new Error('injected');
      } } },
    });
    await till.signIn();
    await openShift(till);
    const draft = await readySale(till, { subscriber: anybody() });
    await pay(draft, 4000);
    const request = { saleId: draft.saleId, totalFen: 6000, tenders: [{ method: 'cash' as const, receivedFen: 2000 }] };
    broken.at = 'sale.before-commit';
    expect((await till.call('sale.complete', request)).ok).toBe(false);
    expect(till.rows(`SELECT (SELECT count(*) FROM sale) AS sales, (SELECT count(*) FROM tender) AS tenders, (SELECT count(*) FROM money_line WHERE kind <> 'float') AS lines, (SELECT count(*) FROM print_job) AS jobs`))
      .toEqual([{ sales: 0, tenders: 0, lines: 0, jobs: 0 }]);
    expect((await till.must('sale.current', {})).draft).toMatchObject({ paidFen: 4000 });
    await till.must('sale.complete', request);
    expect(till.rows('SELECT sale_id FROM sale WHERE total_fen + rounding_fen <> (SELECT sum(amount_fen) FROM tender WHERE tender.sale_id = sale.sale_id)')).toEqual([]);
  });

  it('[S5] [PY8] a price that changes while the terminal is open: what is being paid keeps its plan version, everything new has the new price (F68)', async () => {
    await ready();
    const plus = trainingPlans.find(({ planId }) => planId === 'plus-60');
    if (plus === undefined) throw new Error('a training plan');
    const plan = { ...plus, planId: planIdSchema.parse('moving-60') };
    await publishPlan(gateway, { ...plan, version: 1, priceFen: fen(3000) });
    await till.sync();
    const paying = await readySale(till, { subscriber: anybody(), planId: 'moving-60' });
    await pay(paying, 1000);
    await publishPlan(gateway, { ...plan, version: 2, priceFen: fen(3500) });
    gateway.proxy.goDown();
    await till.sync();
    // Unheard of here: the old price is sold, and honoured with its version.
    const before = await till.must('sale.complete', { saleId: paying.saleId, totalFen: 3000, tenders: [{ method: 'cash', receivedFen: 2000 }] });
    const offline = await sell(till, { subscriber: anybody(), planId: 'moving-60' });
    expect(offline.totalFen).toBe(3000);
    const shown = await readySale(till, { subscriber: anybody(), planId: 'moving-60' });
    gateway.proxy.comeBack();
    await until(async () => (await till.sync()).pendingCount === 0);
    for (const { saleId } of [before, offline]) expect(await till.must('sale.read', { saleId })).toMatchObject({ totalFen: 3000, carrier: { state: 'applied' } });
    expect(await till.call('sale.complete', { saleId: shown.saleId, totalFen: 3000, tenders: [{ method: 'cash', receivedFen: 3000 }] })).toEqual({ ok: false, problem: { code: 'quote-changed' } });
    expect((await till.must('sale.current', {})).draft?.quote).toMatchObject({ totalFen: 3500, planVersion: 2 });
  });
});

describe('the balance', () => {
  it('[PY16] is nobody\'s word: a payment from it cannot be called paid, since the carrier keeps it and knows (F58)', async () => {
    await ready();
    const number = anybody();
    await changeAtCarrier(gateway, number, { balanceFen: fen(9000) });
    await till.sync();
    const draft = await readySale(till, { subscriber: number });
    gateway.proxy.dropNextReply(/\/v1\/payments\//);
    const { paymentId } = await till.must('payment.start', chargeOf(draft, { method: 'balance', way: 'account' }));
    await until(() => ['unknown', 'settled'].includes(till.rows<{ state: string }>('SELECT state FROM payment WHERE payment_id = ?', paymentId)[0]?.state ?? ''));
    expect(await till.call('payment.force', { paymentId, walletReference: '2026112422001412345678901234' })).toEqual({ ok: false, problem: { code: 'payment-final' } });
    await until(async () => {
      gateway.clock.advance(500);
      return (await till.must('payment.read', { paymentId })).state === 'settled';
    });
    await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] });
    gateway.proxy.goDown();
    await till.sync();
    const offline = await readySale(till, { subscriber: anybody() });
    expect((await till.call('payment.start', chargeOf(offline, { method: 'balance', way: 'account' }))).ok).toBe(false);
  });
});

describe('a clock that jumps', () => {
  it('[AP6] a word given for a minute is not good for two days because the clock went back', async () => {
    const shiftId = await ready();
    const { approvalId } = await till.must('approval.grant', { operation: 'drawer.open', amountFen: 0, subject: shiftId, approverId: 'm01', pin: '864209' });
    gateway.clock.jumpTo('2026-11-22T02:00:30.000Z');
    await till.signIn();
    expect(await till.call('drawer.open', { shiftId, moveId: '019ab000-0000-7000-8000-0000000000aa', reason: 'x', approvalId })).toEqual({ ok: false, problem: { code: 'approval-refused' } });
  });

  it('[PY11] the ceiling of an outage counts what was sold in it, also after the clock went back', async () => {
    await publishConfig(gateway, { payments: { ...trainingConfig.payments, offline: { ...trainingConfig.payments.offline, maxSales: 2 } } });
    await ready();
    gateway.proxy.goDown();
    await till.sync();
    await sell(till, { subscriber: anybody() });
    gateway.clock.jumpTo('2026-11-22T02:00:00.000Z');
    await till.signIn();
    await sell(till, { subscriber: anybody() });
    const draft = await readySale(till, { subscriber: anybody() });
    expect(await till.call('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 6000 }] }))
      .toMatchObject({ ok: false, problem: { code: 'offline-limit' } });
    await publishConfig(gateway, {});
  });
});

describe('nothing is starved', () => {
  it('[Y17] sends the journal to a gateway that answers but cannot tell its changes', async () => {
    await ready();
    gateway.proxy.goDown();
    await till.sync();
    const sale = await sell(till, { subscriber: anybody() });
    gateway.proxy.comeBack();
    // The feed is broken for good, everything else works.
    gateway.proxy.failNext(1000, 500, { code: 'internal', path: changesPath });
    await till.sync();
    expect(await heldSales(gateway, till.terminalId())).toMatchObject([{ saleId: sale.saleId, status: 'applied' }]);
    gateway.proxy.mend();
    await until(async () => (await till.sync()).pendingCount === 0);
  });
});
