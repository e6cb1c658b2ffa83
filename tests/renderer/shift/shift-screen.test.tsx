// @vitest-environment happy-dom
// Opening and closing a shift at its screen: counted first, told afterwards, sent once.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ShiftScreen } from '#renderer/features/shift/shift-screen.tsx';
import { overShortOf } from '#renderer/features/shift/z-figures.tsx';
import { useCommittedCounts } from '#renderer/features/shift/committed-count-store.ts';
import { useApprovalAsking } from '#renderer/flow/approval-store.ts';
import type { OpenWork } from '#shared/contract/till/undo-channels.ts';
import { approvalIdSchema, shiftIdSchema, staffIdSchema } from '#shared/contract/values.ts';
import { fen } from '#shared/domain/fen.ts';
import { auditor, manager, shift, signedIn, z } from '#tests/renderer/support/desk-samples.ts';
import { no, showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const noShift = { 'shift.current': () => yes({ shift: null, lastCountFen: fen(143_000), lastZ: z }) };

afterEach(() => {
  useApprovalAsking.getState().settle(null);
  useCommittedCounts.getState().forget();
  cleanup();
});

describe('shift/open', () => {
  it('sends the float in fen, once, however often Enter is pressed', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, { ...noShift, 'shift.open': () => yes(shift) });
    await screen.findByTestId('shift-float');
    await user.keyboard('300.5{Enter}');
    await waitFor(() => expect(screen.getByTestId('shift-open').hasAttribute('disabled')).toBe(true));
    await user.keyboard('{Enter}');
    expect(sent('shift.open')).toEqual([{ floatFen: 30_050 }]);
  });

  it.each([['', '请输入金额，没有就填 0。'], ['12a', '金额看不懂，请按 123.45 的样子输入。'], ['1.234', '金额看不懂，请按 123.45 的样子输入。']])('sends no float that reads “%s”', async (typed, said) => {
    const { user, sent } = showScreen(<ShiftScreen />, noShift);
    const field = await screen.findByTestId('shift-float');
    if (typed !== '') await user.type(field, typed);
    await user.keyboard('{Enter}');
    expect(await screen.findByText(said)).toBeTruthy();
    expect(sent('shift.open')).toEqual([]);
  });

  it('puts the last count in only when asked to', async () => {
    const { user } = showScreen(<ShiftScreen />, noShift);
    const field: HTMLInputElement = await screen.findByTestId('shift-float');
    expect(field.value).toBe('');
    await screen.findByTestId('float-same');
    await user.keyboard('[F5]');
    expect(field.value).toBe('1,430.00');
  });
});

const even = { attempt: 1, countedFen: fen(144_000), expectedFen: fen(144_000), overShortFen: fen(0), needsReason: false, needsApproval: false, openWork: [] };
const short = { ...even, countedFen: fen(143_000), overShortFen: fen(-1000) };
const openWork: OpenWork = { kind: 'payment', id: 'p-1', label: '165****0002', amountFen: fen(6000), at: '2026-11-24T02:20:00.000Z' };
const approvalId = approvalIdSchema.parse('01930000-0000-7000-8000-0000000000aa');

async function typeCount(user: ReturnType<typeof showScreen>['user'], typed: string): Promise<void> {
  await screen.findByTestId('shift-counted');
  await user.keyboard(`${typed}{Enter}`);
  await screen.findByText('就是这个数？');
}

