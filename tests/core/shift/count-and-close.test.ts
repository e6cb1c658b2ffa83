// Counting blind, counting again, and closing over a difference or over work that is still open.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, openShift, printAll, readySale, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { paymentOnDisk, secondPersonSays } from '#tests/support/second-person.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  till = await openTill({ gateway });
  await till.signIn();
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const laterBy = (minutes: number): void => gateway.clock.jumpTo(new Date(Date.parse(gateway.clock.now()) + minutes * 60_000).toISOString());

describe('shift/count-shift', () => {
  it('[T11] shows what was expected only in the answer to a count, and keeps every count', async () => {
    const { shiftId } = await openShift(till, 50_000);
    await sell(till, { subscriber: 1 });
    const denominations = [{ valueFen: 10_000 as const, pieces: 5 }, { valueFen: 5000 as const, pieces: 1 }];
    expect(await till.call('shift.count', { shiftId, countedFen: 54_000, denominations })).toEqual({ ok: false, problem: { code: 'count-differs' } });
    const first = await till.must('shift.count', { shiftId, countedFen: 55_000, denominations });
    expect(first).toMatchObject({ attempt: 1, countedFen: 55_000, expectedFen: 56_000, overShortFen: -1000, needsReason: false, needsApproval: false, approval: null });
    const second = await till.must('shift.count', { shiftId, countedFen: 56_000 });
    expect(second).toMatchObject({ attempt: 2, overShortFen: 0 });
    expect(entriesOf(till, 'shift.counted').map((entry) => entry.payload)).toEqual([
      { shiftId, staffId: 'c01', attempt: 1, countedFen: 55_000, expectedFen: 56_000, overShortFen: -1000, denominations },
      { shiftId, staffId: 'c01', attempt: 2, countedFen: 56_000, expectedFen: 56_000, overShortFen: 0 },
    ]);
    expect(till.rows('SELECT attempt, counted_fen, expected_fen FROM shift_count ORDER BY attempt')).toEqual([
      { attempt: 1, counted_fen: 55_000, expected_fen: 56_000 }, { attempt: 2, counted_fen: 56_000, expected_fen: 56_000 },
    ]);
    const z = await till.must('shift.close', { shiftId, countedFen: 56_000 });
    expect([z.countAttempts, z.overShortFen]).toEqual([2, 0]);
    expect(entriesOf(till, 'shift.counted').length).toBe(2);
  });

  it('[T11] counts again by itself when money moved after the count, or another sum is closed over', async () => {
    const { shiftId } = await openShift(till, 50_000);
    await till.must('shift.count', { shiftId, countedFen: 50_000 });
    await sell(till, { subscriber: 1 });
    const z = await till.must('shift.close', { shiftId, countedFen: 50_500 + 5500 });
    expect([z.countAttempts, z.totals.expectedFen, z.overShortFen]).toEqual([2, 56_000, 0]);
  });

  it('[T11] counts nothing over a sale without money in hand', async () => {
    const { shiftId } = await openShift(till);
    const draft = await readySale(till, { subscriber: 1 });
    expect(await till.call('shift.count', { shiftId, countedFen: 50_000 })).toEqual({ ok: false, problem: { code: 'sale-still-open' } });
    await till.must('sale.abandon', { saleId: draft.saleId });
    expect(await till.call('shift.count', { shiftId, countedFen: 50_000 })).toMatchObject({ ok: true });
  });
});

