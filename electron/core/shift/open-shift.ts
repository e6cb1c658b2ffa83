// Opens a shift with its float; from here money may be taken.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ShiftId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { insertMoneyLines } from '../money/money-line-repository.ts';
import type { CommandContext } from '../till.ts';
import { stampAt } from './business-day.ts';
import { insertShift, readOpenShift } from './shift-repository.ts';
import { shiftView } from './shift-view.ts';

/** Problem `shift-already-open`: one drawer, one open shift. */
export function openShift(ctx: CommandContext, request: { floatFen: Fen }): Result<ShiftView, ProblemOf<'shift-already-open' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db) => {
    if (readOpenShift(db) !== null) return err({ code: 'shift-already-open' });
    // Ids of shifts are UUIDs; the brand only keeps kinds apart.
    const shiftId = ctx.till.ports.ids.next(ctx.now) as string as ShiftId;
    const stamp = stampAt(db, profile, ctx.now);
    const entry = appendEntry(db, stamp, 'shift.opened', { shiftId, staffId: person.staffId, floatFen: request.floatFen });
    const shift = {
      shiftId, staffId: person.staffId, openedAt: ctx.now, businessDate: stamp.businessDate, floatFen: request.floatFen, openedSeq: entry.seq,
    };
    insertShift(db, shift);
    insertMoneyLines(db, {
      seq: entry.seq, at: ctx.now, businessDate: stamp.businessDate, hour: profile.hourAt(ctx.now), staffId: person.staffId, approverId: null, shiftId, saleId: null,
    }, [{ kind: 'float', amountFen: request.floatFen }]);
    return ok(shiftView(db, shift));
  });
}