describe('shift/close', () => {
  it('shows no expected amount before the count is committed, and commits only at the second Enter', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, { 'shift.count': () => yes(short) });
    await typeCount(user, '1430');
    expect([sent('shift.count'), sent('shift.close'), document.body.innerHTML.includes('1,440.00')]).toEqual([[], [], false]);
    await user.keyboard('{Enter}');
    expect((await screen.findByTestId('shift-result-over-short')).textContent).toBe('￥10.00');
    expect([sent('shift.count'), sent('shift.close')]).toEqual([[{ shiftId: shift.shiftId, countedFen: 143_000 }], []]);
    expect(screen.getByTestId('shift-result-expected').textContent).toBe('￥1,440.00');
  });

  it('closes by itself where the cash is right and nothing is left open', async () => {
    const { user, sent } = showScreen(<ShiftScreen renderReceipt={() => <p>paper</p>} />, { 'shift.count': () => yes(even), 'shift.close': () => yes({ ...z, overShortFen: fen(0) }) });
    await typeCount(user, '1440');
    await user.keyboard('{Enter}');
    expect((await screen.findByTestId('shift-over-short')).textContent).toBe('￥0.00');
    expect([sent('shift.close'), screen.getByText('paper').tagName]).toEqual([[{ shiftId: shift.shiftId, countedFen: 144_000 }], 'P']);
  });

  it('shows nothing of an even count in passing; only where the close is refused it stands there', async () => {
    let refuse: () => void = () => undefined;
    const refused = new Promise<{ ok: false; problem: { code: 'sale-still-open' } }>((resolve) => { refuse = () => resolve(no({ code: 'sale-still-open' })); });
    const { user, sent } = showScreen(<ShiftScreen />, { 'shift.count': () => yes(even), 'shift.close': () => refused });
    await typeCount(user, '1440');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent('shift.close')).toHaveLength(1));
    expect([screen.queryByTestId('shift-result'), screen.getByTestId('shift-close').hasAttribute('disabled')]).toEqual([null, true]);
    refuse();
    expect((await screen.findByTestId('shift-result-over-short')).textContent).toBe('￥0.00');
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('sale-still-open');
  });

  it('lets the person count again; every count goes to the till', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, { 'shift.count': () => yes(short) });
    await typeCount(user, '1430');
    await user.keyboard('{Enter}');
    await screen.findByTestId('shift-result');
    await user.keyboard('{Escape}');
    const field: HTMLInputElement = await screen.findByTestId('shift-counted');
    expect(field.value).toBe('');
    await typeCount(user, '1435');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent('shift.count')).toHaveLength(2));
  });

  it('does not close beyond the limit without a reason, then asks for the approval the till names', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, {
      'shift.count': () => yes({ ...short, needsReason: true, needsApproval: true, openWork: [openWork] }),
      'shift.close': ({ approvalId: given }) => (given === undefined ? no({ code: 'approval-needed', operation: 'shift.close-difference' }) : yes(z)),
    });
    await typeCount(user, '1430');
    await user.keyboard('{Enter}');
    await screen.findByTestId('close-needs-approval');
    await user.keyboard('{Enter}');
    expect(await screen.findByTestId('reason-missing')).toBeTruthy();
    expect(sent('shift.close')).toEqual([]);
    await user.click(screen.getByTestId('reason-1'));
    await user.click(screen.getByTestId('shift-close'));
    await waitFor(() => expect(useApprovalAsking.getState().asked?.act).toEqual({ operation: 'shift.close-difference', amountFen: 1000, subject: shift.shiftId }));
    useApprovalAsking.getState().settle(approvalId);
    await screen.findByTestId('shift-closed');
    expect(sent('shift.close').at(-1)).toEqual({ shiftId: shift.shiftId, countedFen: 143_000, reason: 'change-mistake', approvalId });
  });

  it('asks for nothing but the word for what is left open where only that needs one', async () => {
    const { user } = showScreen(<ShiftScreen />, { 'shift.count': () => yes({ ...even, needsApproval: true }), 'shift.close': () => no({ code: 'approval-needed', operation: 'shift.close-open-work' }) });
    await typeCount(user, '1440');
    await user.keyboard('{Enter}');
    await screen.findByTestId('close-needs-approval');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(useApprovalAsking.getState().asked?.act).toEqual({ operation: 'shift.close-open-work', amountFen: 0, subject: shift.shiftId }));
    useApprovalAsking.getState().settle(null);
    await waitFor(() => expect(screen.getByTestId('shift-close')).toHaveProperty('disabled', false));
    expect([screen.queryByTestId('problem'), screen.getByTestId('shift-result-over-short').textContent]).toEqual([null, '￥0.00']);
  });

  it('names what is carried over and leads to it; the count is still there afterwards', async () => {
    const shown: string[] = [];
    const { user } = showScreen(<ShiftScreen onShow={(place) => shown.push(place)} />, { 'shift.count': () => yes(short), 'shift.open-work': () => yes([openWork, { ...openWork, kind: 'unprinted', id: 'j-1', amountFen: null }]) });
    expect((await screen.findByTestId('open-work')).textContent).toMatch(/2 件.*未定的付款.*￥60\.00.*没打印的小票/);
    await typeCount(user, '1430');
    await user.keyboard('{Enter}');
    await screen.findByTestId('shift-result');
    await user.click(screen.getAllByText('去看')[0]!);
    expect(shown).toEqual(['sell']);
    cleanup();
    showScreen(<ShiftScreen />);
    expect(await screen.findByTestId('shift-result')).toBeTruthy();
  });

  it('shows a committed count to nobody but who counted', async () => {
    const { user } = showScreen(<ShiftScreen />, { 'shift.count': () => yes(short) });
    await typeCount(user, '1430');
    await user.keyboard('{Enter}');
    await screen.findByTestId('shift-result');
    cleanup();
    showScreen(<ShiftScreen />, { 'session.read': () => yes({ ...signedIn, person: manager }) });
    await screen.findByTestId('shift-counted');
    expect(document.body.innerHTML).not.toContain('1,440.00');
  });

  it('goes back to counting with Escape', async () => {
    const { user } = showScreen(<ShiftScreen />);
    const field: HTMLInputElement = await screen.findByTestId('shift-counted');
    await user.keyboard('1430{Enter}');
    expect(field.readOnly).toBe(true);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(field.readOnly).toBe(false));
    expect(field.value).toBe('1430');
  });

  it('says why it cannot close while a sale is open', async () => {
    const { user } = showScreen(<ShiftScreen />, { 'shift.count': () => no({ code: 'sale-still-open' }) });
    await typeCount(user, '1430');
    await user.keyboard('{Enter}');
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('sale-still-open');
  });

  it('signs out for the next person, who is offered the count as the float', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, { 'shift.count': () => yes(even), 'shift.close': () => yes(z), 'session.sign-out': () => yes({ ...signedIn, state: 'signed-out', person: null }) });
    await typeCount(user, '1440');
    await user.keyboard('{Enter}');
    await screen.findByTestId('shift-closed');
    await user.keyboard('[F8]');
    await waitFor(() => expect(sent('session.sign-out')).toEqual([{}]));
  });
});

