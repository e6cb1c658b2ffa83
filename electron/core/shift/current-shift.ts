// The open shift, and what the last one leaves for the next float.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ShiftView, ZReport } from '#shared/contract/till/shift-channels.ts';
import type { QueryContext } from '../till.ts';
import { readLastClosed, readOpenShift } from './shift-repository.ts';
import { seesClosed, shiftView, zReportOf } from './shift-view.ts';

export function currentShift(ctx: QueryContext): Result<{ shift: ShiftView | null; lastCountFen: Fen | null; lastZ: ZReport | null }, ProblemOf<'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const open = readOpenShift(ctx.db);
  const last = readLastClosed(ctx.db);
  return ok({
    shift: open === null ? null : shiftView(ctx.db, open, { person: ctx.person, profile, now: ctx.now }),
    lastCountFen: last?.z.countedFen ?? null,
    lastZ: last !== null && seesClosed(last, ctx.person, profile) ? zReportOf(last) : null,
  });
}
