// Every figure of the manager's day against its rows and against a plain recount, over a thousand random days.
import { afterAll, describe, expect, it } from 'vitest';
import { readReview, readTrend } from '#core/review/read-review.ts';
import { readRows } from '#core/review/read-rows.ts';
import { checkedRange, slicesOf } from '#core/review/in-slices.ts';
import { figures } from '#core/review/figures.ts';
import type { QueryContext } from '#core/till.ts';
import { reviewFigures, reviewSchema, type Review, type ReviewFigure, type ReviewRow } from '#shared/contract/till/review-channels.ts';
import { createTestClock } from '#tests/support/test-clock.ts';
import { dayOf, numbersFrom, randomDays, storeWith, type Line } from './money-day.ts';

const SEED = Number(process.env['REVIEW_SEED'] ?? 20_261_124);
const DAYS = 1000;
const days = randomDays(SEED, DAYS);
const store = storeWith(days);
const clock = createTestClock('2026-11-24T02:00:00.000Z');
// Only what a reading use case asks its till for.
const ctx = { till: { ports: { timers: clock.timers } }, db: store.read, now: clock.now(), session: 'window', person: null } as unknown as QueryContext;
afterAll(() => store.close());

async function review(from: number, to: number): Promise<Review> {
  const read = await readReview(ctx, { from: dayOf(from), to: dayOf(to) });
  if (!read.ok) throw new Error(read.problem.code);
  return reviewSchema.parse(read.value);
}

