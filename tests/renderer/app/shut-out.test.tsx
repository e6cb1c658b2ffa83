// @vitest-environment happy-dom
// A terminal that is shut out while somebody works at it: the whole window says so, and nothing can be sold there.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { App } from '#renderer/app/app.tsx';
import type { Locale } from '#shared/contract/values.ts';
import { terminal } from '#tests/renderer/support/desk-samples.ts';
import { showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

// happy-dom knows no idle time.
beforeAll(() => void vi.stubGlobal('requestIdleCallback', () => 0).stubGlobal('cancelIdleCallback', () => undefined));
afterAll(() => void vi.unstubAllGlobals());
afterEach(cleanup);

const words: readonly (readonly [Locale, RegExp])[] = [
  ['zh-CN', /已被停用，停止收款.*还在本机.*联系运营商.*不要删任何文件/],
  ['en', /was shut out, so selling has stopped.*still here and safe.*calls the carrier.*Delete nothing/],
];

/** Its code is fetched apart, which takes a while on a busy machine. */
const atWorkbench = async (): Promise<void> => waitFor(() => expect(document.querySelector('nav')).not.toBeNull(), { timeout: 20_000 });

describe('app/shut-out', () => {
  it.each(words)('[Y18] leaves the workbench for the reason and the way out, and comes back when the carrier lets it in (%s)', async (locale, said) => {
    const { bridge } = showScreen(<App />, { 'settings.read': () => yes({ locale, printer: '', paperMm: 80 }) }, locale);
    await atWorkbench();
    bridge.script({ 'terminal.read': () => yes({ ...terminal, phase: 'stopped' as const, stoppedBy: 'terminal-revoked' }) });
    bridge.announce({ topic: 'terminal' });
    await waitFor(() => expect(screen.getByTestId('problem').textContent).toMatch(said));
    expect(document.querySelector('nav')).toBeNull();
    expect(screen.queryByTestId('pin-input')).toBeNull();
    bridge.script({ 'terminal.read': () => yes(terminal) });
    bridge.announce({ topic: 'terminal' });
    await atWorkbench();
  });
});
