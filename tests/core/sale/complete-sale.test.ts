// Completing a renewal: done means committed, once, whatever is pressed twice or lost on the way.
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cash, changeAtCarrier, documentOf, entriesOf, expectAllIsWell, heldSales, localEntries, msisdnOf, openShift, publishConfig, publishPlan, readySale, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { trainingConfig, trainingPlans } from '#gateway/training/store-and-plans.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const drawer = (rule: 'personal' | 'shared'): Promise<void> =>
  publishConfig(gateway, { shift: { ...trainingConfig.shift, drawer: rule } });

async function readyTill(): Promise<OpenTill> {
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
  return till;
}

describe('sale/complete-sale', () => {
  it('[S1] sells a renewal for cash: journal, sale, tender and paper in one commit, and the carrier confirms it', async () => {
    await readyTill();
    const sale = await sell(till, { subscriber: 1, months: 1, receivedFen: 10_000 });
    expect(sale).toMatchObject({
      receiptNumber: `${till.terminalId()}-20261124-0001`, totalFen: 6000, receivedFen: 10_000, changeFen: 4000, mode: 'online', months: 1,
      businessDate: '2026-11-24', staffId: 'c01', msisdnMasked: '165****0001', expiryBefore: '2026-12-06', expectedExpiry: '2027-01-06',
      carrier: { state: 'waiting' }, print: { copyNumber: 0, state: 'queued' },
    });
    const [entry] = entriesOf(till, 'sale.completed');
    expect(entry?.payload).toEqual({
      saleId: sale.saleId, receiptNumber: sale.receiptNumber, shiftId: expect.any(String), staffId: 'c01', begunByStaffId: 'c01',
      subscriber: { ref: refOf(1), msisdnMasked: '165****0001' },
      lines: [{ planId: 'plus-60', planVersion: 1, months: 1, amount: 6000 }], total: 6000,
      tenders: [{ paymentId: expect.any(String), method: 'cash', amount: 6000, received: 10_000, change: 4000 }],
      identityCheckId: expect.any(String), mode: 'online', expiryBefore: '2026-12-06', expectedExpiry: '2027-01-06', quotedOn: '2026-11-24',
      invoiceToken: expect.stringMatching(/^[\w-]{22}$/),
    });
    await till.sync();
    expect((await till.must('sale.read', { saleId: sale.saleId })).carrier).toEqual({ state: 'applied', confirmedExpiry: '2027-01-06' });
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[S2] answers the first result again when the same sale is completed again, with one entry (F20)', async () => {
    await readyTill();
    const draft = await readySale(till, { subscriber: 41 });
    const before = localEntries(till).length;
    const replies = await Promise.all(Array.from({ length: 13 }, () => till.call('sale.complete', cash(draft, 10_000))));
    await till.idle();
    const [first] = replies;
    expect(first?.ok).toBe(true);
    for (const reply of replies) expect(reply).toEqual(first);
    expect(localEntries(till).length).toBe(before + 1);
    expect(till.rows('SELECT state FROM print_job')).toEqual([{ state: 'queued' }]);
  });

  it('[S2] refuses other content under a used sale id', async () => {
    await readyTill();
    const draft = await readySale(till, { subscriber: 42 });
    const sale = await till.must('sale.complete', cash(draft, 10_000));
    expect(await till.call('sale.complete', cash(draft, 6000))).toEqual({ ok: false, problem: { code: 'sale-id-reused' } });
    expect(await till.call('sale.complete', { ...cash(draft, 10_000), totalFen: 5999 })).toEqual({ ok: false, problem: { code: 'sale-id-reused' } });
    expect(entriesOf(till, 'sale.completed').map((entry) => entry.payload['saleId'])).toEqual([sale.saleId]);
  });

  it('[S2] finds the sale again after a restart, also for another clerk, and never issues its number twice (F01, F13, F19)', async () => {
    await drawer('shared');
    await readyTill();
    const draft = await readySale(till, { subscriber: 43 });
    const sale = await till.must('sale.complete', cash(draft));
    till = await till.restart();
    await till.signIn('c02');
    const again = await till.must('sale.complete', cash(draft));
    expect(again).toMatchObject({ saleId: sale.saleId, seq: sale.seq, receiptNumber: sale.receiptNumber, staffId: 'c01', receipt: sale.receipt });
    expect(await till.must('sale.current', {})).toMatchObject({ draft: null, lastCompleted: sale.saleId });
    const next = await sell(till, { subscriber: 44 });
    expect(next.receiptNumber).toBe(`${till.terminalId()}-20261124-0002`);
    await till.sync();
    await expectAllIsWell(till, gateway, [sale, next]);
    await drawer('personal');
  });

  it('[S3] keeps an open sale through lock, another person and a restart; who takes the money has sold it (F104)', async () => {
    await drawer('shared');
    await readyTill();
    const draft = await readySale(till, { subscriber: 45 });
    await till.must('session.lock', {});
    await till.signIn('c02');
    expect((await till.must('sale.current', {})).draft).toMatchObject({ saleId: draft.saleId, quote: draft.quote, identity: { outcome: 'match' } });
    till = await till.restart();
    await till.signIn('c02');
    expect((await till.must('sale.current', {})).draft).toMatchObject({ saleId: draft.saleId, quote: draft.quote, identity: { outcome: 'match' } });
    const sale = await till.must('sale.complete', cash(draft));
    expect(sale.staffId).toBe('c02');
    expect(entriesOf(till, 'sale.completed')[0]?.payload).toMatchObject({ staffId: 'c02', begunByStaffId: 'c01' });
    await drawer('personal');
  });

  it('[S4] takes no money without an open shift, without a document where one is needed, without a quote, or too little', async () => {
    till = await openTill({ gateway });
    await till.signIn();
    const draft = await readySale(till, { subscriber: 46 });
    expect(await till.call('sale.complete', cash(draft))).toEqual({ ok: false, problem: { code: 'shift-closed' } });
    await openShift(till);
    expect(await till.call('sale.complete', cash(draft, 5999))).toEqual({ ok: false, problem: { code: 'tender-short', missingFen: 1 } });
    const other = await till.must('sale.begin', { subscriberRef: refOf(47) });
    expect(await till.call('sale.complete', { saleId: other.saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 6000 }] }))
      .toEqual({ ok: false, problem: { code: 'quote-missing' } });
    const quoted = await till.must('sale.quote', { saleId: other.saleId, planId: 'basic-30', months: 3 });
    expect(await till.call('sale.complete', { saleId: other.saleId, totalFen: 9000, tenders: [{ method: 'cash', receivedFen: 9000 }] }))
      .toEqual({ ok: false, problem: { code: 'identity-needed' } });
    expect(quoted.quote).toMatchObject({ totalFen: 9000, months: 3 });
    expect(entriesOf(till, 'sale.completed')).toEqual([]);
  });

  it('[S9] asks for the document again when the open sale was left for more than half an hour', async () => {
    await readyTill();
    gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
    const draft = await readySale(till, { subscriber: 49 });
    gateway.clock.jumpTo('2026-11-24T02:30:01.000Z');
    expect((await till.must('sale.current', {})).draft?.identity).toBeNull();
    expect(await till.call('sale.complete', cash(draft))).toEqual({ ok: false, problem: { code: 'identity-needed' } });
    await till.must('identity.check', { saleId: draft.saleId, ...documentOf(49), way: 'typed' });
    expect(await till.must('sale.complete', cash(draft))).toMatchObject({ saleId: draft.saleId });
  });

  it('[S5] quotes again when midnight has passed in the store between quote and payment', async () => {
    await readyTill();
    gateway.clock.jumpTo('2026-11-24T15:59:50.000Z');
    const draft = await readySale(till, { subscriber: 2, planId: 'basic-30' });
    expect(draft.quote).toMatchObject({ quotedOn: '2026-11-24', hasLapsed: true, expiryAfter: '2026-12-23' });
    gateway.clock.jumpTo('2026-11-24T16:00:01.000Z');
    expect(await till.call('sale.complete', cash(draft))).toEqual({ ok: false, problem: { code: 'quote-changed' } });
    const { draft: renewed } = await till.must('sale.current', {});
    expect(renewed?.quote).toMatchObject({ quotedOn: '2026-11-25', expiryAfter: '2026-12-24', totalFen: 3000 });
    const sale = await till.must('sale.complete', cash(draft));
    expect(sale).toMatchObject({ expectedExpiry: '2026-12-24', businessDate: '2026-11-24' });
    await till.idle();
    await till.sync();
    expect((await till.must('sale.read', { saleId: sale.saleId })).carrier).toEqual({ state: 'applied', confirmedExpiry: '2026-12-24' });
    gateway.clock.jumpTo('2026-11-24T02:10:00.000Z');
  });

  it('[S5] quotes again when the plan has a new version', async () => {
    await readyTill();
    const [plan] = trainingPlans.filter((one) => one.planId === 'max-100');
    if (plan === undefined) throw new Error('the catalogue has it');
    const draft = await readySale(till, { subscriber: 49, planId: 'max-100' });
    // 120 yuan: brands are made by the schema of the records.
    await publishPlan(gateway, { ...plan, version: 2, priceFen: 12_000 as typeof plan.priceFen });
    await till.sync();
    expect(await till.call('sale.complete', cash(draft))).toEqual({ ok: false, problem: { code: 'quote-changed' } });
    const { draft: renewed } = await till.must('sale.current', {});
    expect(renewed?.quote).toMatchObject({ totalFen: 12_000, planVersion: 2 });
    expect(await till.call('sale.complete', cash(draft, 12_000))).toEqual({ ok: false, problem: { code: 'quote-changed' } });
    expect(await till.must('sale.complete', { saleId: draft.saleId, totalFen: 12_000, tenders: [{ method: 'cash', receivedFen: 12_000 }] }))
      .toMatchObject({ totalFen: 12_000, changeFen: 0 });
  });

  it('[S5] forgets a quote that can no longer be given, so that another plan is picked', async () => {
    await readyTill();
    const [plan] = trainingPlans.filter((one) => one.planId === 'basic-30');
    if (plan === undefined) throw new Error('the catalogue has it');
    const draft = await readySale(till, { subscriber: 50, planId: 'basic-30' });
    await publishPlan(gateway, { ...plan, version: 2, sellableUntil: '2026-11-01' as typeof plan.sellableFrom });
    await till.sync();
    expect(await till.call('sale.complete', cash(draft))).toEqual({ ok: false, problem: { code: 'quote-changed' } });
    expect((await till.must('sale.current', {})).draft).toMatchObject({ saleId: draft.saleId, quote: null });
    expect(await till.call('sale.quote', { saleId: draft.saleId, planId: 'basic-30', months: 1 })).toEqual({ ok: false, problem: { code: 'plan-withdrawn' } });
    await publishPlan(gateway, { ...plan, version: 3, sellableUntil: null });
  });

  it('[S6] builds a second renewal of the same card on the first while the carrier is out of reach', async () => {
    await readyTill();
    gateway.proxy.goDown();
    gateway.clock.advance(5000);
    await till.idle();
    const first = await sell(till, { subscriber: 51 });
    const account = await till.must('subscriber.look-up', { key: msisdnOf(51) });
    expect(account).toMatchObject({ expiryOn: first.expectedExpiry, waitingSales: 1, source: 'directory' });
    const second = await sell(till, { subscriber: 51 });
    expect(second.expiryBefore).toBe(first.expectedExpiry);
    expect([first.mode, second.mode]).toEqual(['offline', 'offline']);
    gateway.proxy.comeBack();
    await till.sync();
    expect((await till.must('sale.read', { saleId: second.saleId })).carrier).toEqual({ state: 'applied', confirmedExpiry: second.expectedExpiry });
    expect(await till.must('subscriber.look-up', { key: msisdnOf(51) })).toMatchObject({ expiryOn: second.expectedExpiry, waitingSales: 0 });
    await expectAllIsWell(till, gateway, [first, second]);
  });

  it('[S7] shows a rejection with its reason and counts it until a person has seen to it', async () => {
    await readyTill();
    gateway.proxy.goDown();
    gateway.clock.advance(5000);
    await till.idle();
    const sale = await sell(till, { subscriber: 52 });
    await changeAtCarrier(gateway, 52, { stage: 'HOLD' });
    gateway.proxy.comeBack();
    await till.sync();
    expect((await till.must('sale.read', { saleId: sale.saleId })).carrier).toEqual({ state: 'rejected', reason: 'card-on-hold' });
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'attention', rejectedCount: 1, pendingCount: 0 });
    expect((await till.must('sync.waiting', {})).rejected).toEqual([expect.objectContaining({
      saleId: sale.saleId, receiptNumber: sale.receiptNumber, amountFen: 6000, reason: 'card-on-hold', msisdnMasked: '165****0052',
    })]);
    const next = await sell(till, { subscriber: 53 });
    await till.sync();
    expect((await heldSales(gateway, till.terminalId())).map(({ status }) => status)).toEqual(['rejected', 'applied']);
    await expectAllIsWell(till, gateway, [sale, next]);
  });

  it('[S1] says that the books are busy when another program holds them, records nothing, and sells when they are free', async () => {
    await readyTill();
    const draft = await readySale(till, { subscriber: 57 });
    const before = localEntries(till).length;
    const other = new Database(path.join(till.dir, 'pos.db'));
    other.exec('BEGIN IMMEDIATE');
    expect(await till.call('sale.complete', cash(draft))).toEqual({ ok: false, problem: { code: 'storage-busy' } });
    other.exec('ROLLBACK');
    other.close();
    expect(localEntries(till).length).toBe(before);
    const sale = await till.must('sale.complete', cash(draft));
    await till.idle();
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[S8] gives up an open sale when another card is begun, and says so of the old id', async () => {
    await readyTill();
    const first = await readySale(till, { subscriber: 54 });
    const same = await till.must('sale.begin', { subscriberRef: refOf(54) });
    expect(same.saleId).toBe(first.saleId);
    await readySale(till, { subscriber: 55 });
    expect(await till.call('sale.complete', cash(first))).toEqual({ ok: false, problem: { code: 'sale-unknown' } });
    expect(await till.call('sale.abandon', { saleId: first.saleId })).toEqual({ ok: false, problem: { code: 'sale-unknown' } });
  });

  it('[S8] does not call a completed sale unknown when somebody gives it up', async () => {
    await readyTill();
    const sale = await sell(till, { subscriber: 56 });
    expect(await till.call('sale.abandon', { saleId: sale.saleId })).toEqual({ ok: false, problem: { code: 'sale-already-completed' } });
    expect(await till.call('sale.quote', { saleId: sale.saleId, planId: 'basic-30', months: 1 })).toEqual({ ok: false, problem: { code: 'sale-already-completed' } });
  });
});
