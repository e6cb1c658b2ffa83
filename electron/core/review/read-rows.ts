// Explains a figure: the rows it is the sum of.
import { ok, type Result } from '#shared/domain/base/result.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ReviewFigure, ReviewRow } from '#shared/contract/till/review-channels.ts';
import type { QueryContext } from '../till.ts';
import { figures } from './figures.ts';
import { checkedRange, readInSlices, slicesOf } from './in-slices.ts';
import { readFigureRows, sumFigure, type DayRange, type RowPlace } from './review-repository.ts';

const PAGE = 500;
const SUM_DAYS = 7;

interface RowsRequest extends DayRange {
  readonly figure: ReviewFigure;
  readonly key?: string | undefined;
  readonly after?: RowPlace | undefined;
}

interface Rows {
  rows: ReviewRow[];
  hasMore: boolean;
  sumFen: Fen;
  count: number;
}

/** One page of rows, with the sum and the count of all of them. */
export async function readRows(ctx: QueryContext, request: RowsRequest): Promise<Result<Rows, ProblemOf<'range-invalid'>>> {
  const range = checkedRange(request);
  if (!range.ok) return range;
  const { figure, key } = request;
  const rows = readFigureRows(ctx.db, figure, range.value, { key, after: request.after ?? null, limit: PAGE + 1 });
  // What stands open has no range: cutting it into days would count it once a slice.
  const { source } = figures[figure];
  const slices = source === 'money' || source === 'journal' ? slicesOf(range.value, SUM_DAYS) : [range.value];
  const sums = await readInSlices(ctx.till.ports.timers, slices, (slice) => sumFigure(ctx.db, figure, slice, key));
  return ok({
    rows: rows.slice(0, PAGE), hasMore: rows.length > PAGE, sumFen: fen(sums.reduce((sum, part) => sum + part.amountFen, 0)),
    count: sums.reduce((sum, part) => sum + part.count, 0),
  });
}