describe('shift/close-shift', () => {
  it('[T12] closes over a difference above the limit with a reason and a second person, whose word is for this difference', async () => {
    const { shiftId } = await openShift(till, 50_000);
    const close = { shiftId, countedFen: 48_999 };
    expect(await till.call('shift.close', close)).toEqual({ ok: false, problem: { code: 'reason-needed' } });
    const reason = '找零多给';
    expect(await till.call('shift.close', { ...close, reason })).toEqual({ ok: false, problem: { code: 'approval-needed', operation: 'shift.close-difference' } });
    const wrong = await secondPersonSays(till, { operation: 'shift.close-difference', amountFen: 1000, subject: shiftId });
    expect(await till.call('shift.close', { ...close, reason, approvalId: wrong })).toEqual({ ok: false, problem: { code: 'approval-refused' } });
    expect(entriesOf(till, 'shift.counted').length).toBe(1);
    const approvalId = await secondPersonSays(till, { operation: 'shift.close-difference', amountFen: 1001, subject: shiftId });
    const z = await till.must('shift.close', { ...close, reason, approvalId });
    expect(z).toMatchObject({ overShortFen: -1001, differenceReason: reason, approvalId, countAttempts: 1, ownerId: 'c01', forced: false });
    expect(till.rows(`SELECT amount_fen, staff_id, approver_id, note FROM money_line WHERE kind = 'over-short'`))
      .toEqual([{ amount_fen: -1001, staff_id: 'c01', approver_id: 'm01', note: reason }]);
    expect(z.receipt.lines).toContainEqual(expect.objectContaining({ text: '授权人 m01' }));
  });

  it('[T12] asks nothing for a difference at the limit, and leaves no line for none at all', async () => {
    const first = await openShift(till, 50_000);
    expect(await till.must('shift.close', { shiftId: first.shiftId, countedFen: 51_000 })).toMatchObject({ overShortFen: 1000 });
    const second = await openShift(till, 51_000);
    await till.must('shift.close', { shiftId: second.shiftId, countedFen: 51_000 });
    expect(till.rows(`SELECT amount_fen FROM money_line WHERE kind = 'over-short'`)).toEqual([{ amount_fen: 1000 }]);
  });

  it('[T13] keeps a refused count in the books, so that nobody tries sums until one fits', async () => {
    const { shiftId } = await openShift(till, 50_000);
    for (const countedFen of [10_000, 20_000, 30_000]) expect(await till.call('shift.close', { shiftId, countedFen })).toEqual({ ok: false, problem: { code: 'reason-needed' } });
    expect(entriesOf(till, 'shift.counted').map((entry) => entry.payload['countedFen'])).toEqual([10_000, 20_000, 30_000]);
    expect((await till.must('shift.close', { shiftId, countedFen: 50_000 })).countAttempts).toBe(4);
  });

  it('[T14] names a parked sale, an unknown payment and an unprinted slip, carries them over by a second person\'s word, and drops nothing (F78)', async () => {
    const { shiftId } = await openShift(till, 50_000);
    const sold = await sell(till, { subscriber: 1 });
    const draft = await readySale(till, { subscriber: 3 });
    const paymentId = paymentOnDisk(till, draft.saleId, 'unknown');
    laterBy(3);
    await till.sync();
    const work = await till.must('shift.open-work', {});
    expect(work).toEqual([
      { kind: 'payment', id: paymentId, label: '165****0003', amountFen: 6000, at: expect.any(String) },
      { kind: 'parked', id: draft.saleId, label: '165****0003', amountFen: draft.quote.totalFen, at: expect.any(String) },
      { kind: 'unprinted', id: sold.saleId, label: sold.receiptNumber, amountFen: 6000, at: sold.completedAt },
    ]);
    const count = await till.must('shift.count', { shiftId, countedFen: 56_000 });
    expect(count).toMatchObject({ needsApproval: true, approval: { operation: 'shift.close-open-work', amountFen: 0 }, openWork: work });
    expect(await till.call('shift.close', { shiftId, countedFen: 56_000 })).toEqual({ ok: false, problem: { code: 'approval-needed', operation: 'shift.close-open-work' } });
    const approvalId = await secondPersonSays(till, { operation: 'shift.close-open-work', subject: shiftId });
    const z = await till.must('shift.close', { shiftId, countedFen: 56_000, approvalId });
    expect(z.carriedOver).toEqual(work.map(({ kind, id, amountFen }) => ({ kind, id, amount: amountFen })));
    for (const { label } of work) expect(JSON.stringify(z.receipt)).toContain(label);
    expect(till.rows('SELECT sale_id, state, parked_at IS NOT NULL AS is_parked FROM sale_draft WHERE state = ?', 'open')).toEqual([{ sale_id: draft.saleId, state: 'open', is_parked: 1 }]);
    expect(till.rows('SELECT payment_id, state FROM payment')).toEqual([{ payment_id: paymentId, state: 'unknown' }]);
    await openShift(till);
    expect((await till.must('shift.open-work', {})).map(({ kind, id }) => [kind, id])).toEqual([['payment', paymentId], ['parked', draft.saleId]]);
  });

  it('[T14] asks nobody for what is only on its way to the carrier or the printer, and somebody once it has waited', async () => {
    gateway.proxy.goDown();
    const { shiftId } = await openShift(till, 50_000);
    await sell(till, { subscriber: 1 });
    const fresh = await till.must('shift.count', { shiftId, countedFen: 56_000 });
    expect(fresh).toMatchObject({ needsApproval: false, openWork: [{ kind: 'unsent', amountFen: 6000 }, { kind: 'unprinted', amountFen: 6000 }] });
    await printAll(till);
    laterBy(3);
    const late = await till.must('shift.count', { shiftId, countedFen: 56_000 });
    expect(late).toMatchObject({ needsApproval: true, openWork: [{ kind: 'unsent', label: expect.stringMatching(/^\d+$/), amountFen: 6000 }] });
    await till.signIn('m01');
    expect(await till.must('shift.close', { shiftId, countedFen: 56_000 })).toMatchObject({ approvalId: null, carriedOver: [{ kind: 'unsent', amount: 6000 }] });
  });

  it('[T15] freezes the Z: a copy years later is the same paper under a numbered mark', async () => {
    const { shiftId } = await openShift(till);
    await sell(till, { subscriber: 1 });
    const z = await till.must('shift.close', { shiftId, countedFen: 56_000 });
    till = await till.restart();
    await till.signIn();
    const copies = [await till.must('shift.reprint', { shiftId }), await till.must('shift.reprint', { shiftId })];
    expect(copies.map(({ copyNumber, copy, document, title }) => [copyNumber, copy?.staffId, JSON.stringify(document) === JSON.stringify(z.receipt), title])).toEqual([
      [1, 'c01', true, `${till.terminalId()}-Z1-copy1`], [2, 'c01', true, `${till.terminalId()}-Z1-copy2`],
    ]);
    expect(await till.call('shift.reprint', { shiftId: 'no-such-shift' })).toEqual({ ok: false, problem: { code: 'shift-unknown' } });
    expect(() => till.tamper(`UPDATE shift SET z_data = '{}' WHERE shift_id = '${shiftId}'`)).toThrow('closed shifts never change');
  });
});
