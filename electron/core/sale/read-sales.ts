// Reading sales: the open one, a completed one, and the list a person may see.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { SaleId, StaffId } from '#shared/domain/ids.ts';
import { parseReceiptNumber } from '#shared/domain/receipt-number.ts';
import { isDrawerOf } from '#shared/domain/shift-rules.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Draft, SaleRow, SaleView } from '#shared/contract/till/sale-channels.ts';
import { todayAt } from '../shift/business-day.ts';
import { readOpenShift } from '../shift/shift-repository.ts';
import type { Profile, QueryContext } from '../till.ts';
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

export interface SaleList {
  readonly rows: SaleRow[];
  readonly totalFen: Fen;
  readonly count: number;
  readonly hidden?: { readonly reason: 'shift-of-other'; readonly ownerId: StaffId };
}

/**
 * A clerk sees the own shifts, who reads the store's figures a whole business date. The list of another's open shift is
 * empty and says so. With the whole number of a slip its sale is found whoever sold it: its customer stands there.
 */
export function listedSales(ctx: QueryContext, request: ListRequest): Result<SaleList, ProblemOf<'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const search = request.search?.trim() ?? '';
  const today = todayAt(ctx.db, profile, ctx.now).businessDate;
  const filter = ctx.person?.role === 'clerk'
    ? clerksFilter(ctx, profile, ctx.person.staffId, { search, today })
    : { kind: 'day', businessDate: request.businessDate ?? today, search } as const;
  if ('reason' in filter) return ok({ rows: [], totalFen: fen(0), count: 0, hidden: filter });
  return ok({ rows: listSales(ctx.db, filter), ...sumSales(ctx.db, filter) });
}

function clerksFilter(
  ctx: QueryContext, profile: Profile, clerkId: StaffId, { search, today }: { search: string; today: BusinessDate },
): SaleFilter | NonNullable<SaleList['hidden']> {
  const slip = parseReceiptNumber(search);
  if (slip.ok) return { kind: 'receipt', businessDate: slip.value.businessDate, receiptCount: slip.value.number, search };
  const { drawer } = profile.config.shift;
  const shift = readOpenShift(ctx.db);
  if (shift !== null) {
    if (!isDrawerOf(shift, clerkId, drawer)) return { reason: 'shift-of-other', ownerId: shift.staffId };
    return { kind: 'shift', shiftId: shift.shiftId, openedSeq: shift.openedSeq, search };
  }
  // With no open shift a clerk sees the own sales of today, so that a slip can still be printed again after the close.
  return drawer === 'shared' ? { kind: 'day', businessDate: today, search } : { kind: 'own-day', businessDate: today, ownerId: clerkId, search };
}
