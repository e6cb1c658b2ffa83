// Money from end to end without a window: a real till, the real gateway and the training provider behind it.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/fen.ts';
import { findSubscriber } from '#gateway/subscribers/subscriber-repository.ts';
import { trainingPlans, trainingConfig } from '#gateway/training/store-and-plans.ts';
import type { ReviewFigure } from '#shared/contract/till/review-channels.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import type { RefundView } from '#shared/contract/till/undo-channels.ts';
import { dateSchema, planIdSchema } from '#shared/contract/values.ts';
import { cash, changeAtCarrier, heldSales, openShift, publishConfig, publishPlan, readySale, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { secondPersonSays } from '#tests/support/second-person.ts';
import { becomes, chargeOf, type ChargeWish } from '../payment/paying-till.ts';

const TODAY = '2026-11-24';
let gateway: TestGateway;
let till: OpenTill;
let shiftId: string;
let next = 230;
beforeAll(async () => {
  gateway = await openGateway();
  const plus = trainingPlans.find(({ planId }) => planId === 'plus-60');
  if (plus === undefined) throw new Error('a training plan');
  await publishPlan(gateway, { ...plus, planId: planIdSchema.parse('odd-6003'), version: 1, priceFen: fen(6003) });
  await publishConfig(gateway, { payments: { ...trainingConfig.payments, cashRounding: 'half-up-10' } });
});
afterAll(() => gateway.close());
beforeEach(async () => {
  gateway.clock.jumpTo(`${TODAY}T02:00:00.000Z`);
  till = await openTill({ gateway });
  await till.signIn();
  ({ shiftId } = await openShift(till));
  await till.must('session.sign-in', { staffId: 'm01', pin: pins['m01'] ?? '' }, 'office');
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

/** A card in service until the last day of the year. */
async function card(): Promise<number> {
  next += 1;
  await changeAtCarrier(gateway, next, { stage: 'ACTIVE', serviceEndOn: dateSchema.parse('2027-01-01'), anchorDay: 1, recentRenewals: [] });
  await till.sync();
  return next;
}

const endOf = async (number: number): Promise<string | null> => (await findSubscriber(gateway.db, 'ref', refOf(number)))?.serviceEndOn ?? null;

/** Pays through the gateway and its provider until the money is there. */
async function pay(draft: Parameters<typeof chargeOf>[0], wish: ChargeWish = {}): Promise<void> {
  const { paymentId } = await till.must('payment.start', chargeOf(draft, { authCode: '280000000000000000', ...wish }));
  await becomes(till, paymentId, 'settled');
}

async function refund(saleId: string, amountFen: number): Promise<RefundView> {
  const { refundId } = await till.must('refund.preview', { saleId, amountFen });
  const approvalId = await secondPersonSays(till, { operation: 'refund.start', amountFen, subject: saleId });
  await till.must('refund.start', { saleId, refundId, amountFen, reason: '客户要求', approvalId });
  await until(async () => {
    await till.sync();
    gateway.clock.advance(1000);
    return (await till.must('refund.read', { refundId })).state === 'completed';
  });
  await till.idle();
  return till.must('refund.read', { refundId });
}

const rowsOf = async (figure: ReviewFigure): Promise<{ sumFen: number; kinds: string[] }> => {
  const { sumFen, rows } = await till.must('review.rows', { from: TODAY, to: TODAY, figure }, 'office');
  return { sumFen, kinds: rows.map(({ kind }) => kind) };
};
const storyOf = async (saleId: string): Promise<string[]> => (await till.must('review.story', { saleId })).map(({ type }) => type);
const netByMethod = (): Record<string, number> => Object.fromEntries(
  till.rows<{ method: string; net: number }>(`SELECT method, sum(amount_fen) AS net FROM money_line WHERE kind IN ('tender', 'tender-back') GROUP BY method`).map(({ method, net }) => [method, net]),
);

describe('money/whole-pass', () => {
  it('[RF2] gives a wallet sale back in two parts and no more; the card moves back with the second, and every paper says so', async () => {
    const number = await card();
    const draft = await readySale(till, { subscriber: number });
    await pay(draft);
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] });
    await till.idle();
    await till.sync();
    expect(await endOf(number)).toBe('2027-02-01');
    expect(await refund(sale.saleId, 2000)).toMatchObject({ amountFen: 2000, validity: 'stays', cashFen: 0, lines: [{ method: 'alipay', amountFen: 2000 }] });
    expect(await endOf(number)).toBe('2027-02-01');
    expect(await refund(sale.saleId, 4000)).toMatchObject({ amountFen: 4000, validity: 'moved-back', expiryAfter: '2026-12-31' });
    expect(await endOf(number)).toBe('2027-01-01');
    expect(await till.call('refund.preview', { saleId: sale.saleId })).toEqual({ ok: false, problem: { code: 'refund-nothing-left' } });
    expect(netByMethod()).toEqual({ alipay: 0 });
    expect([await rowsOf('sales'), await rowsOf('refunds'), await rowsOf('net')]).toEqual([
      { sumFen: 6000, kinds: ['sale'] }, { sumFen: 6000, kinds: ['refund', 'refund'] }, { sumFen: 0, kinds: ['sale', 'refund', 'refund'] },
    ]);
    const story = await storyOf(sale.saleId);
    expect(story.filter((type) => /^(payment|sale|refund)/.test(type))).toEqual([
      'payment.started', 'payment.settled', 'sale.completed', 'sale.tender', 'refund.started', 'refund.completed', 'refund.started', 'refund.completed',
    ]);
    const z = await till.must('shift.close', { shiftId, countedFen: 50_000 });
    expect(z).toMatchObject({
      overShortFen: 0, totals: { saleCount: 1, salesFen: 6000, refundCount: 2, refundsFen: 6000, byMethod: [{ method: 'alipay', count: 1, takenFen: 6000, returnedFen: 6000 }] },
    });
  });

  it('[RF3] gives a rounded sale of cash and wallet back on the same tenders, to the fen, and the drawer is right (F62)', async () => {
    const number = await card();
    const draft = await readySale(till, { subscriber: number, planId: 'odd-6003' });
    await pay(draft, { amountFen: 3000 });
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6003, tenders: [{ method: 'cash', receivedFen: 5000 }] });
    expect(sale).toMatchObject({ totalFen: 6003, roundingFen: -3, changeFen: 2000, tenders: [{ method: 'alipay', amountFen: 3000 }, { method: 'cash', amountFen: 3000 }] });
    await till.idle();
    await till.sync();
    expect(await till.must('sale.read', { saleId: sale.saleId })).toMatchObject({ carrier: { state: 'applied' } });
    const { leftFen } = await till.must('refund.preview', { saleId: sale.saleId });
    expect(await refund(sale.saleId, leftFen)).toMatchObject({ amountFen: 6000, cashFen: 3000, validity: 'moved-back' });
    expect(netByMethod()).toEqual({ alipay: 0, cash: 0 });
    expect(await endOf(number)).toBe('2027-01-01');
    const z = await till.must('shift.close', { shiftId, countedFen: 50_000 });
    expect(z).toMatchObject({ overShortFen: 0, totals: { salesFen: 6003, refundsFen: 6000, roundingFen: -3, expectedFen: 50_000 } });
  });

  it('[U4] a cash sale made offline and voided is never applied, and nobody counts on it', async () => {
    const number = await card();
    gateway.proxy.goDown();
    await till.sync();
    const sale = await sell(till, { subscriber: number });
    const approvalId = await secondPersonSays(till, { operation: 'sale.void', amountFen: 6000, subject: sale.saleId });
    await till.must('sale.void', { saleId: sale.saleId, reason: '客户不要了', approvalId });
    const expiry = async (): Promise<unknown> => {
      const { account, saleId } = await till.must('sale.begin', { subscriberRef: refOf(number) });
      await till.must('sale.abandon', { saleId });
      return [account.expiryOn, account.waitingSales];
    };
    expect(await expiry()).toEqual(['2026-12-31', 0]);
    gateway.proxy.comeBack();
    await till.sync();
    expect(await heldSales(gateway, till.terminalId())).toMatchObject([{ saleId: sale.saleId, status: 'voided' }]);
    expect(await till.must('sale.read', { saleId: sale.saleId })).toMatchObject({ carrier: { state: 'voided' } });
    expect(await endOf(number)).toBe('2027-01-01');
    expect(await expiry()).toEqual(['2026-12-31', 0]);
    const z = await till.must('shift.close', { shiftId, countedFen: 50_000 });
    expect(z).toMatchObject({ overShortFen: 0, totals: { saleCount: 1, voidCount: 1, voidsFen: 6000, expectedFen: 50_000 } });
  });

  it('[RF7] a sale the carrier refuses is somebody\'s task until its money is back, and stays paid meanwhile (F56)', async () => {
    const number = await card();
    gateway.proxy.goDown();
    await till.sync();
    const sale: SaleView = await sell(till, { subscriber: number });
    await changeAtCarrier(gateway, number, { stage: 'CLOSED' });
    gateway.proxy.comeBack();
    await till.sync();
    expect(await till.must('sale.read', { saleId: sale.saleId })).toMatchObject({ carrier: { state: 'rejected', reason: 'card-closed' } });
    expect(await till.must('task.list', {})).toMatchObject([{ saleId: sale.saleId, leftFen: 6000, reason: 'card-closed', ownerId: 'c01' }]);
    // Nothing of it can be changed any more: it can only be given back.
    for (const call of [
      till.call('sale.quote', { saleId: sale.saleId, planId: 'plus-60', months: 3 }), till.call('sale.abandon', { saleId: sale.saleId }), till.call('sale.park', { saleId: sale.saleId }),
      till.call('sale.complete', cash({ saleId: sale.saleId, quote: { totalFen: 5000 } })),
    ]) expect((await call).ok).toBe(false);
    await refund(sale.saleId, 2500);
    expect(await till.must('task.list', {})).toMatchObject([{ leftFen: 3500 }]);
    expect(await refund(sale.saleId, 3500)).toMatchObject({ validity: 'stays', cashFen: 3500 });
    expect(await till.must('task.list', {})).toEqual([]);
    expect(await till.must('shift.close', { shiftId, countedFen: 50_000 })).toMatchObject({ overShortFen: 0 });
  });
});
