// Closes the open shift over a counted drawer and freezes its Z.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, ShiftId } from '#shared/domain/ids.ts';
import { nextGrandTotals, overShort } from '#shared/domain/shift.ts';
import { closeDemand, isShiftTooLong, maySettle, type CloseDemand } from '#shared/domain/shift-rules.ts';
import type { ShiftClosed } from '#shared/contract/journal-entries.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { OpenWork } from '#shared/contract/till/undo-channels.ts';
import type { ZReport } from '#shared/contract/till/shift-channels.ts';
import { composeZReport } from '#shared/receipt/compose-z-report.ts';
import { useApproval, type UsedApproval } from '../approval/approval-repository.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { countPending, readHead } from '../journal/journal-repository.ts';
import { insertMoneyLines } from '../money/money-line-repository.ts';
import { queuePaper } from '../receipt/print-job-repository.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';
import { readProgress } from '../sync/sync-repository.ts';
import type { Person } from '../staff/staff-repository.ts';
import type { CommandContext, Profile } from '../till.ts';
import { stampAt } from './business-day.ts';
import { inShift } from './in-shift.ts';
import { openWorkView } from './open-work-view.ts';
import { countDiffers, countInForce, type Counted } from './record-count.ts';
import { blocksCount, clearCounter } from './sale-in-hand.ts';
import { closeShiftRow, readLastClosed, type CountRow, type OpenShift } from './shift-repository.ts';
import { betweenShifts, shiftTotals } from './shift-view.ts';

export interface CloseRequest extends Counted {
  readonly shiftId: ShiftId;
  readonly reason?: string | undefined;
  readonly approvalId?: ApprovalId | undefined;
}

type Refusal = ProblemOf<'shift-closed' | 'shift-of-other' | 'count-differs' | 'sale-still-open' | 'reason-needed' | 'approval-needed' | 'approval-refused' | 'not-enrolled'>;

/**
 * One transaction: the count, what is carried over, the Z, its paper. A refusal for want of a reason or of a second
 * person leaves the count in the books: nobody tries sums until one fits.
 */
export function closeShift(ctx: CommandContext, request: CloseRequest): Result<ZReport, Refusal> {
  return inShift(ctx, request.shiftId, (db, { profile, person, shift }): Result<ZReport, Refusal> => {
    const { config } = profile;
    if (!maySettle(shift, person, config.shift.drawer)) return err({ code: 'shift-of-other', ownerId: shift.staffId });
    if (countDiffers(request)) return err({ code: 'count-differs' });
    if (blocksCount(db)) return err({ code: 'sale-still-open' });
    const count = countInForce(db, { shift, stamp: stampAt(db, profile, ctx.now), staffId: person.staffId, counted: request });
    const openWork = openWorkView(db, shift, ctx.now);
    const overShortFen = overShort(count.expectedFen, count.countedFen);
    const demand = closeDemand({
      overShortFen, limitFen: config.shift.overShortLimitFen, openWork, policy: config.approvals, role: person.role, now: ctx.now,
    });
    if (demand.needsReason && request.reason === undefined) return err({ code: 'reason-needed' });
    const approved = approvedClose(db, profile, demand, { shift, person, approvalId: request.approvalId, now: ctx.now });
    if (!approved.ok) return approved;
    clearCounter(db, ctx.now);
    return ok(freezeZ(ctx, db, profile, { shift, person, count, openWork, reason: request.reason, approved: approved.value }));
  });
}

interface Asking {
  readonly shift: OpenShift;
  readonly person: Person;
  readonly approvalId: ApprovalId | undefined;
  readonly now: string;
}

function approvedClose(
  db: WriteDb, { config }: Profile, { approval }: CloseDemand, { shift, person, approvalId, now }: Asking,
): Result<UsedApproval, ProblemOf<'approval-needed' | 'approval-refused'>> {
  if (approval === null) return ok({ approvalId: null, approverId: null });
  return useApproval(db, { ...approval, subject: shift.shiftId }, person, approvalId, config.approvals, now);
}

interface Closing {
  readonly shift: OpenShift;
  readonly person: Person;
  readonly count: CountRow;
  readonly openWork: readonly OpenWork[];
  readonly reason: string | undefined;
  readonly approved: UsedApproval;
}

function freezeZ(ctx: CommandContext, db: WriteDb, profile: Profile, closing: Closing): ZReport {
  const { shift, approved: { approverId } } = closing;
  const { now } = ctx;
  const { businessDate } = shift;
  const { terminalId } = profile.terminal;
  const z = zOf(db, profile, closing, now);
  const betweenShiftsFen = betweenShifts(db, shift.floatFen);
  const entry = appendEntry(db, { terminalId, at: now, businessDate }, 'shift.closed', z);
  insertMoneyLines(db, {
    seq: entry.seq, at: now, businessDate, hour: profile.hourAt(now), staffId: shift.staffId, approverId, shiftId: shift.shiftId, saleId: null,
  }, [{ kind: 'over-short', amountFen: z.overShortFen, note: z.differenceReason ?? '' }]);
  const receipt = composeZReport({
    z, store: profile.store, terminalId, closedAt: now, businessDate, seq: entry.seq, hash: entry.hash, locale: profile.config.receiptLocale, approverId, betweenShiftsFen,
    carriedOver: closing.openWork,
  });
  closeShiftRow(db, shift.shiftId, now, { z, receipt });
  queuePaper(db, { ids: ctx.till.ports.ids, at: now }, { shiftId: shift.shiftId, title: `${terminalId}-Z${z.zNumber}` });
  return { ...z, receipt, closedAt: now, businessDate };
}

function zOf(db: ReadDb, profile: Profile, { shift, person, count, openWork, reason, approved }: Closing, now: string): ShiftClosed {
  return {
    ...zFigures(db, shift, count.countedFen), staffId: person.staffId, ownerId: shift.staffId, countAttempts: count.attempt,
    ...(count.denominations === null ? {} : { denominations: [...count.denominations] }),
    ...(reason === undefined ? {} : { differenceReason: reason }),
    approvalId: approved.approvalId,
    carriedOver: openWork.map(({ kind, id, amountFen }) => ({ kind, id, amount: amountFen })),
    forced: isShiftTooLong(shift.openedAt, profile.config.shift.maxHours, now),
  };
}

function zFigures(db: ReadDb, shift: OpenShift, countedFen: Fen): Omit<ShiftClosed, 'staffId'> {
  const totals = shiftTotals(db, shift);
  const previous = readLastClosed(db)?.z ?? null;
  const grand = nextGrandTotals(
    { netFen: previous?.grandNetFen ?? fen(0), absoluteFen: previous?.grandAbsoluteFen ?? fen(0) }, { ...totals, voidsFen: totals.voidsFen ?? fen(0) },
  );
  const head = readHead(db);
  return {
    shiftId: shift.shiftId, zNumber: (previous?.zNumber ?? 0) + 1, openedAt: shift.openedAt, countedFen,
    overShortFen: overShort(totals.expectedFen, countedFen), totals, firstSeq: shift.openedSeq, lastSeq: head.seq, headHash: head.hash,
    grandNetFen: grand.netFen, grandAbsoluteFen: grand.absoluteFen,
    waitingCount: countPending(db, readProgress(db).acknowledgedThrough).entries,
  };
}
