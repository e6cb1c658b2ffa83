// @vitest-environment happy-dom
// The sign-in and lock screen: who, PIN, refusals, and what is shown while there is nobody to choose.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useLastPerson } from '#renderer/features/sign-in/last-person-store.ts';
import { SignInScreen } from '#renderer/features/sign-in/sign-in-screen.tsx';
import { digitsOf } from '#renderer/features/sign-in/use-pin-sign-in.ts';
import { locked, offline, signedIn, signedOut, terminal } from '#tests/renderer/support/desk-samples.ts';
import { no, showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const pin = (): HTMLInputElement => screen.getByTestId('pin-input');
const anybody = { 'session.read': () => yes(signedOut) };

beforeEach(() => useLastPerson.setState({ staffId: null }));
afterEach(cleanup);

describe('sign-in/sign-in-screen', () => {
  it('takes a digit for the person, then the PIN, then Enter', async () => {
    const { user, sent } = showScreen(<SignInScreen />, { ...anybody, 'session.sign-in': () => yes(signedIn) });
    await screen.findByTestId('staff-c01');
    await user.keyboard('2');
    await waitFor(() => expect(document.activeElement).toBe(pin()));
    await user.keyboard('246802{Enter}');
    await waitFor(() => expect(sent('session.sign-in')).toEqual([{ staffId: 'c02', pin: '246802' }]));
    await waitFor(() => expect(pin().value).toBe(''));
  });

  it('walks through the people with the arrows and goes to the PIN with Enter', async () => {
    const { user } = showScreen(<SignInScreen />, anybody);
    await screen.findByTestId('staff-c01');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    await waitFor(() => expect(screen.getByTestId('staff-m01').getAttribute('aria-checked')).toBe('true'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(pin()));
    expect(screen.getByText('周* 的 PIN')).toBeTruthy();
  });

  it('says how many tries are left and empties the field', async () => {
    const { user } = showScreen(<SignInScreen />, { ...anybody, 'session.sign-in': () => no({ code: 'pin-wrong', triesLeft: 3 }) });
    await user.click(await screen.findByTestId('staff-c01'));
    await user.keyboard('111111{Enter}');
    const problem = await screen.findByTestId('problem');
    expect([problem.dataset['code'], problem.textContent, pin().value]).toEqual(['pin-wrong', 'PIN 不对，还可以试 3 次。', '']);
  });

  it('sends no PIN that is too short', async () => {
    const { user, sent } = showScreen(<SignInScreen />, anybody);
    await user.click(await screen.findByTestId('staff-c01'));
    await user.keyboard('123{Enter}');
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('pin-short');
    expect(sent('session.sign-in')).toEqual([]);
  });

  it('counts down for the person who is locked out and lets a colleague in meanwhile', async () => {
    const until = new Date(Date.parse(terminal.now) + 95_000).toISOString();
    const { user, bridge, sent } = showScreen(<SignInScreen />, { ...anybody, 'session.sign-in': () => no({ code: 'staff-locked', until }) });
    await user.click(await screen.findByTestId('staff-c01'));
    await user.keyboard('111111{Enter}');
    expect((await screen.findByTestId('pin-wait')).textContent).toMatch(/1 分 3[45] 秒/);
    await user.keyboard('135790{Enter}');
    expect(sent('session.sign-in')).toHaveLength(1);
    bridge.script({ 'session.sign-in': () => yes(signedIn) });
    await user.click(screen.getByTestId('staff-c02'));
    await user.keyboard('246802{Enter}');
    await waitFor(() => expect(sent('session.sign-in')).toHaveLength(2));
  });

  it('asks the one who locked the terminal, names nobody else, and lets another person take over', async () => {
    const { user } = showScreen(<SignInScreen />, { 'session.read': () => yes(locked) });
    expect((await screen.findByTestId('locked-by')).textContent).toContain('李*');
    expect(screen.queryByTestId('staff-c02')).toBeNull();
    await user.click(screen.getByTestId('switch-person'));
    expect(await screen.findByTestId('staff-c02')).toBeTruthy();
  });

  it('remembers the last person while the window is open', async () => {
    useLastPerson.setState({ staffId: 'm01' });
    showScreen(<SignInScreen />, anybody);
    expect((await screen.findByTestId('staff-m01')).getAttribute('aria-checked')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(pin()));
  });

  it('shows the practice PINs in training only', async () => {
    showScreen(<SignInScreen />, anybody);
    expect((await screen.findByTestId('training-accounts')).textContent).toContain('135790');
    cleanup();
    showScreen(<SignInScreen />, { ...anybody, 'terminal.read': () => yes({ ...terminal, isTraining: false }) });
    await screen.findByTestId('staff-c01');
    expect(document.body.textContent).not.toContain('135790');
  });

  it.each([
    ['data is on its way', { 'terminal.read': () => yes({ ...terminal, phase: 'starting' as const, directoryCount: 1200 }), 'staff.list': () => yes([]) }, 'sign-in-starting', '1,200'],
    ['the store has no people', { 'staff.list': () => yes([]) }, 'sign-in-empty', '店长'],
    ['the till has stopped', { 'terminal.read': () => yes({ ...terminal, phase: 'stopped' as const, stoppedBy: 'journal-broken' }) }, 'problem', ''],
    ['the people cannot be read', { 'staff.list': () => no({ code: 'storage-busy' as const }) }, 'problem', ''],
  ])('says so when %s', async (_when, answers, testId, text) => {
    showScreen(<SignInScreen />, { ...anybody, ...answers });
    expect((await screen.findByTestId(testId)).textContent).toContain(text);
  });

  it('saves what can be read of a till that has stopped, says where it lies, and offers it for no other reason', async () => {
    const stopped = { ...anybody, 'terminal.read': () => yes({ ...terminal, phase: 'stopped' as const, stoppedBy: 'journal-fork' }) };
    const rescued = { file: '/shop/exports/heyon-rescue.jsonl', rows: 1200, isWhole: false, faultCount: 2, unreadRanges: 1, unconfirmedRows: 7 };
    const { user, sent } = showScreen(<SignInScreen />, { ...stopped, 'terminal.rescue': () => yes(rescued) });
    await user.click(await screen.findByTestId('rescue'));
    const done = await screen.findByTestId('rescue-done');
    expect(done.textContent).toMatch(/1,200 行.*2 行对不上.*1 段读不出来.*7 行运营商还没有收到/);
    expect((await screen.findByTestId<HTMLInputElement>('rescue-file')).value).toBe(rescued.file);
    expect(sent('terminal.rescue')).toEqual([{}]);
    cleanup();
    showScreen(<SignInScreen />, { ...anybody, 'terminal.read': () => no({ code: 'till-stopped' as const, reason: 'data-in-use' as const }) });
    await screen.findByTestId('problem');
    expect(screen.queryByTestId('rescue')).toBeNull();
  });

  it('says why nothing could be saved, and can be pressed again', async () => {
    const { user } = showScreen(<SignInScreen />, {
      ...anybody, 'terminal.read': () => no({ code: 'till-stopped' as const, reason: 'database-corrupt' as const }), 'terminal.rescue': () => no({ code: 'rescue-failed' as const, reason: 'disk-full' as const }),
    });
    await user.click(await screen.findByTestId('rescue'));
    expect(await screen.findByText(/记录没有保存出来/)).toBeTruthy();
    expect((screen.getByTestId('rescue') as HTMLButtonElement).disabled).toBe(false);
  });

  it.each([[false, '请检查网络'], [true, '第一次启动需要一点时间']])('blames the network for a slow first start, but not in training (%s)', async (isTraining, text) => {
    showScreen(<SignInScreen />, {
      ...anybody, 'staff.list': () => yes([]), 'sync.read': () => yes(offline),
      'terminal.read': () => yes({ ...terminal, isTraining, phase: 'enrolling' as const, directoryCount: 0 }),
    });
    await waitFor(() => expect(screen.getByTestId('sign-in-starting').textContent).toContain(text));
  });

  it('speaks English', async () => {
    showScreen(<SignInScreen />, { 'session.read': () => yes(locked) }, 'en');
    expect((await screen.findByTestId('locked-by')).textContent).toContain('locked the terminal');
  });
});

describe('sign-in/digits', () => {
  it('keeps digits, folds full-width ones and drops the rest', () => {
    expect(['１３５790', '13 57-90', 'abc', '1'.repeat(20)].map(digitsOf)).toEqual(['135790', '135790', '', '1'.repeat(12)]);
  });
});
