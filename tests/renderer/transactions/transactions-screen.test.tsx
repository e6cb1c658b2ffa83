// @vitest-environment happy-dom
// The list of sales: choosing by key, the carrier's word, copies, and which day is shown.
import { cleanup, screen, waitFor } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { TransactionsScreen } from '#renderer/features/transactions/transactions-screen.tsx';
import { dayAfter, dayBefore } from '#renderer/features/transactions/transactions-toolbar.tsx';
import { cleanSaleSearch } from '#renderer/features/transactions/use-sale-choice.ts';
import type { PrintJob } from '#shared/contract/till/sale-channels.ts';
import { addDays, type BusinessDate } from '#shared/domain/business-date.ts';
import { fen } from '#shared/domain/fen.ts';
import { manager, saleRow, saleView, signedIn, terminal } from '#tests/renderer/support/desk-samples.ts';
import { no, showScreen, yes } from '#tests/renderer/support/show-screen.tsx';

const rows = [saleRow(4), saleRow(2), saleRow(1)];
const listed = {
  'sale.list': () => yes({ rows, totalFen: fen(54_000), count: 3 }),
  'sale.read': () => yes(saleView(4)),
};
const chosen = (): string | undefined => screen.getAllByTestId('sale-row').find((row) => row.dataset['chosen'] === 'true')?.dataset['saleId'];
const job: PrintJob = {
  printJobId: rows[1]!.print!.printJobId, saleId: rows[1]!.saleId, shiftId: null, title: 'T0007-20261124-0002', copyNumber: 2,
  copy: { staffId: rows[1]!.staffId, at: terminal.now }, document: saleView(2).receipt, state: 'queued', printer: '', paperMm: 80,
};

afterEach(cleanup);

describe('transactions/transactions-screen', () => {
  it('opens the newest sale, walks with the arrows and copies the chosen one with F9', async () => {
    const { user, sent } = showScreen(<TransactionsScreen renderReceipt={() => <p>paper</p>} />, { ...listed, 'receipt.reprint': () => yes(job) });
    await screen.findAllByTestId('sale-row');
    expect([chosen(), screen.getByTestId('sales-total').textContent]).toEqual([rows[0]?.saleId, '￥540.00']);
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(chosen()).toBe(rows[1]?.saleId));
    await user.keyboard('[F9]');
    await waitFor(() => expect(sent('receipt.reprint')).toEqual([{ saleId: rows[1]?.saleId }]));
    await waitFor(() => expect(screen.getByTestId('reprint-state').textContent).toContain('补打第 2 次'));
  });

  it('says why the carrier refused a sale and what to do', async () => {
    showScreen(<TransactionsScreen />, { ...listed, 'sale.list': () => yes({ rows: [saleRow(2)], totalFen: fen(18_000), count: 1 }) });
    expect((await screen.findByTestId('sale-rejected')).textContent).toMatch(/销户.*店长/);
  });

  it('searches for what was typed, cleaned, and Escape clears it', async () => {
    const { user, sent } = showScreen(<TransactionsScreen />, { ...listed, 'sale.list': ({ search }) => yes(search === undefined ? { rows, totalFen: fen(54_000), count: 3 } : { rows: [], totalFen: fen(0), count: 0 }) });
    await screen.findAllByTestId('sale-row');
    await user.type(screen.getByTestId('sale-search'), 't０');
    expect((await screen.findByTestId('sales-empty')).textContent).toContain('没有找到');
    expect(sent('sale.list')).toContainEqual({ search: 'T0' });
    await user.keyboard('{Escape}');
    expect(await screen.findAllByTestId('sale-row')).toHaveLength(3);
  });

  it('lets only a manager choose the day', async () => {
    showScreen(<TransactionsScreen />, listed);
    await screen.findAllByTestId('sale-row');
    expect(screen.queryByTestId('day-previous')).toBeNull();
    cleanup();
    const { user, sent } = showScreen(<TransactionsScreen />, { ...listed, 'session.read': () => yes({ ...signedIn, person: manager }) });
    await user.click(await screen.findByTestId('day-previous'));
    await user.click(screen.getByTestId('day-previous'));
    await waitFor(() => expect(sent('sale.list')).toEqual([{}, { businessDate: '2026-11-24' }, { businessDate: '2026-11-23' }]));
  });

  it('says what is missing while there are no sales, and why when they cannot be read', async () => {
    showScreen(<TransactionsScreen />, { 'sale.list': () => yes({ rows: [], totalFen: fen(0), count: 0 }) }, 'en');
    expect((await screen.findByTestId('sales-empty')).textContent).toContain('No sales yet');
    cleanup();
    showScreen(<TransactionsScreen />, { 'sale.list': () => no({ code: 'storage-busy' }) });
    expect((await screen.findByTestId('problem')).dataset['code']).toBe('storage-busy');
  });
});

describe('transactions/days', () => {
  it('goes back from the shift over today, and forward to the shift again, never beyond it', () => {
    const { todayOn } = terminal;
    fc.assert(fc.property(fc.integer({ min: 1, max: 400 }), (steps) => {
      let shownOn: BusinessDate | null = null;
      for (let step = 0; step < steps; step += 1) shownOn = dayBefore(shownOn, todayOn);
      expect(shownOn).toBe(addDays(todayOn, 1 - steps));
      for (let step = 0; step < steps; step += 1) shownOn = dayAfter(shownOn, todayOn);
      expect([shownOn, dayAfter(null, todayOn)]).toEqual([null, null]);
    }), { numRuns: 30 });
  });
});

describe('transactions/search', () => {
  it('folds full-width characters, spaces around and small letters', () => {
    expect(cleanSaleSearch(' t0007－１ ')).toBe('T0007-1');
  });
});