describe('shift/pieces', () => {
  it('sums notes and coins while they are typed and sends them with their total', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, { ...noShift, 'shift.open': () => yes(shift) });
    await user.click(await screen.findByTestId('count-by-pieces'));
    await user.keyboard('2{ArrowDown}1');
    await user.type(screen.getByTestId('pieces-50'), '3');
    expect(screen.getByTestId('pieces-total').textContent).toBe('￥251.50');
    expect(screen.getByTestId('float-difference').textContent).toContain('少 ￥1,178.50');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent('shift.open')).toEqual([{ floatFen: 25_150, denominations: [{ valueFen: 10_000, pieces: 2 }, { valueFen: 5000, pieces: 1 }, { valueFen: 50, pieces: 3 }] }]));
    await user.click(screen.getByTestId('count-by-total'));
  });

  it('takes the keys of the pad for the face in focus, and nothing that is no digit', async () => {
    const { user } = showScreen(<ShiftScreen />, noShift);
    await user.click(await screen.findByTestId('count-by-pieces'));
    await user.click(screen.getByTestId('pieces-2000'));
    await user.click(screen.getByRole('button', { name: '7' }));
    await user.type(screen.getByTestId('pieces-2000'), 'x.-２');
    expect(screen.getByTestId<HTMLInputElement>('pieces-2000').value).toBe('72');
    await user.click(screen.getByTestId('count-by-total'));
  });
});

describe('shift/cash', () => {
  it('takes an amount and a reason, and keeps both while a second person is asked', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, { 'cash.move': ({ approvalId: given }) => (given === undefined ? no({ code: 'approval-needed', operation: 'cash.paid-out' }) : yes(shift)) });
    await screen.findByTestId('cash-out');
    await user.keyboard('[F6]');
    await user.type(await screen.findByTestId('cash-amount'), '50{Enter}');
    expect(await screen.findByTestId('reason-missing')).toBeTruthy();
    await user.click(screen.getByTestId('reason-2'));
    await user.click(screen.getByTestId('cash-submit'));
    await waitFor(() => expect(useApprovalAsking.getState().asked?.act).toEqual({ operation: 'cash.paid-out', amountFen: 5000, subject: shift.shiftId }));
    useApprovalAsking.getState().settle(null);
    await waitFor(() => expect(screen.getByTestId('cash-submit')).toHaveProperty('disabled', false));
    expect([screen.getByTestId<HTMLInputElement>('cash-amount').value, screen.queryByTestId('problem')]).toEqual(['50', null]);
    await user.click(screen.getByTestId('cash-submit'));
    await waitFor(() => expect(useApprovalAsking.getState().asked).not.toBeNull());
    useApprovalAsking.getState().settle(approvalId);
    expect((await screen.findByText('已取出 ￥50.00')).dataset['testid']).toBe('cash-said');
    const { moveId } = sent('cash.move')[0] as { moveId: string };
    expect(moveId).toMatch(/^[0-9a-f-]{36}$/);
    // The form is the same one all the time, so it is one movement, whatever becomes of an answer.
    expect(sent('cash.move').at(-1)).toEqual({ shiftId: shift.shiftId, moveId, direction: 'out', amountFen: 5000, reason: 'courier-fee', approvalId });
  });

  it('opens the drawer for a reason only; a digit picks it', async () => {
    const { user, sent } = showScreen(<ShiftScreen />, { 'drawer.open': () => yes(shift) });
    await screen.findByTestId('cash-open');
    await user.keyboard('[F8]');
    await screen.findByTestId('cash-dialog');
    await user.keyboard('1{Enter}');
    await waitFor(() => expect(sent('drawer.open')).toEqual([{ shiftId: shift.shiftId, moveId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, reason: 'change-for-customer' }]));
  });
});

