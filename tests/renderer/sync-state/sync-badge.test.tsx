// @vitest-environment happy-dom
// The badge tells how far the carrier is; the drawer behind it lists what waits and what was refused.
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SyncBadge } from '#renderer/features/sync-state/sync-badge.tsx';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { fen } from '#shared/domain/fen.ts';
import { offline, online, saleRow } from '#tests/renderer/support/desk-samples.ts';
import { showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const sale = saleRow(2);
const lists: ReplyValueOf<'sync.waiting'> = {
  waiting: [
    { seq: 118, type: 'sale.completed', at: '2026-11-24T02:20:00.000Z', saleId: sale.saleId, receiptNumber: sale.receiptNumber, amountFen: fen(18_000) },
    { seq: 119, type: 'voucher.made', at: '2026-11-24T02:21:00.000Z', saleId: null, receiptNumber: null, amountFen: null },
  ],
  rejected: [{ saleId: sale.saleId, receiptNumber: sale.receiptNumber, businessDate: sale.businessDate, msisdnMasked: sale.msisdnMasked, amountFen: fen(6000), reason: 'card-closed', decidedAt: '2026-11-24T02:22:00.000Z' }],
};

const badge = async (): Promise<{ state: string | undefined; count: string | null; text: string }> => {
  const element = await screen.findByTestId('sync-state');
  await waitFor(() => expect(element.dataset['state']).toBeDefined());
  return { state: element.dataset['state'], count: screen.getByTestId('pending-count').textContent, text: element.textContent };
};

afterEach(cleanup);

describe('sync-state/badge', () => {
  it.each([
    ['online', online, '0', '已全部上传'],
    ['offline', offline, '3', '最早 12 分钟前'],
    ['syncing', { ...online, state: 'syncing' as const, pendingCount: 2 }, '2', '正在上传'],
    ['attention', { ...online, state: 'attention' as const, rejectedCount: 1 }, '0', '1 笔被拒'],
  ])('says %s in a word, the count and the age', async (state, sync, count, text) => {
    showScreen(<SyncBadge />, { 'sync.read': () => yes(sync) });
    const shown = await badge();
    expect([shown.state, shown.count]).toEqual([state, count]);
    await waitFor(async () => expect((await badge()).text).toContain(text));
  });

  it('follows the till', async () => {
    const { bridge } = showScreen(<SyncBadge />);
    expect((await badge()).state).toBe('online');
    bridge.script({ 'sync.read': () => yes(offline) });
    bridge.announce({ topic: 'sync' });
    await waitFor(async () => expect((await badge()).state).toBe('offline'));
  });
});

describe('sync-state/panel', () => {
  it('lists what waits and what was refused, sends on Enter and closes on Escape', async () => {
    const { user, sent } = showScreen(<SyncBadge />, { 'sync.read': () => yes({ ...offline, pendingCount: 5 }), 'sync.waiting': () => yes(lists), 'sync.now': () => yes(offline) });
    await user.click(await screen.findByTestId('sync-state'));
    const waiting = await screen.findByTestId('sync-waiting');
    expect(waiting.textContent).toMatch(/续费 T0007-20261124-0002.*￥180\.00.*记录 voucher\.made.*还有 3 条/);
    expect(screen.getByTestId('sync-rejected-item').textContent).toMatch(/销户.*店长/);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent('sync.now')).toEqual([{}]));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('sync-panel')).toBeNull());
  });

  it.each([
    ['signature-invalid', 0, /不再认这台终端.*重新登记/],
    ['terminal-unknown', 0, /不再认这台终端.*重新登记/],
    ['signature-invalid', -600, /不再认这台终端.*重新登记/],
  ] as const)('[E11] a terminal that is refused with %s and a clock %i seconds off says what to do, without the code', async (lastProblem, clockSkewSeconds, words) => {
    const { user } = showScreen(<SyncBadge />, { 'sync.read': () => yes({ ...online, state: 'attention' as const, lastProblem, clockSkewSeconds }), 'sync.waiting': () => yes({ waiting: [], rejected: [] }) });
    await user.click(await screen.findByTestId('sync-state'));
    const said = await screen.findByTestId('not-believed');
    expect(said.textContent).toMatch(words);
    expect(screen.getByTestId('sync-panel').textContent).not.toContain(lastProblem);
  });

  it('says that nothing waits, and that the clock of this computer is wrong', async () => {
    const { user } = showScreen(<SyncBadge />, { 'sync.read': () => yes({ ...online, clockSkewSeconds: -400 }), 'sync.waiting': () => yes({ waiting: [], rejected: [] }) }, 'en');
    await user.click(await screen.findByTestId('sync-state'));
    expect((await screen.findByTestId('sync-waiting')).textContent).toContain('Nothing is waiting');
    expect(screen.getByTestId('clock-skew').textContent).toContain('7 minutes');
  });
});
