// Voids through the one door, on a real till that is cut off so that nothing leaves it.
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf, heldEntries, localEntries, openShift, refOf, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { secondPersonSays } from '#tests/support/second-person.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => {
  await gateway.close();
});
beforeEach(async () => {
  gateway.clock.jumpTo('2026-11-24T02:00:00.000Z');
  till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
  gateway.proxy.goDown();
  // From here the till knows that nobody answers, and offers nothing.
  await till.sync();
});
afterEach(async () => {
  gateway.proxy.comeBack();
  await till.close();
});

const codeOf = (reply: unknown): string => (reply as { problem?: { code: string } }).problem?.code ?? 'ok';
const voidIt = async (saleId: string, totalFen = 6000, approvalId?: string): Promise<unknown> =>
  till.call('sale.void', { saleId, reason: 'wrong card', approvalId: approvalId ?? await secondPersonSays(till, { operation: 'sale.void', amountFen: totalFen, subject: saleId }) });
const expiryOf = async (number: number): Promise<unknown> => {
  const account = await till.must('sale.begin', { subscriberRef: refOf(number) });
  await till.must('sale.abandon', { saleId: account.saleId });
  return account.account.expiryOn;
};

describe('undo/void-sale', () => {
  it('[U3] takes everything back in one piece: journal, money lines, slip, approval, and the expected last day', async () => {
    const before = await expiryOf(101);
    const sale = await sell(till, { subscriber: 101, receivedFen: 10_000 });
    expect(await expiryOf(101)).toBe(sale.expectedExpiry);
    const voided = await till.must('sale.void', { saleId: sale.saleId, reason: 'wrong card', approvalId: await secondPersonSays(till, { operation: 'sale.void', amountFen: 6000, subject: sale.saleId }) });
    expect(voided).toMatchObject({ voided: { staffId: 'c01', reason: 'wrong card' }, carrier: { state: 'voided' }, totalFen: 6000 });
    expect(entriesOf(till, 'sale.voided')).toMatchObject([{ payload: { saleId: sale.saleId, total: 6000, staffId: 'c01', tenders: [{ method: 'cash', amount: 6000 }] } }]);
    expect(till.rows('SELECT kind, method, amount_fen, approver_id FROM money_line WHERE sale_id = ? ORDER BY seq, line', sale.saleId)).toEqual([
      { kind: 'sale', method: null, amount_fen: 6000, approver_id: null }, { kind: 'tender', method: 'cash', amount_fen: 6000, approver_id: null },
      { kind: 'void', method: null, amount_fen: -6000, approver_id: 'm01' }, { kind: 'tender-back', method: 'cash', amount_fen: -6000, approver_id: 'm01' },
    ]);
    const slip = (await till.must('print.pending', {})).find((job) => job.title === `${sale.receiptNumber}-void`);
    expect(JSON.stringify(slip?.document)).toContain('撤销凭条');
    expect(await expiryOf(101)).toBe(before);
    expect(till.rows('SELECT count(*) AS n FROM approval WHERE used_at IS NOT NULL')).toEqual([{ n: 1 }]);
  });

  it('[U1] says before the key is pressed whether it would work, and stops when the sale is offered', async () => {
    const sale = await sell(till, { subscriber: 102 });
    expect(await till.must('sale.can-void', { saleId: sale.saleId })).toEqual({ canVoid: true, needsApproval: true });
    gateway.proxy.comeBack();
    await till.sync();
    expect(await till.must('sale.can-void', { saleId: sale.saleId })).toEqual({ canVoid: false, needsApproval: true });
    const approvalId = await secondPersonSays(till, { operation: 'sale.void', amountFen: 6000, subject: sale.saleId });
    expect(codeOf(await voidIt(sale.saleId, 6000, approvalId))).toBe('void-too-late');
    expect(till.rows('SELECT used_at FROM approval')).toEqual([{ used_at: null }]);
  });

  it('[U1] refuses what was sold in another shift, twice, and what was never sold', async () => {
    const sale = await sell(till, { subscriber: 103 });
    expect(codeOf(await voidIt(sale.saleId))).toBe('ok');
    expect(codeOf(await voidIt(sale.saleId))).toBe('already-voided');
    expect(codeOf(await voidIt('019ab000-0000-7000-8000-000000000001'))).toBe('sale-unknown');
    await till.must('session.sign-in', { staffId: 'c02', pin: pins['c02'] ?? '' }, 'other');
    const next = await sell(till, { subscriber: 104 });
    expect(codeOf(await till.call('sale.void', { saleId: next.saleId, reason: 'x' }, 'other'))).toBe('shift-of-other');
  });

  it('[U2] refuses to pull a renewal from under a later one of the same card; the last one goes first', async () => {
    const first = await sell(till, { subscriber: 105 });
    const second = await sell(till, { subscriber: 105 });
    expect(codeOf(await voidIt(first.saleId))).toBe('void-not-possible');
    expect(codeOf(await voidIt(second.saleId))).toBe('ok');
    expect(codeOf(await voidIt(first.saleId))).toBe('ok');
  });

  it('[AP1] needs a second person for just this sale and amount (F105)', async () => {
    const sale = await sell(till, { subscriber: 106 });
    const other = await sell(till, { subscriber: 107 });
    expect(codeOf(await till.call('sale.void', { saleId: sale.saleId, reason: 'x' }))).toBe('approval-needed');
    const forOther = await secondPersonSays(till, { operation: 'sale.void', amountFen: 6000, subject: other.saleId });
    expect(codeOf(await voidIt(sale.saleId, 6000, forOther))).toBe('approval-refused');
    expect(codeOf(await voidIt(sale.saleId, 6000, await secondPersonSays(till, { operation: 'sale.void', amountFen: 6001, subject: sale.saleId })))).toBe('approval-refused');
    expect(codeOf(await voidIt(other.saleId, 6000, forOther))).toBe('ok');
  });

  it('[U4] the batch names the voided sale, and the carrier gets its row and its void', async () => {
    const sale = await sell(till, { subscriber: 108 });
    await voidIt(sale.saleId);
    gateway.proxy.comeBack();
    await till.sync();
    await till.sync();
    const types = (await heldEntries(gateway, till.terminalId())).filter((entry) => entry.payload['saleId'] === sale.saleId).map((entry) => entry.type);
    expect(types).toEqual(expect.arrayContaining(['sale.completed', 'sale.voided']));
  });

  it('[U5] no command that changes sales changes a finished one: its row stays as it was (F41, F66)', async () => {
    const sale = await sell(till, { subscriber: 109 });
    const rowHash = (): string => createHash('sha256').update(JSON.stringify(till.rows('SELECT * FROM sale WHERE sale_id = ?', sale.saleId))).digest('hex');
    const before = rowHash();
    const entries = localEntries(till).length;
    const said = [
      await till.call('sale.quote', { saleId: sale.saleId, planId: 'basic-30', months: 3 }), await till.call('sale.abandon', { saleId: sale.saleId }),
      await till.call('identity.check', { saleId: sale.saleId, documentType: 'RESIDENT_ID', number: '999999199003070012', way: 'typed' }),
      await till.call('sale.complete', { saleId: sale.saleId, totalFen: 3000, tenders: [{ method: 'cash', receivedFen: 3000 }] }),
    ].map(codeOf);
    expect(said).not.toContain('ok');
    expect(localEntries(till).length).toBe(entries);
    await voidIt(sale.saleId);
    expect(rowHash()).toBe(before);
  });
});
