// @vitest-environment happy-dom
// The manager's day: who may see it, which days, every figure to its rows, a row to its story, exports, reconciliation.
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ReviewScreen } from '#renderer/features/review/review-screen.tsx';
import type { ExportState, ReviewRow } from '#shared/contract/till/review-channels.ts';
import { fen } from '#shared/domain/fen.ts';
import { signedIn, terminal } from '#tests/renderer/support/desk-samples.ts';
import { review, reviewAnswers, salesRows } from '#tests/renderer/support/review-samples.ts';
import type { Answers } from '#tests/renderer/support/scripted-bridge.ts';
import { no, showScreen, yes, type Shown } from '#tests/renderer/support/show-screen.tsx';

afterEach(cleanup);

const show = (answers: Answers = {}, locale: 'zh-CN' | 'en' = 'zh-CN'): Shown => showScreen(<ReviewScreen />, { ...reviewAnswers, ...answers }, locale);
const shown = async (): Promise<HTMLElement> => screen.findByTestId('review-total');
const sumOf = (rows: readonly ReviewRow[]) => fen(rows.reduce((sum, row) => sum + row.amountFen, 0));

/** Pages of 500, as the till answers. */
const paged = (rows: readonly ReviewRow[]): Answers => ({
  'review.rows': ({ after }) => {
    const from = after === undefined ? 0 : rows.findIndex((row) => row.seq === after.seq) + 1;
    return yes({ rows: rows.slice(from, from + 500), hasMore: from + 500 < rows.length, sumFen: sumOf(rows), count: rows.length });
  },
});
/** The sample day with its sales figure made of these rows. */
const dayOf = (rows: readonly ReviewRow[]): Answers => ({ ...paged(rows), 'review.read': () => yes({ ...review, totals: { ...review.totals, saleCount: rows.length, salesFen: sumOf(rows) as typeof review.totals.salesFen } }) });

describe('review/access', () => {
  it('tells a clerk why not, asks the till for nothing, and leads to the own shift', async () => {
    const onShift = vi.fn();
    const { user, sent } = showScreen(<ReviewScreen onShift={onShift} />, { ...reviewAnswers, 'session.read': () => yes(signedIn) });
    expect((await screen.findByTestId('review-not-allowed')).textContent).toContain('店长和稽核');
    await user.keyboard('{Enter}');
    expect([sent('review.read'), onShift.mock.calls.length]).toEqual([[], 1]);
  });

  it.each(['manager', 'auditor'] as const)('opens for a %s', async (role) => {
    const person = { ...signedIn.person!, role };
    show({ 'session.read': () => yes({ ...signedIn, person }) });
    expect((await shown()).textContent).toBe('￥4,860.00');
    expect(screen.getByTestId('review-count').textContent).toBe('78');
  });
});

describe('review/days', () => {
  it('shows today, steps with the arrows, and takes a typed day', async () => {
    const { user, sent } = show();
    await shown();
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(sent('review.read')).toContainEqual({ from: '2026-11-23', to: '2026-11-23' }));
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(screen.getByTestId('day-today').getAttribute('aria-pressed')).toBe('true'));
    const field: HTMLInputElement = screen.getByTestId('review-date');
    await user.clear(field);
    await user.type(field, '2026-11-01 2026-11-07{Enter}');
    await waitFor(() => expect(sent('review.read')).toContainEqual({ from: '2026-11-01', to: '2026-11-07' }));
    expect(screen.getByTestId<HTMLInputElement>('review-date').value).toBe('2026-11-01 – 2026-11-07');
  });

  it('says what is wrong with a day that is none', async () => {
    const { user, sent } = show();
    await shown();
    const field = screen.getByTestId('review-date');
    await user.clear(field);
    await user.type(field, '2026-13-01{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('日期看不懂');
    expect(sent('review.read')).toEqual([{ from: terminal.todayOn, to: terminal.todayOn }]);
  });

  it('chooses a range in the calendar by keyboard alone', async () => {
    const { user, sent } = show();
    await shown();
    await user.click(screen.getByTestId('day-pick'));
    await screen.findByTestId('review-calendar');
    await user.keyboard('{ArrowUp}{Enter}{ArrowRight}{ArrowRight}{Enter}');
    await waitFor(() => expect(sent('review.read')).toContainEqual({ from: '2026-11-17', to: '2026-11-19' }));
    expect(screen.queryByTestId('review-calendar')).toBeNull();
  });
});

