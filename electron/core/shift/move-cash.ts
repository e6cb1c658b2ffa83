// Cash that enters or leaves the drawer without a sale: paid in, paid out, dropped into the safe.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { needsApproval, type ApprovedOperation } from '#shared/domain/approval.ts';
import { timesFen, type Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, MoveId, ShiftId } from '#shared/domain/ids.ts';
import { isDrawerOf, takesMoney } from '#shared/domain/shift-rules.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import { composeCashSlip } from '#shared/receipt/compose-cash-slip.ts';
import { useApproval, type UsedApproval } from '../approval/approval-repository.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { insertMoneyLines, type MoneyKind } from '../money/money-line-repository.ts';
import { queuePaper } from '../receipt/print-job-repository.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext } from '../till.ts';
import { earlierAct, insertAct, type DrawerAct } from './drawer-act-repository.ts';
import { inShift, type InShift } from './in-shift.ts';
import { shiftTotals, shiftView } from './shift-view.ts';

export interface MoveRequest {
  readonly shiftId: ShiftId;
  /** The caller's, so that a press repeated after a lost answer is the same movement. */
  readonly moveId: MoveId;
  readonly direction: 'in' | 'out' | 'drop';
  readonly amountFen: Fen;
  readonly reason: string;
  readonly approvalId?: ApprovalId | undefined;
}

type Refusal = ProblemOf<
  'shift-closed' | 'shift-of-other' | 'shift-too-long' | 'amount-unreadable' | 'move-id-reused' | 'drawer-short' | 'approval-needed' | 'approval-refused' | 'not-enrolled'
>;

interface Direction { readonly kind: MoneyKind; readonly sign: 1 | -1; readonly operation: ApprovedOperation }

const directions: Readonly<Record<MoveRequest['direction'], Direction>> = {
  in: { kind: 'paid-in', sign: 1, operation: 'cash.paid-in' },
  out: { kind: 'paid-out', sign: -1, operation: 'cash.paid-out' },
  drop: { kind: 'drop', sign: -1, operation: 'cash.drop' },
};

/** The same id with the same content is booked once; a repeat answers the shift as it stands now. */
export function moveCash(ctx: CommandContext, request: MoveRequest): Result<ShiftView, Refusal> {
  return inShift(ctx, request.shiftId, (db, { profile, person, shift }): Result<ShiftView, Refusal> => {
    const view = (): ShiftView => shiftView(db, shift, { person, profile, now: ctx.now });
    const earlier = earlierAct(db, actOf(request));
    if (earlier !== 'none') return earlier === 'same' ? ok(view()) : err({ code: 'move-id-reused' });
    const approved = mayMove(ctx, db, { profile, shift, person, request });
    if (!approved.ok) return approved;
    record(ctx, db, { profile, shift, person, request, approved: approved.value });
    return ok(view());
  });
}

function actOf({ moveId, shiftId, direction, amountFen, reason }: MoveRequest): DrawerAct {
  return { moveId, shiftId, act: direction, amountFen, reason };
}

interface Moving extends InShift {
  readonly request: MoveRequest;
}

/**
 * Whether cash may move, and on whose word. How much the drawer holds is said only to somebody whose act is approved, or
 * needs no approval: who has to count blind must not find out by trying.
 */
function mayMove(ctx: CommandContext, db: WriteDb, { profile, shift, person, request }: Moving): Result<UsedApproval, Refusal> {
  const { drawer, maxHours } = profile.config.shift;
  const refusal = takesMoney({ shift, personId: person.staffId, drawer, maxHours, now: ctx.now });
  // The safe stays open to a shift that is too long: what is dropped need not be counted.
  const isOnlyTooLong = refusal?.code === 'shift-too-long' && request.direction === 'drop' && isDrawerOf(shift, person.staffId, drawer);
  if (refusal !== null && !isOnlyTooLong) return err(refusal);
  if (request.amountFen === 0) return err({ code: 'amount-unreadable' });
  const { operation, sign } = directions[request.direction];
  const { amountFen, approvalId } = request;
  const policy = profile.config.approvals;
  if (approvalId === undefined && needsApproval(policy, { operation, amountFen, role: person.role })) return err({ code: 'approval-needed', operation });
  const heldFen = shiftTotals(db, shift).expectedFen;
  if (sign < 0 && amountFen > heldFen) return err({ code: 'drawer-short', heldFen });
  return useApproval(db, { operation, amountFen, subject: shift.shiftId }, person, approvalId, policy, ctx.now);
}

/** The journal row, the line of money and the slip, which whoever brought or took the cash signs. */
function record(ctx: CommandContext, db: WriteDb, { profile, shift, person, request, approved }: Moving & { readonly approved: UsedApproval }): void {
  const { now } = ctx;
  const { businessDate, shiftId } = shift;
  const { amountFen, reason, direction } = request;
  const { terminalId } = profile.terminal;
  const { approverId } = approved;
  const { kind, sign } = directions[direction];
  const moved = { shiftId, staffId: person.staffId, approvalId: approved.approvalId, direction, amount: amountFen, reason };
  const { seq, hash } = appendEntry(db, { terminalId, at: now, businessDate }, 'cash.moved', moved);
  insertAct(db, seq, actOf(request));
  insertMoneyLines(db, {
    seq, at: now, businessDate, hour: profile.hourAt(now), staffId: person.staffId, approverId, shiftId, saleId: null,
  }, [{ kind, amountFen: timesFen(amountFen, sign), note: reason }]);
  queuePaper(db, { ids: ctx.till.ports.ids, at: now }, {
    title: `${terminalId}-cash-${seq}`,
    slip: composeCashSlip({ moved, approverId, at: now, businessDate, seq, hash, store: profile.store, terminalId, locale: profile.config.receiptLocale }),
  });
}
