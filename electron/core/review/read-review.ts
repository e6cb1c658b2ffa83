// The figures of a day or a range, beside those before it.
import { groupBy } from '#shared/domain/base/group-by.ts';
import { addDays, daysBetween } from '#shared/domain/business-date.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { StaffId } from '#shared/domain/ids.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Review, ReviewTotals } from '#shared/contract/till/review-channels.ts';
import { localisedTextSchema } from '#shared/contract/values.ts';
import { readPlans } from '../catalog/plan-repository.ts';
import { readPeople } from '../staff/staff-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import type { QueryContext, Till } from '../till.ts';
import { countsOf, identityChecksOf, type JournalCounts } from './journal-counts.ts';
import { checkedRange, readInSlices, slicesOf } from './in-slices.ts';
import { figureOf, sharesOf } from './money-cube.ts';
import {
  countIdentityChecks, countJournal, countOpenTasks, readCube, readOldestUnsentAt, readSoldPlanName, readTurnoverByDay, sumFigure, type CubeCell, type DayRange, type DayTurnover,
} from './review-repository.ts';

/** Days read between two turns of the event loop: some 20,000 lines in a busy shop. */
const CUBE_DAYS = 4;
const TURNOVER_DAYS = 31;

/** All figures of a range. Money counts on the day it moved: a refund on its own day, not on that of its sale. */
export async function readReview(ctx: QueryContext, request: DayRange): Promise<Result<Review, ProblemOf<'range-invalid'>>> {
  const range = checkedRange(request);
  if (!range.ok) return range;
  const { till, db } = ctx;
  const { timers } = till.ports;
  const parts = await readInSlices(timers, slicesOf(range.value, CUBE_DAYS), (slice) => ({
    cells: readCube(db, slice), checks: countIdentityChecks(db, slice), journal: countJournal(db, slice),
  }));
  const cells = parts.flatMap((part) => part.cells);
  const counts = { checks: parts.flatMap((part) => part.checks), journal: parts.flatMap((part) => part.journal) };
  const before = await turnoverOf(till, db, rangeBefore(range.value));
  const weekBefore = await turnoverOf(till, db, { from: addDays(range.value.from, -7), to: addDays(range.value.to, -7) });
  return ok({
    ...range.value, at: ctx.now, totals: totalsOf(cells), before, weekBefore, ...barsOf(db, range.value, cells), drawer: drawerOf(cells, counts.journal),
    attention: attentionOf(db, range.value), identityChecks: identityChecksOf(counts.checks), counts: countsOf(counts.journal),
  });
}

/** The range of the same length that ends the day before. */
function rangeBefore({ from, to }: DayRange): DayRange {
  return { from: addDays(from, -daysBetween(from, to) - 1), to: addDays(from, -1) };
}

async function turnoverOf(till: Till, db: ReadDb, range: DayRange): Promise<ReviewTotals> {
  const parts = await readInSlices(till.ports.timers, slicesOf(range, TURNOVER_DAYS), (slice) => readTurnoverByDay(db, slice));
  return totalsOf(parts.flat());
}

/** From the cells of a cube, or from turnover by day: both tell kind, lines and amount. */
export function totalsOf(cells: readonly (CubeCell | DayTurnover)[]): ReviewTotals {
  const [sales, refunds, voids] = [figureOf('sales', cells), figureOf('refunds', cells), figureOf('voids', cells)];
  return {
    saleCount: sales.count, salesFen: sales.amountFen, refundCount: refunds.count, refundsFen: refunds.amountFen, voidCount: voids.count, voidsFen: voids.amountFen,
    roundingFen: figureOf('rounding', cells).amountFen, netFen: figureOf('net', cells).amountFen,
  };
}

