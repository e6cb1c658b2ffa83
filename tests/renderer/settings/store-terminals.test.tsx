// @vitest-environment happy-dom
// The terminals of the store: a manager sees them all, and shuts another one out only on purpose.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx';
import type { StoreTerminal } from '#shared/contract/till/session-channels.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';
import { manager, signedIn } from '#tests/renderer/support/desk-samples.ts';
import { no, showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const one = (terminalId: string, isThis: boolean, status: StoreTerminal['status'] = 'active'): StoreTerminal => ({
  terminalId: terminalIdSchema.parse(terminalId), isThis, status, enrolledAt: '2026-11-01T02:00:00.000Z', revokedAt: status === 'active' ? null : '2026-11-20T02:00:00.000Z',
  entryCount: 12, lastReceivedAt: '2026-11-24T02:00:00.000Z',
});
const terminals = [one('T-0007', true), one('T-0008', false), one('T-0009', false, 'revoked')];
const answers = {
  'printer.list': () => yes([]), 'session.read': () => yes({ ...signedIn, person: manager }), 'terminal.list': () => yes({ terminals }),
};

afterEach(cleanup);

describe('settings/store-terminals', () => {
  it('[AC4] is not there for a clerk', async () => {
    showScreen(<SettingsScreen />, { ...answers, 'session.read': () => yes(signedIn) });
    await screen.findByTestId('terminal-facts');
    expect(screen.queryByTestId('store-terminals')).toBeNull();
  });

  it('[AC4] offers to shut out neither this terminal nor one that is shut out', async () => {
    const { user } = showScreen(<SettingsScreen />, answers);
    await user.click(await screen.findByTestId('store-terminals'));
    expect((await screen.findByTestId('terminal-T-0007')).textContent).toContain('本终端');
    expect(['T-0007', 'T-0008', 'T-0009'].map((id) => screen.queryByTestId(`shut-out-${id}`) !== null)).toEqual([false, true, false]);
  });

  it('[AC4] says what it means, waits for a whole PIN, and forgets it after each try', async () => {
    const replies = [no({ code: 'pin-wrong', triesLeft: 4 } as const), yes({ terminalId: terminalIdSchema.parse('T-0008'), revokedAt: '2026-11-24T02:32:00.000Z' })];
    const { user, sent } = showScreen(<SettingsScreen />, { ...answers, 'terminal.shut-out': () => replies.shift() ?? no({ code: 'internal', reference: 'x' }) });
    await user.click(await screen.findByTestId('store-terminals'));
    await user.click(await screen.findByTestId('shut-out-T-0008'));
    expect((await screen.findByTestId('shut-out-dialog')).textContent).toContain('只有总部能恢复');
    const pin = screen.getByTestId<HTMLInputElement>('shut-out-pin');
    await user.type(pin, '111{Enter}');
    expect(sent('terminal.shut-out')).toEqual([]);
    await user.type(pin, '1{Enter}');
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('pin-wrong');
    expect(pin.value).toBe('');
    await user.type(pin, '864209{Enter}');
    expect((await screen.findByTestId('shut-out-done')).textContent).toContain('T-0008 已停用');
    expect(sent('terminal.shut-out')).toEqual([{ terminalId: 'T-0008', pin: '1111' }, { terminalId: 'T-0008', pin: '864209' }]);
  });

  it('[AC4] Escape leaves it as it is', async () => {
    const { user, sent } = showScreen(<SettingsScreen />, answers);
    await user.click(await screen.findByTestId('store-terminals'));
    await user.click(await screen.findByTestId('shut-out-T-0008'));
    await user.type(await screen.findByTestId('shut-out-pin'), '864209');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('shut-out-dialog')).toBeNull());
    expect([screen.queryByTestId('store-terminals-dialog') !== null, sent('terminal.shut-out')]).toEqual([true, []]);
  });
});