describe('review/figures', () => {
  it('compares in words with the day before and the same weekday', async () => {
    show({}, 'en');
    const net = within((await shown()).closest('section')!);
    expect([net.getByTestId('compare-before').textContent, net.getByTestId('compare-week').textContent]).toEqual(['Day before ￥4,120.00▲ 18% more', 'Last Tuesday ￥5,170.00▼ 6% less']);
  });

  it('sums the ways to pay, plans and people of the sample to its net', () => {
    const sum = (rows: readonly { readonly amountFen: number }[]): number => rows.reduce((total, row) => total + row.amountFen, 0);
    expect([sum(review.byMethod), sum(review.byPlan), sum(review.byStaff)]).toEqual([review.totals.netFen + review.totals.roundingFen, review.totals.netFen, review.totals.netFen]);
  });

  it('keeps the last figures while the day is read again, and says why it cannot be read', async () => {
    const { bridge } = show();
    await shown();
    bridge.script({ 'review.read': () => new Promise(() => undefined) });
    bridge.announce({ topic: 'sale' });
    expect((await shown()).textContent).toBe('￥4,860.00');
    cleanup();
    show({ 'review.read': () => no({ code: 'range-invalid' }) });
    await waitFor(() => expect(screen.getAllByTestId('problem')[0]?.dataset['code']).toBe('range-invalid'));
  });

  it('opens a figure that belongs to one bar or one person by its key', async () => {
    const { user, sent } = show(paged([]));
    await shown();
    await user.click(screen.getByTestId('bar-hour-18'));
    await screen.findByTestId('rows-panel');
    await user.keyboard('{Escape}');
    await user.click(within(screen.getByTestId('by-method-wechat')).getByRole('button'));
    await screen.findByTestId('rows-panel');
    expect(sent('review.rows').map((request) => ({ ...(request as object), from: undefined, to: undefined }))).toEqual([{ figure: 'by-hour', key: '18' }, { figure: 'by-method', key: 'wechat' }]);
  });
});

describe('review/rows', () => {
  it('reads all pages, draws fifty at a time, and sums to the figure', async () => {
    const rows = salesRows(1203);
    const { user, sent } = show(dayOf(rows));
    await shown();
    await user.click(screen.getByTestId('review-count'));
    await waitFor(() => expect(screen.getByTestId('rows-agreement').dataset['agrees']).toBe('true'));
    expect([sent('review.rows').length, screen.getAllByTestId('review-row').length]).toEqual([3, 50]);
    await user.keyboard('{PageDown}');
    expect(screen.getAllByTestId('row-story')[0]?.textContent).toBe('…0051');
  });

  it('says when the rows are no longer what the screen showed', async () => {
    const { user } = show(paged(salesRows(3)));
    await shown();
    await user.click(screen.getByTestId('review-count'));
    expect((await screen.findByTestId('rows-agreement')).dataset['agrees']).toBe('false');
  });

  it('tells the codes of a journal row in words', async () => {
    const check: ReviewRow = { ...salesRows(1)[0]!, kind: 'identity.checked', planId: null, method: null, amountFen: fen(0), note: 'RESIDENT_ID typed match' };
    const { user } = show(paged([check]));
    await shown();
    await user.click(screen.getByTestId('figure-identity-checks'));
    expect((await screen.findByTestId('review-row')).textContent).toContain('核验证件 · 居民身份证 · 手工录入 · 一致');
  });

  it('sorts by a heading, upwards and downwards, and tells readers so', async () => {
    const { user } = show(dayOf(salesRows(60)));
    await shown();
    await user.click(screen.getByTestId('review-count'));
    const heading = await screen.findByTestId('sort-receipt');
    await user.click(heading);
    await user.click(screen.getByTestId('sort-receipt'));
    expect([screen.getByTestId('sort-receipt').closest('th')?.getAttribute('aria-sort'), screen.getAllByTestId('row-story')[0]?.textContent]).toEqual(['descending', '…0060']);
  });

  it('leads from a row to the whole story, and by Escape back to the rows and the report', async () => {
    const { user, sent } = show(dayOf(salesRows(3)), 'en');
    await shown();
    await user.click(screen.getByTestId('review-count'));
    await user.click((await screen.findAllByTestId('row-story'))[0]!);
    const events = await screen.findAllByTestId('story-event');
    expect([events.length, sent('review.story').length]).toEqual([10, 1]);
    expect(events[7]?.textContent).toContain('Carrier: refused');
    await user.keyboard('{Escape}');
    expect(await screen.findByTestId('rows-panel')).toBeTruthy();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByTestId('rows-panel')).toBeNull());
  });
});

describe('review/store', () => {
  it('shows the whole store with the age of its figures, and opens no rows', async () => {
    const { user, sent } = show();
    await shown();
    await user.click(screen.getByTestId('scope-store'));
    expect((await screen.findByTestId('store-age')).textContent).toContain('12 分钟前');
    expect([screen.getByTestId('review-total').tagName, screen.getByTestId('review-total').textContent, sent('review.store')]).toEqual(['SPAN', '￥8,110.00', [{ date: '2026-11-24' }]]);
  });

  it('says that it is offline where nothing was read before', async () => {
    const { user } = show({ 'review.store': () => no({ code: 'gateway-unreachable' }) });
    await shown();
    await user.click(screen.getByTestId('scope-store'));
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('gateway-unreachable');
  });
});

