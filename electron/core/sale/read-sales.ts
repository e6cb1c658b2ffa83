// Reading sales: the open one, a completed one, and the list a person may see.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Draft, SaleRow, SaleView } from '#shared/contract/till/sale-channels.ts';
import { todayAt } from '../shift/business-day.ts';
import { readOpenShift } from '../shift/shift-repository.ts';
import type { QueryContext } from '../till.ts';
import { draftView } from './draft-view.ts';
import { readOpenDraft } from './sale-repository.ts';
import { listSales, readLastSaleId, readSaleView, sumSales, type SaleFilter } from './sale-view-repository.ts';

export function currentSale(ctx: QueryContext): Result<{ draft: Draft | null; lastCompleted: SaleId | null }, ProblemOf<'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const lastCompleted = readLastSaleId(ctx.db);
  const open = readOpenDraft(ctx.db);
  if (open === null) return ok({ draft: null, lastCompleted });
  const view = draftView(ctx.till, profile, ctx.db, ctx.now, open);
  // A card that left the directory cannot be shown; its draft stays until another sale begins.
  return ok({ draft: view.ok ? view.value : null, lastCompleted });
}

export function readSale(ctx: QueryContext, request: { saleId: SaleId }): Result<SaleView, ProblemOf<'sale-unknown'>> {
  const sale = readSaleView(ctx.db, request.saleId);
  return sale === null ? err({ code: 'sale-unknown' }) : ok(sale);
}

export interface ListRequest {
  readonly businessDate?: BusinessDate | undefined;
  readonly search?: string | undefined;
}

/** A clerk sees the open shift; a manager sees a whole business date. */
export function listedSales(ctx: QueryContext, request: ListRequest): Result<{ rows: SaleRow[]; totalFen: Fen; count: number }, ProblemOf<'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const filter = filterFor(ctx, request, todayAt(ctx.db, profile, ctx.now).businessDate);
  return ok({ rows: listSales(ctx.db, filter), ...sumSales(ctx.db, filter) });
}

function filterFor(ctx: QueryContext, request: ListRequest, today: BusinessDate): SaleFilter {
  const search = request.search?.trim() ?? '';
  if (ctx.person?.role === 'manager') return { kind: 'day', businessDate: request.businessDate ?? today, search };
  const shift = readOpenShift(ctx.db);
  // With no open shift a clerk sees today's sales, so that a slip can still be printed again after the close.
  if (shift === null) return { kind: 'day', businessDate: today, search };
  return { kind: 'shift', shiftId: shift.shiftId, openedSeq: shift.openedSeq, search };
}
