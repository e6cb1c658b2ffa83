// The open shift, and what the last one leaves for the next float.
import { ok, type Ok } from '#shared/domain/base/result.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ShiftView, ZReport } from '#shared/contract/till/shift-channels.ts';
import type { QueryContext } from '../till.ts';
import { readLastClosed, readOpenShift } from './shift-repository.ts';
import { shiftView } from './shift-view.ts';

export function currentShift(ctx: QueryContext): Ok<{ shift: ShiftView | null; lastCountFen: Fen | null; lastZ: ZReport | null }> {
  const open = readOpenShift(ctx.db);
  const last = readLastClosed(ctx.db);
  return ok({
    shift: open === null ? null : shiftView(ctx.db, open),
    lastCountFen: last?.z.countedFen ?? null,
    lastZ: last === null ? null : { ...last.z, receipt: last.receipt, closedAt: last.closedAt, businessDate: last.businessDate },
  });
}
