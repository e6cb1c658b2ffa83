// Paper beside the sale: frozen once, queued durably, copies numbered and journaled, never in the way.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, openShift, publishPlan, readySale, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { trainingPlans } from '#gateway/training/store-and-plans.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const textOf = (document: unknown): string => JSON.stringify(document);

describe('receipt/print-queue', () => {
  it('[PJ1] each sale queues its slip with the commit; five of them can be printed afterwards, each once (F87)', async () => {
    const sales = [];
    for (const subscriber of [61, 62, 63, 64, 65]) {
      gateway.clock.advance(1000);
      sales.push(await sell(till, { subscriber }));
    }
    till = await till.restart();
    await till.signIn();
    const pending = await till.must('print.pending', {});
    expect(pending.map((job) => ({ saleId: job.saleId, state: job.state, copyNumber: job.copyNumber, title: job.title }))).toEqual(
      sales.map((sale) => ({ saleId: sale.saleId, state: 'queued', copyNumber: 0, title: sale.receiptNumber })),
    );
    for (const { printJobId } of pending) {
      expect((await till.must('print.begin', { printJobId })).state).toBe('handed');
      expect(await till.call('print.begin', { printJobId })).toEqual({ ok: false, problem: { code: 'print-job-unknown' } });
      await till.must('print.finish', { printJobId, outcome: 'spooled', detail: '' });
    }
    expect(await till.must('print.pending', {})).toEqual([]);
    expect(entriesOf(till, 'receipt.printed').map((entry) => entry.payload)).toEqual(sales.map((sale, index) => ({
      printJobId: pending[index]?.printJobId, saleId: sale.saleId, shiftId: null, copyNumber: 0, staffId: 'c01', outcome: 'spooled', locale: 'zh-CN',
    })));
  });

  it('[PJ2] the end of a job is recorded once; a later answer changes nothing (F85)', async () => {
    const sale = await sell(till, { subscriber: 66 });
    const printJobId = sale.print?.printJobId ?? '';
    expect(await till.call('print.finish', { printJobId: 'nobody-knows', outcome: 'spooled', detail: '' })).toEqual({ ok: false, problem: { code: 'print-job-unknown' } });
    await till.must('print.begin', { printJobId });
    await till.must('print.finish', { printJobId, outcome: 'unconfirmed', detail: 'no answer for 20 s' });
    await till.must('print.finish', { printJobId, outcome: 'spooled', detail: '' });
    expect((await till.must('sale.read', { saleId: sale.saleId })).print).toMatchObject({ state: 'unconfirmed', detail: 'no answer for 20 s' });
    expect(entriesOf(till, 'receipt.printed').length).toBe(1);
  });

  it('[PJ2] a job that never began stays queued, whatever is said of its end', async () => {
    const sale = await sell(till, { subscriber: 67 });
    await till.must('print.finish', { printJobId: sale.print?.printJobId ?? '', outcome: 'spooled', detail: '' });
    expect((await till.must('print.pending', {})).map((job) => job.state)).toEqual(['queued']);
    expect(entriesOf(till, 'receipt.printed')).toEqual([]);
  });

  it('[PJ3] a copy is numbered, names who asked and when, and is journaled with its own job (F41, F89)', async () => {
    const sale = await sell(till, { subscriber: 68 });
    await till.signIn('m01');
    gateway.clock.advance(60_000);
    await till.idle();
    const copies = [await till.must('receipt.reprint', { saleId: sale.saleId }), await till.must('receipt.reprint', { saleId: sale.saleId })];
    expect(copies.map(({ copyNumber, copy, document, title, state }) => ({ copyNumber, copy, isSamePaper: textOf(document) === textOf(sale.receipt), title, state }))).toEqual([1, 2].map((copyNumber) => ({
      copyNumber, copy: { staffId: 'm01', at: gateway.clock.now() }, isSamePaper: true, title: `${sale.receiptNumber}-copy${copyNumber}`, state: 'queued',
    })));
    await till.must('print.begin', { printJobId: copies[0]?.printJobId ?? '' });
    await till.must('print.finish', { printJobId: copies[0]?.printJobId ?? '', outcome: 'saved', detail: 'x.pdf' });
    expect(entriesOf(till, 'receipt.printed').map((entry) => entry.payload)).toEqual([{
      printJobId: copies[0]?.printJobId, saleId: sale.saleId, shiftId: null, copyNumber: 1, staffId: 'm01', outcome: 'saved', locale: 'zh-CN',
    }]);
  });

  it('[PJ4] paper is frozen: plan, person, language and the customer on screen may change, the slip does not (F89, F90)', async () => {
    const sale = await sell(till, { subscriber: 69 });
    const [plan] = trainingPlans.filter((one) => one.planId === 'plus-60');
    if (plan === undefined) throw new Error('the catalogue has it');
    await publishPlan(gateway, { ...plan, version: 2, name: { 'zh-CN': '改名套餐', en: 'Renamed' }, priceFen: 9900 as typeof plan.priceFen });
    await till.sync();
    till.tamper(`DELETE FROM staff WHERE staff_id = 'c01'; DELETE FROM subscriber WHERE ref = 'sub-000069'; DELETE FROM plan WHERE plan_id = 'plus-60'`);
    await till.signIn('c02');
    await till.must('settings.choose-locale', { locale: 'en' });
    gateway.proxy.goDown();
    await readySale(till, { subscriber: 70, planId: 'basic-30' });
    gateway.clock.advance(90 * 1000);
    await till.idle();
    const copy = await till.must('receipt.reprint', { saleId: sale.saleId });
    expect(copy.document).toEqual(sale.receipt);
    expect(textOf(copy.document)).not.toContain('165****0070');
    expect((await till.must('sale.read', { saleId: sale.saleId })).receipt).toEqual(sale.receipt);
    gateway.proxy.comeBack();
    await till.sync();
    await publishPlan(gateway, { ...plan, version: 3 });
  });

  it('[PJ5] a slip says what the law and the customer need, and that it is training', async () => {
    gateway.proxy.goDown();
    const sale = await sell(till, { subscriber: 71, planId: 'basic-30', months: 3, receivedFen: 10_000 });
    const text = textOf(sale.receipt);
    for (const part of [sale.receiptNumber, '165****0071', '90.00', '100.00', '10.00', '基础套餐', '深圳华强北店', 'c01', '400-000-0000', '预计', '离线受理', '不作为发票']) expect(text).toContain(part);
    expect(sale.receipt).toMatchObject({ locale: 'zh-CN', isTraining: true });
    expect(text).not.toContain('16500000071');
    const entry = entriesOf(till, 'sale.completed').at(-1);
    expect(text).toContain(String(entry?.payload['invoiceToken']));
  });

  it('[PJ6] the Z of a shift is queued like any slip', async () => {
    const { shift } = await till.must('shift.current', {});
    const z = await till.must('shift.close', { shiftId: shift?.shiftId ?? '', countedFen: 50_000 });
    expect(await till.must('print.pending', {})).toMatchObject([{ saleId: null, shiftId: shift?.shiftId, copyNumber: 0, title: `${till.terminalId()}-Z1`, document: z.receipt }]);
  });

  it('[PJ7] printer and paper are chosen by a person; the language by anybody', async () => {
    await till.must('settings.choose-printer', { printer: 'TM-T88', paperMm: 58 });
    const sale = await sell(till, { subscriber: 72, planId: 'basic-30' });
    expect((await till.must('print.pending', {})).find((job) => job.saleId === sale.saleId)).toMatchObject({ printer: 'TM-T88', paperMm: 58 });
    expect(await till.must('settings.choose-locale', { locale: 'en' }, 'nobody')).toEqual({ locale: 'en', printer: 'TM-T88', paperMm: 58 });
    till = await till.restart();
    expect(await till.must('settings.read', {})).toEqual({ locale: 'en', printer: 'TM-T88', paperMm: 58 });
  });
});
