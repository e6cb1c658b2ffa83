// @vitest-environment happy-dom
// The fact about a sale's paper, in the words a clerk acts on.
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, describe, expect, it } from 'vitest';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import { PrintStatus } from '#renderer/features/receipt/print-status.tsx';
import { startWindowLanguage } from '#renderer/i18n/window-language.ts';
import { TillQueryProvider } from '#renderer/till/till-query-provider.tsx';
import { terminal } from '#tests/renderer/support/desk-samples.ts';
import { scriptedBridge } from '#tests/renderer/support/scripted-bridge.ts';
import { aPrintJob } from './print-jobs.ts';

type Print = NonNullable<SaleView['print']>;

function printOf(changes: Partial<Print>): Print {
  return { printJobId: aPrintJob('a').printJobId, copyNumber: 0, state: 'spooled', detail: 'XP-80', at: '2026-11-24T02:32:09.000Z', ...changes };
}

interface Shown {
  readonly state: string | null;
  readonly tone: string | null;
  readonly text: string;
}

function shown(): Shown {
  const fact = screen.getByTestId('print-status');
  const text = [...fact.children].map((part) => part.textContent).join(' / ');
  return { state: fact.getAttribute('data-state'), tone: fact.getAttribute('data-tone'), text };
}

// The store's zone comes with the first reading, so what is shown first may still change once.
async function expectShown(print: Print | null, locale: Locale, expected: Shown): Promise<void> {
  Object.assign(window, { till: scriptedBridge({ 'terminal.read': () => ({ ok: true, value: terminal }) }) });
  render(<I18nextProvider i18n={startWindowLanguage(locale)}><TillQueryProvider><PrintStatus sale={{ print }} /></TillQueryProvider></I18nextProvider>);
  await waitFor(() => expect(shown()).toEqual(expected));
}

afterEach(cleanup);

describe('receipt/print-status', () => {
  it.each([
    [printOf({ state: 'queued', detail: '' }), 'waiting', '小票 / 排队打印 / 不用等，可以先接待下一位'],
    [printOf({ state: 'handed', detail: '' }), 'waiting', '小票 / 正在打印 / 不用等，可以先接待下一位'],
    [printOf({ state: 'spooled' }), 'ok', '小票 / 已送打印机 / XP-80 · 10:32:09，没出纸请补打'],
    [printOf({ state: 'spooled', copyNumber: 2 }), 'ok', '小票 · 第 2 次补打 / 已送打印机 / XP-80 · 10:32:09，没出纸请补打'],
    [printOf({ state: 'saved', detail: 'T0007-20261124-0042.pdf' }), 'ok', '小票 / 已存为 PDF / T0007-20261124-0042.pdf\n10:32:09'],
    [printOf({ state: 'unconfirmed', detail: '' }), 'attention', '小票 / 不知道打出没有 / 看一眼打印机，没出纸请补打'],
    [printOf({ state: 'failed', detail: 'printer-stopped|XP-80|media-empty-error' }), 'attention', '小票 / 没有打出来 / 看看纸、盖子和开关，弄好以后补打。'],
    [null, 'waiting', '小票 / 没有小票 / 需要小票请按 F9 补打'],
  ] as const)('[PQ4] says how far the paper is and what to do: %#', async (print, tone, text) => {
    await expectShown(print, 'zh-CN', { state: print?.state ?? 'none', tone, text });
  });

  it('[PQ4] says the same in English', async () => {
    const text = 'Receipt / Not printed / See whether it has power and a cable, or choose another one in Settings; then print a copy.';
    await expectShown(printOf({ state: 'failed', detail: 'printer-missing|XP-80' }), 'en', { state: 'failed', tone: 'attention', text });
  });
});