describe('review/export', () => {
  const state = (of: Partial<ExportState>): ExportState => ({ exportId: 'e1', state: 'running', rowsDone: 0, rowsTotal: 100, file: '', format: 'xlsx', ...of });

  it('shows how far it is, goes on while the sheet is closed, and ends at the file', async () => {
    const { user, bridge, sent } = show({ 'review.export': () => yes(state({})), 'review.export-state': () => yes(state({ rowsDone: 42 })) });
    await shown();
    await user.click(screen.getByTestId('review-export'));
    await user.click(screen.getByTestId('export-xlsx'));
    await waitFor(() => expect(screen.getByTestId('export-progress').getAttribute('value')).toBe('42'));
    await user.keyboard('{Escape}');
    expect(screen.getByTestId('review-export').textContent).toBe('导出 42%');
    bridge.script({ 'review.export-state': () => yes(state({ state: 'done', rowsDone: 100, file: '/exports/day.xlsx' })) });
    bridge.announce({ topic: 'review' });
    await user.click(screen.getByTestId('review-export'));
    expect((await screen.findByTestId<HTMLInputElement>('export-file')).value).toBe('/exports/day.xlsx');
    expect(sent('review.export')).toEqual([{ from: '2026-11-24', to: '2026-11-24', format: 'xlsx' }]);
  });

  it('can be cancelled', async () => {
    const { user, sent } = show({ 'review.export': () => yes(state({})), 'review.export-cancel': () => yes(state({ state: 'cancelled' })) });
    await shown();
    await user.click(screen.getByTestId('review-export'));
    await user.click(screen.getByTestId('export-csv'));
    await user.click(await screen.findByTestId('export-cancel'));
    expect((await screen.findByTestId('export-ended')).dataset['state']).toBe('cancelled');
    expect(sent('review.export-cancel')).toEqual([{ exportId: 'e1' }]);
  });

  it('saves the day as PDF from the very figures on the screen', async () => {
    const printDocument = vi.fn(() => Promise.resolve(yes({ outcome: 'saved' as const, detail: 'day.pdf', file: '/pdf/day.pdf' })));
    const { user } = showScreen(<ReviewScreen printDocument={printDocument} />, reviewAnswers);
    await shown();
    await user.click(screen.getByTestId('review-export'));
    await user.click(screen.getByTestId('export-pdf'));
    expect((await screen.findByTestId<HTMLInputElement>('export-file')).value).toBe('/pdf/day.pdf');
    expect(JSON.stringify(printDocument.mock.calls[0])).toContain('4,860.00');
  });
});

describe('review/reconcile', () => {
  const gbk = new File([new Uint8Array([0xce, 0xa2, 0xd0, 0xc5])], 'wx.csv', { type: 'text/csv' });

  it('sends the decoded statement with the count, and names each difference and what to do', async () => {
    const { user, sent } = show();
    await shown();
    await user.click(screen.getByTestId('review-reconcile'));
    await user.upload(await screen.findByTestId('reconcile-file'), gbk);
    await user.type(screen.getByTestId('reconcile-counted'), '12.5');
    await waitFor(() => expect(screen.getByTestId('reconcile-run').hasAttribute('disabled')).toBe(false));
    await user.click(screen.getByTestId('reconcile-run'));
    const rows = await screen.findAllByTestId('reconcile-row');
    expect([rows.length, rows[0]?.textContent.includes('已支付未销帐'), rows[0]?.textContent.includes('补销帐')]).toEqual([5, true, true]);
    expect(sent('review.reconcile')).toEqual([{ from: '2026-11-24', to: '2026-11-24', wallet: 'wechat', text: '微信', countedFen: 1250 }]);
    await user.click(screen.getAllByTestId('difference-story')[0]!);
    expect(await screen.findByTestId('review-story')).toBeTruthy();
  });

  it('says what is wrong with a file before anything is sent', async () => {
    const { user, sent } = show();
    await shown();
    await user.click(screen.getByTestId('review-reconcile'));
    await user.upload(await screen.findByTestId('reconcile-file'), new File([new Uint8Array([0x50, 0x4b, 3, 4])], 'wx.csv', { type: 'text/csv' }));
    await waitFor(() => expect(screen.getByTestId('reconcile-fault').textContent).toContain('另存为 CSV'));
    expect([screen.getByTestId('reconcile-run').hasAttribute('disabled'), sent('review.reconcile')]).toEqual([true, []]);
  });
});
