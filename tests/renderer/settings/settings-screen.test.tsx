// @vitest-environment happy-dom
// The settings: what is chosen takes effect at once, and a printer that went missing is named.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SettingsScreen } from '#renderer/features/settings/settings-screen.tsx';
import type { Settings } from '#shared/contract/till/sync-channels.ts';
import { SyncFacts } from '#renderer/features/sync-state/sync-facts.tsx';
import { auditor, online, signedIn, terminal } from '#tests/renderer/support/desk-samples.ts';
import { showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const settings: Settings = { locale: 'zh-CN', printer: 'XP-80', paperMm: 80 };
const printers = { 'printer.list': () => yes([{ name: 'XP-80', description: '', state: 'idle' as const, reason: '' }, { name: 'HP', description: 'Office', state: 'stopped' as const, reason: 'media-empty' }]) };
const chosen = { 'settings.read': () => yes(settings), 'settings.choose-printer': () => yes(settings), 'settings.choose-locale': () => yes(settings) };

afterEach(cleanup);

describe('settings/settings-screen', () => {
  it('changes the printer and keeps the paper, and the other way round', async () => {
    const { user, sent } = showScreen(<SettingsScreen />, { ...printers, ...chosen });
    await user.click(await screen.findByTestId('printer-HP'));
    await waitFor(() => expect(sent('settings.choose-printer')).toHaveLength(1));
    await user.click(screen.getByTestId('paper-58'));
    await waitFor(() => expect(sent('settings.choose-printer')).toEqual([{ printer: 'HP', paperMm: 80 }, { printer: 'XP-80', paperMm: 58 }]));
  });

  it('leaves the printer out for an auditor, who only reads', async () => {
    showScreen(<SettingsScreen />, { ...printers, ...chosen, 'session.read': () => yes({ ...signedIn, person: auditor }) });
    await screen.findByText('郑* · a01');
    expect(screen.queryByTestId('printer-HP')).toBeNull();
  });

  it('keeps the chosen printer in the list when the system has lost it', async () => {
    showScreen(<SettingsScreen />, { 'printer.list': () => yes([]), ...chosen });
    const missing: HTMLInputElement = await screen.findByTestId('printer-missing');
    expect([missing.checked, screen.getByTestId('no-printers').textContent.includes('没有找到打印机')]).toEqual([true, true]);
  });

  it('switches the language', async () => {
    const { user, sent } = showScreen(<SettingsScreen />, { ...printers, ...chosen });
    await user.click(await screen.findByTestId('locale-en'));
    await waitFor(() => expect(sent('settings.choose-locale')).toEqual([{ locale: 'en' }]));
  });

  it.each([[false, true], [true, false]])('[E10] with a sealed key %s the warning of a key in a file is there: %s', async (isKeySealed, isWarned) => {
    showScreen(<><SettingsScreen /><SyncFacts sync={online} /></>, { ...printers, ...chosen, 'terminal.read': () => yes({ ...terminal, isKeySealed }) });
    await screen.findByTestId('terminal-facts');
    expect(['key-in-file', 'status-key-in-file'].map((id) => screen.queryByTestId(id) !== null)).toEqual([isWarned, isWarned]);
  });

  it('signs out', async () => {
    const { user, sent } = showScreen(<SettingsScreen />, { ...printers, ...chosen });
    await user.click(await screen.findByTestId('sign-out'));
    await waitFor(() => expect(sent('session.sign-out')).toEqual([{}]));
  });
});