describe('shift/whose', () => {
  const others = { 'shift.current': () => yes({ shift: { ...shift, staffId: staffIdSchema.parse('c02'), isMine: false }, lastCountFen: null, lastZ: null }) };

  it('says whose shift it is and what to do, and offers a clerk no button of it', async () => {
    showScreen(<ShiftScreen />, others);
    await screen.findByText('这是 陈* c02 的班');
    expect(screen.getByTestId('shift-of-other').textContent).toContain('店长');
    expect(['shift-close', 'cash-in', 'shift-x', 'shift-list'].map((testId) => screen.queryByTestId(testId))).toEqual([null, null, null, null]);
  });

  it('lets a manager count and close it, and says so', async () => {
    showScreen(<ShiftScreen />, { ...others, 'session.read': () => yes({ ...signedIn, person: manager }) });
    expect((await screen.findByTestId('shift-of-other-note')).textContent).toContain('c02');
    expect([screen.getByTestId('shift-close').tagName, screen.queryByTestId('cash-in')]).toEqual(['BUTTON', null]);
  });

  it('shows an auditor everything and lets them press nothing that moves cash', async () => {
    showScreen(<ShiftScreen />, { ...others, 'session.read': () => yes({ ...signedIn, person: auditor }) });
    await screen.findByTestId('shift-read-only');
    expect(['shift-x', 'shift-list'].map((testId) => screen.getByTestId(testId).tagName)).toEqual(['BUTTON', 'BUTTON']);
    expect(['shift-close', 'shift-counted', 'cash-in'].map((testId) => screen.queryByTestId(testId))).toEqual([null, null, null]);
  });
});

describe('shift/reports', () => {
  const reviewing = { 'session.read': () => yes({ ...signedIn, person: manager }) };
  const { receipt, ...summary } = z;

  it('shows the X to who reads the figures', async () => {
    const { user } = showScreen(<ShiftScreen renderReceipt={() => <p>paper</p>} />, { ...reviewing, 'shift.x': () => yes({ shiftId: shift.shiftId, staffId: shift.staffId, openedAt: shift.openedAt, at: z.closedAt, totals: z.totals, receipt }) });
    await screen.findByTestId('shift-x');
    await user.keyboard('[F9]');
    await screen.findByTestId('x-report');
    expect((await screen.findByTestId('z-expected')).textContent).toBe('￥1,440.00');
    expect(screen.getByText('paper').tagName).toBe('P');
  });

  it('lists closed shifts with their methods, pieces and what they carried over, and prints one again', async () => {
    const full = {
      ...summary, denominations: [{ valueFen: 10_000 as const, pieces: 14 }, { valueFen: 50 as const, pieces: 2 }], differenceReason: '找零出错',
      totals: { ...z.totals, byMethod: [{ method: 'alipay' as const, count: 2, takenFen: fen(12_000), returnedFen: fen(2000) }] },
      carriedOver: [{ kind: 'payment' as const, id: 'p-1', amount: fen(6000) }],
    };
    const { user, sent } = showScreen(<ShiftScreen />, { ...reviewing, 'shift.list': () => yes([full, { ...summary, shiftId: shiftIdSchema.parse('S-0'), zNumber: 6 }]) });
    await user.click(await screen.findByTestId('shift-list'));
    expect(await screen.findAllByTestId('z-row')).toHaveLength(2);
    expect(sent('shift.list')).toEqual([{ from: '2026-10-25', to: '2026-11-24' }]);
    expect(['z-method-alipay', 'z-pieces', 'z-carried-over'].map((testId) => screen.getByTestId(testId).textContent)).toEqual(['￥120.00退回 ￥20.00', '￥100×14  ￥0.5×2', '未定的付款 ￥60.00']);
    await user.keyboard('{ArrowDown}[F9]');
    await waitFor(() => expect(sent('shift.reprint')).toEqual([{ shiftId: 'S-0' }]));
    await user.keyboard('{Escape}');
    await screen.findByTestId('shift-current');
  });
});

describe('shift/over-short', () => {
  it('names the difference and drops its sign', () => {
    expect([-1000, 0, 250].map((overShortFen) => overShortOf({ overShortFen: fen(overShortFen) }))).toEqual([
      { kind: 'short', amountFen: 1000 }, { kind: 'even', amountFen: 0 }, { kind: 'over', amountFen: 250 },
    ]);
  });
});
