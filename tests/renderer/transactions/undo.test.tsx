// @vitest-environment happy-dom
// Taking back and giving back at the screen: said before money moves, asked of a second person, nothing handed out too early.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { canRefund } from '#renderer/features/transactions/sale-acts.tsx';
import { TransactionsScreen } from '#renderer/features/transactions/transactions-screen.tsx';
import { UndoSale } from '#renderer/features/transactions/undo-sale.tsx';
import { useApprovalAsking } from '#renderer/flow/approval-store.ts';
import type { RefundPreview, RefundTask, RefundView } from '#shared/contract/till/undo-channels.ts';
import { approvalIdSchema, dateSchema, paymentIdSchema, refundIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import { fen } from '#shared/domain/fen.ts';
import { auditor, manager, saleRow, saleView, signedIn, terminal } from '#tests/renderer/support/desk-samples.ts';
import type { Answers } from '#tests/renderer/support/scripted-bridge.ts';
import { no, showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const sale = saleView(1);
const approvalId = approvalIdSchema.parse('01930000-0000-7000-8000-0000000000aa');
const refundIds = [1, 2, 3].map((n) => refundIdSchema.parse(`01930000-0000-7000-8000-0000000000b${n}`));
const cashLine = { paymentId: sale.tenders[0]!.paymentId, method: 'cash' as const };
const preview = (amount: number, changes: Partial<RefundPreview> = {}): RefundPreview => ({
  refundId: refundIds[0]!, saleId: sale.saleId, paidFen: fen(18_000), refundedFen: fen(0), leftFen: fen(18_000), amountFen: fen(amount),
  lines: [{ ...cashLine, amountFen: fen(amount) }], mode: 'online', validity: 'moved-back', expiryAfter: dateSchema.parse('2026-11-14'), needsApproval: false, ...changes,
});
const refund = (changes: Partial<RefundView> = {}): RefundView => ({
  refundId: refundIds[0]!, saleId: sale.saleId, receiptNumber: sale.receiptNumber, msisdnMasked: sale.msisdnMasked, amountFen: fen(18_000), lines: [{ ...cashLine, amountFen: fen(18_000) }],
  state: 'completed', failure: null, reason: 'changed-mind', mode: 'online', validity: 'moved-back', expiryAfter: dateSchema.parse('2026-11-14'), staffId: sale.staffId, approverId: null,
  requestedAt: terminal.now, changedAt: terminal.now, cashFen: fen(18_000), ...changes,
});
const usual: Answers = {
  'sale.list': () => yes({ rows: [saleRow(1)], totalFen: fen(18_000), count: 1 }), 'sale.read': () => yes(sale), 'task.list': () => yes([]), 'refund.list': () => yes([]),
  'sale.can-void': () => yes({ canVoid: false, needsApproval: false }),
};
const asked = (): unknown => useApprovalAsking.getState().asked?.act;

afterEach(() => {
  useApprovalAsking.getState().settle(null);
  cleanup();
});

describe('transactions/void', () => {
  const voidable: Answers = { ...usual, 'sale.can-void': () => yes({ canVoid: true, needsApproval: true }) };
  const voided = { ...sale, voided: { at: terminal.now, staffId: sale.staffId, reason: 'wrong-card' } };

  it('takes a sale back with one key, a digit for the reason and Enter, and says what cash to hand back', async () => {
    let isDone = false;
    const { user, sent } = showScreen(<UndoSale sale={sale} onDone={() => { isDone = true; }} />, { ...voidable, 'sale.void': () => yes(voided) });
    await screen.findByTestId('sale-void');
    await user.keyboard('[F7]');
    await screen.findByTestId('void-submit');
    await user.keyboard('2{Enter}');
    expect((await screen.findByTestId('void-cash')).textContent).toBe('￥180.00');
    expect(sent('sale.void')).toEqual([{ saleId: sale.saleId, reason: 'wrong-card' }]);
    await user.keyboard('{Enter}');
    expect([isDone, screen.queryByTestId('void-dialog')]).toEqual([true, null]);
  });

  it('takes nothing back without a reason, nor where nobody approves', async () => {
    const { user, sent } = showScreen(<UndoSale sale={sale} />, { ...voidable, 'sale.void': () => no({ code: 'approval-needed', operation: 'sale.void' }) });
    await user.click(await screen.findByTestId('sale-void'));
    await user.click(await screen.findByTestId('void-submit'));
    expect([await screen.findByTestId('reason-missing').then((element) => element.tagName), sent('sale.void')]).toEqual(['SPAN', []]);
    await user.click(screen.getByTestId('reason-1'));
    await user.click(screen.getByTestId('void-submit'));
    await waitFor(() => expect(asked()).toEqual({ operation: 'sale.void', amountFen: 18_000, subject: sale.saleId }));
    useApprovalAsking.getState().settle(null);
    await waitFor(() => expect(screen.getByTestId('void-submit')).toHaveProperty('disabled', false));
    expect([sent('sale.void').length, screen.queryByTestId('problem'), screen.getByTestId('reason-1').getAttribute('aria-pressed')]).toEqual([1, null, 'true']);
  });

  it('says what to do when the sale has left the terminal meanwhile', async () => {
    const { user } = showScreen(<UndoSale sale={sale} />, { ...voidable, 'sale.void': () => no({ code: 'void-too-late' }) });
    await user.click(await screen.findByTestId('sale-void'));
    await screen.findByTestId('void-submit');
    await user.keyboard('1{Enter}');
    expect((await screen.findByTestId('problem')).textContent).toContain('退款');
  });

  it('is not offered once the carrier has the sale', async () => {
    const { sent } = showScreen(<UndoSale sale={sale} />, usual);
    await waitFor(() => expect(sent('sale.can-void')).toHaveLength(1));
    expect(screen.queryByTestId('sale-void')).toBeNull();
  });
});

describe('transactions/refund', () => {
  async function opened(answers: Answers): Promise<ReturnType<typeof showScreen>> {
    const shown = showScreen(<TransactionsScreen />, { ...usual, 'refund.preview': ({ amountFen = fen(18_000) }) => yes(preview(amountFen)), 'refund.read': () => yes(refund()), ...answers });
    await screen.findByTestId('sale-refund-open');
    await shown.user.keyboard('[F8]');
    await screen.findByTestId('refund-dialog');
    return shown;
  }

  it('says before money moves where it goes and what becomes of the validity', async () => {
    const { sent } = await opened({});
    expect((await screen.findByTestId('refund-preview')).textContent).toMatch(/现金￥180\.00.*2026-11-14/);
    expect([sent('refund.preview'), sent('refund.start')]).toEqual([[{ saleId: sale.saleId }], []]);
  });

  it('gives back with the id of what was previewed, after the approval, and shows the cash in the largest figure', async () => {
    const { user, sent } = await opened({ 'refund.start': ({ approvalId: given }) => (given === undefined ? no({ code: 'approval-needed', operation: 'refund.start' }) : yes(refund())) });
    await screen.findByTestId('refund-preview');
    await user.keyboard('1{Enter}');
    await waitFor(() => expect(asked()).toEqual({ operation: 'refund.start', amountFen: 18_000, subject: sale.saleId }));
    useApprovalAsking.getState().settle(approvalId);
    expect((await screen.findByTestId('refund-cash')).dataset['size']).toBe('giant');
    expect(sent('refund.start').at(-1)).toEqual({ saleId: sale.saleId, refundId: refundIds[0], amountFen: 18_000, reason: 'changed-mind', approvalId });
  });

  it('starts a part only for the amount that was previewed', async () => {
    let round = 0;
    const { user, sent } = await opened({
      'refund.preview': ({ amountFen = fen(18_000) }) => {
        round += 1;
        return yes(preview(amountFen, { refundId: refundIds[Math.min(round, 3) - 1]! }));
      },
      'refund.start': () => yes(refund()),
    });
    await user.click(await screen.findByTestId('refund-part'));
    expect(screen.getByTestId('refund-submit')).toHaveProperty('disabled', true);
    await user.type(screen.getByTestId('refund-amount'), '60');
    await waitFor(() => expect(screen.getByTestId('refund-submit').textContent).toContain('￥60.00'));
    await user.click(screen.getByTestId('reason-4'));
    await user.click(screen.getByTestId('refund-submit'));
    await screen.findByTestId('refund-outcome');
    const asks = sent('refund.preview');
    expect([asks.at(0), asks.at(-1)]).toEqual([{ saleId: sale.saleId }, { saleId: sale.saleId, amountFen: 6000 }]);
    expect(sent('refund.start')).toEqual([expect.objectContaining({ amountFen: 6000, refundId: refundIds[Math.min(asks.length, 3) - 1], reason: 'carrier-refused' })]);
  });

  it('shows why it cannot be previewed and starts nothing', async () => {
    const { sent, user } = await opened({ 'refund.preview': () => no({ code: 'refund-offline' }) });
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('refund-offline');
    await user.keyboard('1{Enter}');
    expect(sent('refund.start')).toEqual([]);
  });

  it('hands nothing out while it is under way, asks again on request, and shows the end by itself', async () => {
    const underWay = refund({ state: 'requested', cashFen: fen(0) });
    const { user, sent, bridge } = await opened({ 'refund.start': () => yes(underWay), 'refund.read': () => yes(underWay), 'refund.ask': () => yes(underWay) });
    await screen.findByTestId('refund-preview');
    await user.keyboard('1{Enter}');
    expect((await screen.findByTestId('refund-outcome')).textContent).toContain('先不要给客户钱');
    expect(screen.queryByTestId('refund-cash')).toBeNull();
    await user.click(screen.getByTestId('refund-ask'));
    await waitFor(() => expect(sent('refund.ask')).toEqual([{ refundId: refundIds[0] }]));
    bridge.script({ 'refund.read': () => yes(refund()) });
    bridge.announce({ topic: 'refund' });
    expect((await screen.findByTestId('refund-cash')).textContent).toBe('￥180.00');
  });

  it('says that no money moved when it failed', async () => {
    const failed = refund({ state: 'failed', cashFen: fen(0) });
    const { user } = await opened({ 'refund.start': () => yes(failed), 'refund.read': () => yes(failed) });
    await screen.findByTestId('refund-preview');
    await user.keyboard('1{Enter}');
    expect((await screen.findByTestId('refund-outcome')).textContent).toContain('钱没有动');
  });

  it('is offered only while something is left', () => {
    const left = { voided: null, totalFen: fen(100), refundedFen: fen(40), refundingFen: fen(0) };
    expect([left, { ...left, refundingFen: fen(60) }, { ...left, refundedFen: fen(100) }, { ...left, voided: { at: '', staffId: sale.staffId, reason: '' } }].map(canRefund)).toEqual([true, false, false, false]);
  });
});

describe('transactions/money', () => {
  it('lists every tender with what went back on it, and every refund with its state', async () => {
    const split = {
      ...saleRow(1), refundedFen: fen(2000),
      tenders: [
        { paymentId: paymentIdSchema.parse('01930000-0000-7000-8000-0000000000d1'), method: 'alipay' as const, way: 'payer-code' as const, amountFen: fen(12_000), receivedFen: fen(12_000), changeFen: fen(0), reference: '2026112422001', refundedFen: fen(2000) },
        saleRow(1).tenders[0]!,
      ],
    };
    showScreen(<TransactionsScreen />, { ...usual, 'sale.list': () => yes({ rows: [split], totalFen: fen(18_000), count: 1 }), 'refund.list': () => yes([refund({ state: 'requested' }), refund({ refundId: refundIds[1]!, state: 'failed', failure: 'X' })]) });
    expect((await screen.findByTestId('sale-tenders')).textContent).toMatch(/支付宝￥120\.00已退 ￥20\.002026112422001现金￥180\.00/);
    const shown = await screen.findAllByTestId('sale-refund');
    expect(shown.map((element) => element.dataset['state'])).toEqual(['requested', 'failed']);
    expect(shown[0]?.textContent).toContain('先不要给客户钱');
  });

  it('shows an auditor a sale and no button on it', async () => {
    showScreen(<TransactionsScreen />, { ...usual, 'session.read': () => yes({ ...signedIn, person: auditor }), 'sale.can-void': () => yes({ canVoid: true, needsApproval: false }) });
    await screen.findByTestId('sale-tenders');
    expect(['receipt-print', 'sale-void', 'sale-refund-open'].map((testId) => screen.queryByTestId(testId))).toEqual([null, null, null]);
    expect(screen.getByTestId('day-previous').tagName).toBe('BUTTON');
  });
});

describe('transactions/tasks', () => {
  const task: RefundTask = {
    saleId: sale.saleId, receiptNumber: sale.receiptNumber, businessDate: sale.businessDate, msisdnMasked: sale.msisdnMasked, totalFen: fen(18_000), leftFen: fen(18_000), reason: 'card-closed',
    ownerId: staffIdSchema.parse('c01'), createdAt: terminal.now,
  };
  const owed: Answers = { ...usual, 'task.list': () => yes([task]) };

  it('lists refused sales with owner and next step, and lets a manager pass one on', async () => {
    const { user, sent } = showScreen(<TransactionsScreen />, { ...owed, 'session.read': () => yes({ ...signedIn, person: manager }), 'task.assign': ({ ownerId }) => yes({ ...task, ownerId }) });
    await user.click(await screen.findByTestId('tasks-toggle'));
    expect((await screen.findByTestId('task-item')).textContent).toMatch(/165\*{4}0002.*￥180\.00.*销户.*c01/);
    expect((await screen.findByTestId('task-panel')).textContent).toContain('F8');
    await user.selectOptions(await screen.findByTestId('task-owner'), 'c02');
    await waitFor(() => expect(sent('task.assign')).toEqual([{ saleId: sale.saleId, ownerId: 'c02' }]));
  });

  it('settles one without a refund only with a reason and whoever has to agree', async () => {
    const { user, sent } = showScreen(<TransactionsScreen />, { ...owed, 'task.close': ({ approvalId: given }) => (given === undefined ? no({ code: 'approval-needed', operation: 'task.close' }) : yes({})) });
    await user.click(await screen.findByTestId('tasks-toggle'));
    await user.click(await screen.findByTestId('task-close'));
    await screen.findByTestId('task-close-dialog');
    await user.keyboard('1{Enter}');
    await waitFor(() => expect(asked()).toEqual({ operation: 'task.close', amountFen: 18_000, subject: sale.saleId }));
    useApprovalAsking.getState().settle(approvalId);
    await waitFor(() => expect(screen.queryByTestId('task-close-dialog')).toBeNull());
    expect(sent('task.close').at(-1)).toEqual({ saleId: sale.saleId, reason: 'carrier-mended', approvalId });
    expect(screen.queryByTestId('task-owner')).toBeNull();
  });

  it('keeps showing the cash to hand out when the refund takes its task off the list', async () => {
    const { user, bridge, sent } = showScreen(<TransactionsScreen />, { ...owed, 'refund.preview': () => yes(preview(18_000)), 'refund.start': () => yes(refund()), 'refund.read': () => yes(refund()) });
    await user.click(await screen.findByTestId('tasks-toggle'));
    await user.click(await screen.findByTestId('sale-refund-open'));
    await screen.findByTestId('refund-preview');
    await user.keyboard('1{Enter}');
    await screen.findByTestId('refund-cash');
    bridge.script({ 'task.list': () => yes([]) });
    bridge.announce({ topic: 'refund' });
    await screen.findByTestId('tasks-empty');
    expect(screen.getByTestId('refund-cash').textContent).toBe('￥180.00');
    expect([screen.queryByTestId('task-panel'), sent('refund.start').length]).toEqual([null, 1]);
  });
});
