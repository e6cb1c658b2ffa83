// Opens the drawer without a sale. Nothing moves in the books; that it happened, by whom and why, stays.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { fen } from '#shared/domain/fen.ts';
import type { ApprovalId, MoveId, ShiftId } from '#shared/domain/ids.ts';
import { isDrawerOf } from '#shared/domain/shift-rules.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import { useApproval } from '../approval/approval-repository.ts';
import { appendEntry } from '../journal/append-entry.ts';
import type { CommandContext } from '../till.ts';
import { earlierAct, insertAct } from './drawer-act-repository.ts';
import { inShift } from './in-shift.ts';
import { shiftView } from './shift-view.ts';

export interface DrawerRequest {
  readonly shiftId: ShiftId;
  /** The caller's, so that a press repeated after a lost answer is the same opening. */
  readonly moveId: MoveId;
  readonly reason: string;
  readonly approvalId?: ApprovalId | undefined;
}

type Refusal = ProblemOf<'shift-closed' | 'shift-of-other' | 'move-id-reused' | 'approval-needed' | 'approval-refused' | 'not-enrolled'>;

export function openDrawer(ctx: CommandContext, request: DrawerRequest): Result<ShiftView, Refusal> {
  return inShift(ctx, request.shiftId, (db, { profile, person, shift }): Result<ShiftView, Refusal> => {
    if (!isDrawerOf(shift, person.staffId, profile.config.shift.drawer)) return err({ code: 'shift-of-other', ownerId: shift.staffId });
    const view = (): ShiftView => shiftView(db, shift, { person, profile, now: ctx.now });
    const opening = { moveId: request.moveId, shiftId: shift.shiftId, act: 'open', amountFen: fen(0), reason: request.reason } as const;
    const earlier = earlierAct(db, opening);
    if (earlier !== 'none') return earlier === 'same' ? ok(view()) : err({ code: 'move-id-reused' });
    const act = { operation: 'drawer.open', amountFen: fen(0), subject: shift.shiftId } as const;
    const approved = useApproval(db, act, person, request.approvalId, profile.config.approvals, ctx.now);
    if (!approved.ok) return approved;
    const stamp = { terminalId: profile.terminal.terminalId, at: ctx.now, businessDate: shift.businessDate };
    const { seq } = appendEntry(db, stamp, 'drawer.opened', {
      shiftId: shift.shiftId, staffId: person.staffId, approvalId: approved.value.approvalId, reason: request.reason,
    });
    insertAct(db, seq, opening);
    return ok(view());
  });
}