async function rowsOf(figure: ReviewFigure, from: number, to: number, key?: string): Promise<{ rows: ReviewRow[]; sumFen: number; count: number }> {
  const rows: ReviewRow[] = [];
  for (;;) {
    const last = rows.at(-1);
    const after = last === undefined ? undefined : { businessDate: last.businessDate, seq: last.seq, line: last.line };
    const page = await readRows(ctx, { from: dayOf(from), to: dayOf(to), figure, key, after });
    if (!page.ok) throw new Error(page.problem.code);
    rows.push(...page.value.rows);
    if (!page.value.hasMore) return { rows, sumFen: page.value.sumFen, count: page.value.count };
  }
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const total = (lines: readonly Line[], kinds: readonly string[], sign = 1): number => sum(lines.filter((line) => kinds.includes(line.kind)).map((line) => line.amountFen)) * sign + 0;

/** Recounted from the generated lines, without any of the program's own definitions. */
function recount(from: number, to: number): { lines: readonly Line[]; figures: Partial<Record<ReviewFigure, number>> } {
  const lines = days.lines.filter((line) => line.day >= from && line.day <= to);
  const net = total(lines, ['sale', 'void', 'refund']);
  return {
    lines,
    figures: {
      sales: total(lines, ['sale']), refunds: total(lines, ['refund'], -1), voids: total(lines, ['void'], -1), net, rounding: total(lines, ['rounding']),
      tenders: total(lines, ['tender', 'tender-back']), 'paid-in': total(lines, ['paid-in']), 'paid-out': total(lines, ['paid-out'], -1), drops: total(lines, ['drop'], -1),
      'over-short': total(lines, ['over-short']), 'by-hour': net, 'by-plan': net, 'by-staff': net, 'by-method': total(lines, ['tender', 'tender-back']),
    },
  };
}

/** What the review itself shows of a figure. */
function shown(read: Review): Partial<Record<ReviewFigure, number>> {
  const { totals, drawer } = read;
  const bars = (rows: readonly { amountFen: number }[]): number => sum(rows.map((row) => row.amountFen));
  return {
    sales: totals.salesFen, refunds: totals.refundsFen, voids: totals.voidsFen, net: totals.netFen, rounding: totals.roundingFen, tenders: bars(read.byMethod),
    'paid-in': drawer.paidInFen, 'paid-out': drawer.paidOutFen, drops: drawer.dropsFen, 'over-short': drawer.overShortFen, 'by-hour': bars(read.byHour), 'by-plan': bars(read.byPlan),
    'by-method': bars(read.byMethod), 'by-staff': bars(read.byStaff),
  };
}

describe(`review/figures (seed ${SEED})`, () => {
  it('[RV1] on each of 1,000 random days every figure is the sum of its rows, and what a plain recount gives', async () => {
    for (let day = 0; day < DAYS; day += 1) {
      const read = await review(day, day);
      const expected = recount(day, day).figures;
      expect(shown(read)).toEqual(expected);
      for (const figure of reviewFigures.filter((name) => figures[name].source === 'money')) {
        const { rows, sumFen } = await rowsOf(figure, day, day);
        expect([figure, day, sum(rows.map((row) => row.amountFen)), sumFen]).toEqual([figure, day, expected[figure], expected[figure]]);
      }
    }
  }, 120_000);

  it('[RV1] the same over ranges of any length, read in slices and in pages', async () => {
    const next = numbersFrom(SEED + 1);
    for (let run = 0; run < 12; run += 1) {
      const from = next(DAYS - 400);
      const to = from + next(400);
      const read = await review(from, to);
      const expected = recount(from, to).figures;
      expect(shown(read)).toEqual(expected);
      for (const figure of ['net', 'tenders', 'by-staff'] as const) {
        const { rows, sumFen, count } = await rowsOf(figure, from, to);
        expect([sum(rows.map((row) => row.amountFen)), sumFen, count]).toEqual([expected[figure], expected[figure], rows.length]);
        expect(new Set(rows.map((row) => `${row.seq}/${row.line}`)).size).toBe(rows.length);
      }
    }
  }, 60_000);

  it('[RV2] tenders are turnover and its rounding; each bar opens exactly its own rows', async () => {
    for (let from = 0; from < DAYS; from += 50) {
      const read = await review(from, from + 49);
      expect(shown(read).tenders).toBe(read.totals.netFen + read.totals.roundingFen);
      const bars = [
        ...read.byMethod.map((bar) => ['by-method', bar.method, bar.amountFen] as const), ...read.byPlan.map((bar) => ['by-plan', bar.planId, bar.amountFen] as const),
        ...read.byHour.map((bar) => ['by-hour', String(bar.hour), bar.amountFen] as const),
        ...read.byStaff.flatMap((bar) => [['by-staff', bar.staffId, bar.amountFen], ['refunds', bar.staffId, bar.refundsFen], ['voids', bar.staffId, bar.voidsFen], ['over-short', bar.staffId, bar.overShortFen ?? 0]] as const),
      ];
      for (const [figure, key, amountFen] of bars) expect([figure, key, sum((await rowsOf(figure, from, from + 49, key)).rows.map((row) => row.amountFen))]).toEqual([figure, key, amountFen]);
    }
  }, 60_000);

  it('[RV3] what is no money is counted from the journal; the rows are as many as the figure says', async () => {
    const [from, to] = [300, 650];
    const read = await review(from, to);
    const of = (type: string): typeof days.notes => days.notes.filter((note) => note.day >= from && note.day <= to && note.type === type);
    const copies = of('receipt.printed').filter((note) => note.payload['copyNumber'] === 1);
    expect(read.counts).toEqual({
      copies: copies.length, noSales: of('drawer.opened').length, approvals: of('approval.granted').length, failedPins: of('staff.pin_failed').length,
      agreementsSigned: of('agreement.signed').length, agreementsCancelled: 0,
    });
    const counts = { copies: read.counts.copies, 'no-sales': read.counts.noSales, approvals: read.counts.approvals, 'failed-pins': read.counts.failedPins, agreements: read.counts.agreementsSigned };
    for (const [figure, count] of Object.entries(counts)) expect((await rowsOf(figure as ReviewFigure, from, to)).count).toBe(count);
    expect(read.identityChecks.length).toBe(4);
    for (const check of read.identityChecks) {
      const { rows } = await rowsOf('identity-checks', from, to, `${check.way}:${check.outcome}`);
      expect(rows.length).toBe(check.count);
      expect(rows.every((row) => row.note === `PASSPORT ${check.way} ${check.outcome}`)).toBe(true);
    }
  });

  it('[RV4] beside the figures stand those of as many days before, and of the same days a week before', async () => {
    const read = await review(500, 502);
    expect([read.before, read.weekBefore]).toEqual([(await review(497, 499)).totals, (await review(493, 495)).totals]);
  });

  it('[RV5] a range runs forward and over 400 days at most', () => {
    expect(checkedRange({ from: dayOf(1), to: dayOf(0) })).toMatchObject({ ok: false, problem: { code: 'range-invalid' } });
    expect(checkedRange({ from: dayOf(0), to: dayOf(400) })).toMatchObject({ ok: false });
    expect(checkedRange({ from: dayOf(0), to: dayOf(399) })).toMatchObject({ ok: true });
    expect(slicesOf({ from: dayOf(0), to: dayOf(9) }, 4)).toEqual([{ from: dayOf(0), to: dayOf(3) }, { from: dayOf(4), to: dayOf(7) }, { from: dayOf(8), to: dayOf(9) }]);
  });

  it('[RV6] the trend is the same sums day by day', async () => {
    const trend = await readTrend(ctx, { from: dayOf(100), to: dayOf(499) });
    if (!trend.ok) throw new Error(trend.problem.code);
    const expected = Array.from({ length: 400 }, (_none, index) => index + 100).flatMap((day) => {
      const { lines, figures: of } = recount(day, day);
      const counted = lines.filter((line) => ['sale', 'void', 'refund', 'rounding'].includes(line.kind));
      return counted.length === 0 ? [] : [{ businessDate: dayOf(day), saleCount: counted.filter((line) => line.kind === 'sale').length, salesFen: of.sales, netFen: of.net }];
    });
    expect(trend.value).toEqual(expected);
  });

  it('[RV7] people and plans that are gone go by their ids', async () => {
    const read = await review(0, 200);
    expect(read.byStaff.find((row) => row.staffId === 'x-left')?.name).toBe('x-left');
    expect(read.byPlan.find((row) => row.planId === 'gone-99')?.name).toEqual({ 'zh-CN': 'gone-99', en: 'gone-99' });
  });
});