function barsOf(db: ReadDb, range: DayRange, cells: readonly CubeCell[]): Pick<Review, 'byHour' | 'byPlan' | 'byMethod' | 'byStaff'> {
  const planNames = new Map(readPlans(db).map((plan) => [plan.planId as string, plan.name]));
  const planName = (planId: string): Review['byPlan'][number]['name'] => {
    const sold = planNames.get(planId) === undefined ? readSoldPlanName(db, planId, range) : null;
    return planNames.get(planId) ?? (sold === null ? { 'zh-CN': planId, en: planId } : localisedTextSchema.parse(JSON.parse(sold)));
  };
  return {
    byHour: sharesOf('by-hour', cells).map(({ key, ...share }) => ({ hour: Number(key), ...share })).toSorted((a, b) => a.hour - b.hour),
    byPlan: sharesOf('by-plan', cells).map(({ key, ...share }) => ({ planId: key, name: planName(key), ...share })).toSorted((a, b) => b.amountFen - a.amountFen),
    // Keys of this figure are read as ways to pay from the lines themselves.
    byMethod: sharesOf('by-method', cells).map(({ key, ...share }) => ({ method: key as TenderMethod, ...share })).toSorted((a, b) => b.amountFen - a.amountFen),
    byStaff: staffOf(db, cells),
  };
}

function staffOf(db: ReadDb, cells: readonly CubeCell[]): Review['byStaff'] {
  const names = new Map(readPeople(db).map((person) => [person.staffId as string, person.name]));
  const [refunds, voids, overShort] = [sharesOf('refunds', cells), sharesOf('voids', cells), sharesOf('over-short', cells)];
  const turnover = sharesOf('by-staff', cells);
  const ids = new Set([...turnover, ...refunds, ...voids, ...overShort].map(({ key }) => key));
  const of = (shares: typeof refunds, id: string): Fen | null => shares.find(({ key }) => key === id)?.amountFen ?? null;
  return [...ids].toSorted().map((id) => ({
    // Read as a person's id from the lines.
    staffId: id as StaffId, name: names.get(id) ?? id, count: turnover.find(({ key }) => key === id)?.count ?? 0, amountFen: of(turnover, id) ?? fen(0),
    refundsFen: of(refunds, id) ?? fen(0), voidsFen: of(voids, id) ?? fen(0), overShortFen: of(overShort, id),
  }));
}

function drawerOf(cells: readonly CubeCell[], journal: JournalCounts): Review['drawer'] {
  return {
    paidInFen: figureOf('paid-in', cells).amountFen, paidOutFen: figureOf('paid-out', cells).amountFen, dropsFen: figureOf('drops', cells).amountFen,
    overShortFen: figureOf('over-short', cells).amountFen, noSaleCount: countsOf(journal).noSales,
  };
}

/** Rejected sales are those of the range; what is open or unsent is told as it stands now, whatever day it is from. */
function attentionOf(db: ReadDb, range: DayRange): Review['attention'] {
  const open = sumFigure(db, 'open-payments', range, undefined);
  const rejected = sumFigure(db, 'rejected', range, undefined);
  return {
    openPayments: open.count, openPaymentsFen: fen(open.amountFen), unsent: sumFigure(db, 'unsent', range, undefined).count, oldestUnsentAt: readOldestUnsentAt(db),
    rejected: rejected.count, rejectedFen: fen(rejected.amountFen), openTasks: countOpenTasks(db),
  };
}

export type Trend = readonly { businessDate: DayRange['from']; saleCount: number; salesFen: Fen; netFen: Fen }[];

/** Sales and net turnover of every day of a range that had any. */
export async function readTrend(ctx: QueryContext, request: DayRange): Promise<Result<Trend[number][], ProblemOf<'range-invalid'>>> {
  const range = checkedRange(request);
  if (!range.ok) return err(range.problem);
  const parts = await readInSlices(ctx.till.ports.timers, slicesOf(range.value, TURNOVER_DAYS), (slice) => readTurnoverByDay(ctx.db, slice));
  const days = groupBy(parts.flat(), (row) => row.business_date);
  return ok([...days].map(([businessDate, rows]) => {
    const { saleCount, salesFen, netFen } = totalsOf(rows);
    return { businessDate, saleCount, salesFen, netFen };
  }));
}
