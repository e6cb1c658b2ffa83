// Reading shifts: what the Z would say now, what would be left behind, and the shifts that are closed.
import { err, ok, type Ok, type Result } from '#shared/domain/base/result.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { XReport, ZReport } from '#shared/contract/till/shift-channels.ts';
import type { OpenWork } from '#shared/contract/till/undo-channels.ts';
import { composeXReport } from '#shared/receipt/compose-x-report.ts';
import type { QueryContext } from '../till.ts';
import { openWorkView } from './open-work-view.ts';
import { listClosed, readOpenShift } from './shift-repository.ts';
import { betweenShifts, seesFigures, shiftTotals } from './shift-view.ts';

/** The same calculation as the Z's; changes nothing. */
export function readX(ctx: QueryContext): Result<XReport, ProblemOf<'shift-closed' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const shift = readOpenShift(ctx.db);
  if (shift === null) return err({ code: 'shift-closed' });
  const { shiftId, staffId, openedAt, businessDate } = shift;
  const totals = shiftTotals(ctx.db, shift);
  const receipt = composeXReport({
    totals, staffId, openedAt, at: ctx.now, businessDate, store: profile.store, terminalId: profile.terminal.terminalId, locale: profile.config.receiptLocale,
    betweenShiftsFen: betweenShifts(ctx.db, shift.floatFen),
  });
  return ok({ shiftId, staffId, openedAt, at: ctx.now, totals, receipt });
}

/** Empty where no shift is open, and for a clerk who does not answer for its drawer. */
export function readOpenWork(ctx: QueryContext): Result<OpenWork[], ProblemOf<'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const shift = readOpenShift(ctx.db);
  return ok(shift === null || !seesFigures(shift, ctx.person, profile) ? [] : openWorkView(ctx.db, shift, ctx.now));
}

export function listShifts(ctx: QueryContext, request: { from: BusinessDate; to: BusinessDate }): Ok<Omit<ZReport, 'receipt'>[]> {
  return ok(listClosed(ctx.db, request.from, request.to).map(({ z, closedAt, businessDate }) => ({ ...z, closedAt, businessDate })));
}
