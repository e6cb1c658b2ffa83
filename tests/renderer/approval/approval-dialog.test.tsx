// @vitest-environment happy-dom
// A second person's word at the screen: exactly what is to be approved, never oneself, errors in place, Escape loses nothing.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApprovalHost } from '#renderer/features/approval/approval-host.tsx';
import { RemoteApproval } from '#renderer/features/approval/remote-approval.tsx';
import { requestOf } from '#renderer/features/approval/remote-approval-dialog.tsx';
import { askApproval, sendApproved, useApprovalAsking } from '#renderer/flow/approval-store.ts';
import { approvalIdSchema, staffIdSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { fen } from '#shared/domain/fen.ts';
import { manager, people, signedIn } from '#tests/renderer/support/desk-samples.ts';
import type { Answers } from '#tests/renderer/support/scripted-bridge.ts';
import { no, showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const approvalId = approvalIdSchema.parse('01930000-0000-7000-8000-0000000000aa');
const challengeId = approvalIdSchema.parse('01930000-0000-7000-8000-0000000000cc');
const approverId = staffIdSchema.parse('m01');
const approvers = [{ staffId: approverId, name: '周*' }, { staffId: staffIdSchema.parse('m02'), name: '吴*' }];
const granted = { approvalId, approverId, expiresAt: '2026-11-24T02:33:09.000Z' };
const act = { operation: 'refund.start', amountFen: fen(6000), subject: '01930000-0000-7000-8000-000000000001' } as const;
const usual: Answers = { 'approval.need': () => yes({ isNeeded: true, approvers, canUseCode: true }), 'approval.grant': () => yes(granted) };
const codeOf = (): string | undefined => screen.queryByTestId('approval-problem')?.dataset['code'];

async function opened(answers: Answers = {}, about: string | null = null): Promise<ReturnType<typeof showScreen> & { readonly answer: Promise<string | null> }> {
  const shown = showScreen(<ApprovalHost />, { ...usual, ...answers });
  await waitFor(() => expect(shown.sent('session.read')).toHaveLength(1));
  const answer = askApproval(act, about);
  await screen.findByTestId('approval-dialog');
  return { ...shown, answer };
}

afterEach(() => {
  useApprovalAsking.getState().settle(null);
  cleanup();
});

describe('approval/dialog', () => {
  it('says what is to be approved and grants it with the PIN of the chosen one, once', async () => {
    const { user, sent, answer } = await opened({}, '165****0002 · 小票 0042');
    expect((await screen.findByTestId('approval-what')).textContent).toBe('退款165****0002 · 小票 0042￥60.00');
    await user.click(await screen.findByTestId('approver-m01'));
    await user.type(screen.getByTestId('approval-pin'), '864209');
    await user.keyboard('{Enter}');
    expect(await answer).toBe(approvalId);
    expect(sent('approval.grant')).toEqual([{ ...act, approverId: 'm01', pin: '864209' }]);
    expect(screen.queryByTestId('approval-dialog')).toBeNull();
  });

  it('chooses nobody by itself among several, and the only one where there is one', async () => {
    const { sent } = await opened();
    expect(await screen.findByTestId<HTMLButtonElement>('approval-submit')).toHaveProperty('disabled', true);
    expect([...document.querySelectorAll<HTMLInputElement>('[type="radio"]')].map(({ checked }) => checked)).toEqual([false, false]);
    cleanup();
    const { user, answer } = await opened({ 'approval.need': () => yes({ isNeeded: true, approvers: approvers.slice(0, 1), canUseCode: false }) });
    await user.type(await screen.findByTestId('approval-pin'), '864209{Enter}');
    expect([await answer, sent('approval.grant'), screen.queryByTestId('approval-way-code')]).toEqual([approvalId, [], null]);
  });

  it('says in place what is wrong with the PIN, empties the field and keeps the question open', async () => {
    const { user } = await opened({ 'approval.grant': () => no({ code: 'pin-wrong', triesLeft: 3 }) });
    await user.click(await screen.findByTestId('approver-m01'));
    await user.type(screen.getByTestId('approval-pin'), '12{Enter}');
    expect(codeOf()).toBe('pin-short');
    await user.type(screen.getByTestId('approval-pin'), '3456{Enter}');
    await waitFor(() => expect(codeOf()).toBe('pin-wrong'));
    expect([screen.getByTestId<HTMLInputElement>('approval-pin').value, screen.getByTestId('approval-problem').textContent]).toEqual(['', 'PIN 不对，还可以试 3 次。']);
    await user.click(screen.getByTestId('approver-m02'));
    expect(codeOf()).toBeUndefined();
  });

  it('says how long somebody is locked out and lets another one approve meanwhile', async () => {
    const { user } = await opened({ 'approval.grant': ({ approverId: by }) => (by === 'm01' ? no({ code: 'staff-locked', until: '2026-11-24T02:37:09.000Z' }) : yes(granted)) });
    await user.click(await screen.findByTestId('approver-m01'));
    await user.type(screen.getByTestId('approval-pin'), '111111{Enter}');
    await waitFor(() => expect(codeOf()).toBe('staff-locked'));
    expect(screen.getByTestId('approval-problem').textContent).toContain('分');
    await user.click(screen.getByTestId('approver-m02'));
    await user.type(screen.getByTestId('approval-pin'), '753159');
    expect(screen.getByTestId('approval-submit')).toHaveProperty('disabled', false);
  });

  it('leaves everything as it was on Escape', async () => {
    const { user, sent, answer } = await opened();
    await screen.findByTestId('approval-pin');
    await user.keyboard('{Escape}');
    expect([await answer, sent('approval.grant')]).toEqual([null, []]);
  });

  it('takes the question back when the terminal locks', async () => {
    const { bridge, answer } = await opened();
    bridge.script({ 'session.read': () => yes({ ...signedIn, state: 'locked' }) });
    bridge.announce({ topic: 'session' });
    expect(await answer).toBeNull();
  });

  it('says who could approve when nobody can', async () => {
    await opened({ 'approval.need': () => yes({ isNeeded: true, approvers: [], canUseCode: false }) });
    expect((await screen.findByTestId('approval-nobody')).textContent).toContain('店长');
  });
});

describe('approval/phone', () => {
  const challenge: Answers = { 'approval.challenge': () => yes({ challengeId, requestCode: '12345678', terminalId: terminalIdSchema.parse('T-0007'), subjectTail: '0001', expiresAt: '2026-11-24T02:37:09.000Z' }) };

  it('shows the code to read out with terminal and tail, and takes the eight digits', async () => {
    const { user, sent, answer } = await opened({ ...challenge, 'approval.answer': () => yes(granted) });
    await user.click(await screen.findByTestId('approver-m01'));
    await user.keyboard('[F3]');
    expect((await screen.findByTestId('approval-request-code')).textContent).toBe('1234 5678');
    expect(document.querySelector('.approval-read')?.textContent).toMatch(/周\*.*T-0007.*退款.*60\.00.*0001/);
    await user.type(screen.getByTestId('approval-answer'), '8765{Enter}');
    expect(codeOf()).toBe('answer-short');
    await user.type(screen.getByTestId('approval-answer'), '4321{Enter}');
    expect([await answer, sent('approval.answer'), sent('approval.challenge')]).toEqual([approvalId, [{ challengeId, approverId: 'm01', code: '87654321' }], [act]]);
  });

  it('offers another code when this one has expired', async () => {
    const { user, sent } = await opened({ ...challenge, 'approval.answer': () => no({ code: 'approval-code-expired' }) });
    await user.click(await screen.findByTestId('approver-m01'));
    await user.click(screen.getByTestId('approval-way-code'));
    await screen.findByTestId('approval-request-code');
    await user.type(screen.getByTestId('approval-answer'), '87654321{Enter}');
    await user.click(await screen.findByTestId('approval-new-code'));
    await waitFor(() => expect(sent('approval.challenge')).toHaveLength(2));
    expect(codeOf()).toBeUndefined();
  });
});

describe('approval/send', () => {
  it('sends once without, asks for what the refusal names, and sends again with the approval', async () => {
    const send = vi.fn(({ approvalId: given }: { approvalId?: string }) => Promise.resolve(given === undefined ? no({ code: 'approval-needed', operation: 'shift.close-open-work' }) : yes(given)));
    showScreen(<ApprovalHost />);
    const done = sendApproved(send, { operation: 'shift.close-difference', amountFen: fen(0), subject: 'S-1' });
    await waitFor(() => expect(useApprovalAsking.getState().asked?.act.operation).toBe('shift.close-open-work'));
    useApprovalAsking.getState().settle(approvalId);
    expect([await done, send.mock.calls]).toEqual([yes(approvalId), [[{}], [{ approvalId }]]]);
  });

  it('asks nobody where nothing has to be approved, and does nothing when nobody approves', async () => {
    const answered = await sendApproved(() => Promise.resolve(no({ code: 'void-too-late' })), { operation: 'sale.void', amountFen: fen(0), subject: 'x' });
    expect([answered, useApprovalAsking.getState().asked]).toEqual([no({ code: 'void-too-late' }), null]);
    const refused = sendApproved(() => Promise.resolve(no({ code: 'approval-needed', operation: 'sale.void' })), { operation: 'sale.void', amountFen: fen(0), subject: 'x' });
    await waitFor(() => expect(useApprovalAsking.getState().asked).not.toBeNull());
    useApprovalAsking.getState().settle(null);
    expect(await refused).toBeNull();
  });
});

describe('approval/remote', () => {
  const heard = { terminalId: 't-0007', requestCode: '12345678', operation: 'refund.start', amount: '60', tail: '0001' } as const;

  it('computes the answer from what was read out', async () => {
    const { user, sent } = showScreen(<RemoteApproval />, { 'session.read': () => yes({ ...signedIn, person: manager }), 'approval.compute': () => yes({ code: '87654321' }) });
    await user.click(await screen.findByTestId('remote-approval'));
    await user.type(await screen.findByTestId('remote-code'), '12345678');
    await user.type(screen.getByTestId('remote-terminal'), 'T-0007{Enter}');
    expect((await screen.findByTestId('remote-lacking')).textContent).toContain('每一项');
    await user.selectOptions(screen.getByTestId('remote-operation'), 'refund.start');
    await user.type(screen.getByTestId('remote-amount'), '60');
    await user.type(screen.getByTestId('remote-tail'), '0001{Enter}');
    expect((await screen.findByTestId('remote-answer')).textContent).toBe('8765 4321');
    expect(sent('approval.compute')).toEqual([{ terminalId: 'T-0007', requestCode: '12345678', operation: 'refund.start', amountFen: 6000, subjectTail: '0001' }]);
  });

  it('is for managers only', async () => {
    const { sent } = showScreen(<RemoteApproval />, { 'session.read': () => yes({ ...signedIn, person: people[0] ?? null }) });
    await waitFor(() => expect(sent('session.read')).toHaveLength(1));
    expect(screen.queryByTestId('remote-approval')).toBeNull();
  });

  it('asks for every part', () => {
    expect(requestOf(heard)?.terminalId).toBe('T-0007');
    for (const lack of [{ terminalId: '' }, { requestCode: '1234' }, { operation: '' as const }, { amount: 'x' }, { tail: '' }]) expect(requestOf({ ...heard, ...lack })).toBeNull();
  });
});
