// Opens a shift with its float; from here money may be taken.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { DenominationCount } from '#shared/domain/denominations.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ShiftId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { insertMoneyLines } from '../money/money-line-repository.ts';
import type { CommandContext } from '../till.ts';
import { stampAt } from './business-day.ts';
import { countDiffers } from './record-count.ts';
import { insertShift, readLastClosed, readOpenShift } from './shift-repository.ts';
import { shiftView } from './shift-view.ts';

export interface OpenRequest {
  readonly floatFen: Fen;
  readonly denominations?: DenominationCount[] | undefined;
}

/**
 * Problem `shift-already-open`: one drawer, one open shift. The float is what was counted now; what the last close had
 * counted is only written beside it, so that a difference between the shifts has its own place.
 */
export function openShift(ctx: CommandContext, request: OpenRequest): Result<ShiftView, ProblemOf<'shift-already-open' | 'count-differs' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  const { floatFen, denominations } = request;
  return ctx.write((db) => {
    if (readOpenShift(db) !== null) return err({ code: 'shift-already-open' });
    if (countDiffers({ countedFen: floatFen, denominations })) return err({ code: 'count-differs' });
    // Ids of shifts are UUIDs; the brand only keeps kinds apart.
    const shiftId = ctx.till.ports.ids.next(ctx.now) as string as ShiftId;
    const stamp = stampAt(db, profile, ctx.now);
    const entry = appendEntry(db, stamp, 'shift.opened', {
      shiftId, staffId: person.staffId, floatFen, lastCountFen: readLastClosed(db)?.z.countedFen ?? null, ...(denominations === undefined ? {} : { denominations }),
    });
    const shift = { shiftId, staffId: person.staffId, openedAt: ctx.now, businessDate: stamp.businessDate, floatFen, openedSeq: entry.seq };
    insertShift(db, shift);
    insertMoneyLines(db, {
      seq: entry.seq, at: ctx.now, businessDate: stamp.businessDate, hour: profile.hourAt(ctx.now), staffId: person.staffId, approverId: null, shiftId, saleId: null,
    }, [{ kind: 'float', amountFen: floatFen }]);
    return ok(shiftView(db, shift, { person, profile, now: ctx.now }));
  });
}
