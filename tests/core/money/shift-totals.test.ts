// Every figure of X and Z is a sum of lines of money: a thousand made-up shifts, one after the other in one file.
import fc from 'fast-check';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '#core/store/open-store.ts';
import type { Store } from '#core/store/sql.ts';
import { advance } from '#core/sync/sync-repository.ts';
import { readHead } from '#core/journal/journal-repository.ts';
import { hourInZone } from '#shared/domain/business-date.ts';
import { fen } from '#shared/domain/fen.ts';
import { isBalanced } from '#shared/domain/money-totals.ts';
import { tenderMethods } from '#shared/domain/tender.ts';
import { terminalIdSchema } from '#shared/contract/values.ts';
import type { ZReport } from '#shared/contract/till/shift-channels.ts';
import { openGateway, openTill, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { aRandomShift, writeDay, type Expected, type RandomShift } from './random-shift.ts';

let gateway: TestGateway;
let till: OpenTill;
/** A second hand on the same file. */
let store: Store;
beforeAll(async () => {
  gateway = await openGateway();
  till = await openTill({ gateway });
  await till.signIn('m01');
  gateway.proxy.goDown();
  const opened = openStore({ dataDir: till.dir, sqliteBinding: null, at: gateway.clock.now() });
  if (!opened.ok) throw new Error(opened.problem.code);
  store = opened.value;
});
afterAll(async () => {
  store.close();
  await till.close();
  await gateway.close();
});

const START = Date.parse('2026-12-01T12:00:00.000Z');
const hourAt = (instant: string): number => hourInZone(instant, 'Asia/Shanghai');

const anyRow = z.object({ kind: z.string(), method: z.string().nullable(), amount_fen: z.int(), business_date: z.string() });
type Row = z.output<typeof anyRow>;

/** The totals as the rows say, each figure summed by itself. */
function fromRows(rows: readonly Row[]): Record<string, unknown> {
  const sum = (kind: string, method?: string): number =>
    rows.filter((row) => row.kind === kind && (method === undefined || row.method === method)).reduce((all, row) => all + row.amount_fen, 0);
  const count = (kind: string): number => rows.filter((row) => row.kind === kind).length;
  const drawer = ['float', 'paid-in', 'paid-out', 'drop'].reduce((all, kind) => all + sum(kind), sum('tender', 'cash') + sum('tender-back', 'cash'));
  return {
    saleCount: count('sale'), salesFen: sum('sale'), voidCount: count('void'), voidsFen: 0 - sum('void'), refundCount: count('refund'), refundsFen: 0 - sum('refund'),
    roundingFen: sum('rounding'), cashSalesFen: sum('tender', 'cash'), cashRefundsFen: 0 - sum('tender-back', 'cash'), paidInFen: sum('paid-in'),
    paidOutFen: 0 - sum('paid-out'), dropsFen: 0 - sum('drop'), floatFen: sum('float'), expectedFen: drawer,
    byMethod: tenderMethods.map((method) => ({
      method, count: rows.filter((row) => row.kind === 'tender' && row.method === method).length, takenFen: sum('tender', method), returnedFen: 0 - sum('tender-back', method),
    })).filter(({ method }) => rows.some((row) => row.method === method)),
  };
}

function expectFigures({ totals }: ZReport, { counts, sums }: Expected): void {
  const of = (figure: string): number => sums[figure] ?? 0;
  expect(totals).toMatchObject({
    saleCount: counts.sale, voidCount: counts.void, refundCount: counts.refund, noSaleCount: counts.noSale, copyCount: counts.copy,
    salesFen: of('sale'), voidsFen: of('void'), refundsFen: of('refund'), roundingFen: of('rounding'), paidInFen: of('paid-in'), paidOutFen: of('paid-out'), dropsFen: of('drop'),
  });
  for (const { method, takenFen, returnedFen } of totals.byMethod ?? []) expect([takenFen, returnedFen]).toEqual([of(`taken ${method}`), of(`returned ${method}`)]);
}

describe('money/shift-totals', () => {
  it('[M11] X just before the close is the Z, and every figure is the sum of its rows: 1,000 random shifts', async () => {
    const terminalId = terminalIdSchema.parse(till.terminalId());
    let day = 0;
    const grand = { net: 0, absolute: 0 };
    const oneShift = async ({ floatFen, openedMinute, events }: RandomShift): Promise<void> => {
      // Three shifts in two days: some share a business date, some run past midnight.
      day += 1;
      gateway.clock.jumpTo(new Date(START + Math.floor((day * 2) / 3) * 86_400_000 + openedMinute * 60_000).toISOString());
      const shift = await till.must('shift.open', { floatFen });
      const expected = store.write((db) => writeDay(db, { shift, terminalId, events, hourAt }));
      gateway.clock.jumpTo(new Date(Date.parse(shift.openedAt) + 4 * 3_600_000).toISOString());
      const x = await till.must('shift.x', {});
      const countedFen = Math.max(0, x.totals.expectedFen);
      const closed = await till.must('shift.close', { shiftId: shift.shiftId, countedFen, reason: 'x' });
      expect(x.totals).toEqual(closed.totals);
      expectFigures(closed, expected);
      const { voidsFen = fen(0), roundingFen = fen(0), byMethod = [] } = closed.totals;
      expect(isBalanced({ ...closed.totals, voidsFen, roundingFen, byMethod })).toBe(true);
      const rows = store.read.all('SELECT kind, method, amount_fen, business_date FROM money_line WHERE shift_id = ? AND seq < ?', [shift.shiftId, closed.lastSeq + 1], anyRow);
      expect(new Set(rows.map((row) => row.business_date))).toEqual(new Set([shift.businessDate]));
      const { noSaleCount: _noSales, copyCount: _copies, ...figures } = closed.totals;
      expect(fromRows(rows)).toEqual(figures);
      grand.net += closed.totals.salesFen - closed.totals.refundsFen - voidsFen;
      grand.absolute += closed.totals.salesFen + closed.totals.refundsFen + voidsFen;
      expect([closed.grandNetFen, closed.grandAbsoluteFen]).toEqual([grand.net, grand.absolute]);
      // As if the carrier had it all: what waits is no part of this.
      store.write((db) => advance(db, readHead(db).seq, readHead(db).hash));
    };
    await fc.assert(fc.asyncProperty(aRandomShift, oneShift), { numRuns: 1000, endOnFailure: true });
  }, 120_000);
});
