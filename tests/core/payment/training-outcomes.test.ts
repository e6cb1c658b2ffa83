// Every outcome of the training provider, from the till through the real gateway and back.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fen } from '#shared/domain/fen.ts';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import { changeAtCarrier, entriesOf, expectAllIsWell, msisdnOf, openShift, readySale } from '#tests/support/builders.ts';
import { openGateway, openTill, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { becomes, chargeOf } from './paying-till.ts';

let gateway: TestGateway;
let till: OpenTill;
let next = 150;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(() => till.close());

async function ready(): Promise<void> {
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
}

const anybody = (): number => (next += 1);
const codeOf = (ending: string): string => `2800000000000000${ending}`;

/** Time passes in the gateway and the till until the payment stands as told. */
async function comesTo(paymentId: string, state: PaymentView['state']): Promise<PaymentView> {
  await until(async () => {
    if ((await till.must('payment.read', { paymentId })).state === state) return true;
    gateway.clock.advance(1000);
    return false;
  });
  return till.must('payment.read', { paymentId });
}

const atGateway = async (paymentId: string): Promise<string | undefined> =>
  (await gateway.db.query<{ state: string }>('SELECT state FROM payments WHERE payment_id = $1', [paymentId]))[0]?.state;

describe('training outcomes', () => {
  it.each<[string, PaymentView['state'], string | null]>([
    ['00', 'settled', null], ['01', 'failed', 'insufficient-funds'], ['02', 'settled', null], ['03', 'settled', null], ['04', 'settled', null],
    ['05', 'failed', 'declined-by-risk'], ['08', 'failed', 'code-expired'], ['09', 'failed', 'provider-down'], ['10', 'failed', 'code-used'],
    ['11', 'reversed', null], ['12', 'settled', null], ['13', 'reversed', null],
  ])('[PY4] [PY5] a code ending in %s comes to %s (%s) by itself, at the till and at the gateway alike', async (ending, state, failure) => {
    await ready();
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await till.must('payment.start', chargeOf(draft, { authCode: codeOf(ending) }));
    expect(await comesTo(paymentId, state)).toMatchObject({ failure });
    expect(await atGateway(paymentId)).toBe(state);
    const tenders = state === 'settled' ? [] : [{ method: 'cash' as const, receivedFen: 6000 }];
    const sale = await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders });
    await till.idle();
    await till.sync();
    await expectAllIsWell(till, gateway, [sale]);
    expect(await till.must('payment.list-open', {})).toEqual([]);
  });

  it.each<[string, PaymentView['state'], readonly string[]]>([
    ['06', 'reversed', []], ['07', 'settled', ['complete-sale', 'give-back']], ['13', 'reversed', []],
  ])('[PY13] undone by the clerk, a code ending in %s comes to %s', async (ending, state, actions) => {
    await ready();
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await till.must('payment.start', chargeOf(draft, { authCode: codeOf(ending) }));
    await becomes(till, paymentId, 'confirming');
    await till.must('payment.undo', { paymentId });
    expect(await comesTo(paymentId, state)).toMatchObject({ actions });
    expect(await atGateway(paymentId)).toBe(state);
    expect(entriesOf(till, 'payment.reversing')[0]?.payload).toMatchObject({ staffId: 'c01', reason: 'clerk' });
  });

  it('[PY10] shows a code for the customer to scan, and takes the balance at the carrier', async () => {
    await ready();
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await till.must('payment.start', chargeOf(draft, { method: 'wechat', way: 'store-code', amountFen: 4000 }));
    expect(await becomes(till, paymentId, 'confirming')).toMatchObject({ storeCode: expect.stringMatching(/^https:/), giveUpAt: expect.any(String), nextAskAt: expect.any(String) });
    await comesTo(paymentId, 'settled');
    await changeAtCarrier(gateway, next, { balanceFen: fen(2000) });
    await till.sync();
    const balance = await till.must('payment.start', chargeOf(draft, { method: 'balance', way: 'account', amountFen: 2000 }));
    await comesTo(balance.paymentId, 'settled');
    expect((await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] })).tenders.map(({ method }) => method)).toEqual(['wechat', 'balance']);
    await till.idle();
    await till.sync();
    expect((await till.must('subscriber.look-up', { key: msisdnOf(next) })).balanceFen).toBe(0);
  });

  it('[PY6] a restart while the customer is being asked loses nothing', async () => {
    await ready();
    const draft = await readySale(till, { subscriber: anybody() });
    const { paymentId } = await till.must('payment.start', chargeOf(draft, { authCode: codeOf('03') }));
    await becomes(till, paymentId, 'confirming');
    till = await till.restart();
    await till.signIn();
    await comesTo(paymentId, 'settled');
    expect(await till.must('sale.complete', { saleId: draft.saleId, totalFen: 6000, tenders: [] })).toMatchObject({ tenders: [{ paymentId }] });
  });
});
