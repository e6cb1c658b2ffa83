// Commits a blind count of the drawer; only its answer shows what was expected.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { overShort } from '#shared/domain/shift.ts';
import { closeDemand, maySettle } from '#shared/domain/shift-rules.ts';
import type { ShiftId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ShiftCount } from '#shared/contract/till/shift-channels.ts';
import type { CommandContext } from '../till.ts';
import { stampAt } from './business-day.ts';
import { inShift } from './in-shift.ts';
import { openWorkView } from './open-work-view.ts';
import { countDiffers, recordCount, type Counted } from './record-count.ts';
import { blocksCount } from './sale-in-hand.ts';

type Refusal = ProblemOf<'shift-closed' | 'shift-of-other' | 'count-differs' | 'sale-still-open' | 'not-enrolled'>;

/** May be repeated: every count is kept, and the close is over the last one. */
export function countShift(ctx: CommandContext, request: Counted & { readonly shiftId: ShiftId }): Result<ShiftCount, Refusal> {
  return inShift(ctx, request.shiftId, (db, { profile, person, shift }): Result<ShiftCount, Refusal> => {
    const { drawer, overShortLimitFen: limitFen } = profile.config.shift;
    if (!maySettle(shift, person, drawer)) return err({ code: 'shift-of-other', ownerId: shift.staffId });
    if (countDiffers(request)) return err({ code: 'count-differs' });
    if (blocksCount(db)) return err({ code: 'sale-still-open' });
    const count = recordCount(db, { shift, stamp: stampAt(db, profile, ctx.now), staffId: person.staffId, counted: request });
    const overShortFen = overShort(count.expectedFen, count.countedFen);
    const openWork = openWorkView(db, shift, ctx.now);
    const { needsReason, approval } = closeDemand({ overShortFen, limitFen, openWork, policy: profile.config.approvals, role: person.role, now: ctx.now });
    return ok({
      attempt: count.attempt, countedFen: count.countedFen, expectedFen: count.expectedFen, overShortFen, needsReason, needsApproval: approval !== null, approval, openWork,
    });
  });
}
