// Closes the open shift over a counted drawer and freezes its Z.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { PrintJobId, ShiftId } from '#shared/domain/ids.ts';
import { nextGrandTotals, overShort } from '#shared/domain/shift.ts';
import type { ShiftClosed } from '#shared/contract/journal-entries.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ZReport } from '#shared/contract/till/shift-channels.ts';
import { composeZReport } from '#shared/receipt/compose-z-report.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { countPending, readHead } from '../journal/journal-repository.ts';
import { insertPrintJob } from '../receipt/print-job-repository.ts';
import { endDraft, readOpenDraft } from '../sale/sale-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import { readProgress } from '../sync/sync-repository.ts';
import type { CommandContext } from '../till.ts';
import { stampAt } from './business-day.ts';
import { closeShiftRow, readLastClosed, readOpenShift, type OpenShift } from './shift-repository.ts';
import { shiftTotals } from './shift-view.ts';

type Refusal = ProblemOf<'shift-closed' | 'sale-still-open' | 'not-enrolled'>;

/** The expected cash is worked out only now, after the count was given, and both are written down together. */
export function closeShift(ctx: CommandContext, request: { shiftId: ShiftId; countedFen: Fen }): Result<ZReport, Refusal> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db): Result<ZReport, Refusal> => {
    const shift = readOpenShift(db);
    if (shift === null || shift.shiftId !== request.shiftId) return err({ code: 'shift-closed' });
    const draft = readOpenDraft(db);
    // A card that left the directory cannot be shown, so nobody could end its sale; no money moved.
    if (draft !== null && findByRef(db, draft.subscriberRef) === null) endDraft(db, draft.saleId, 'abandoned');
    else if (draft !== null) return err({ code: 'sale-still-open' });
    const z: ShiftClosed = { ...zFigures(db, shift, request.countedFen), staffId: person.staffId };
    const stamp = stampAt(db, profile, ctx.now);
    const entry = appendEntry(db, stamp, 'shift.closed', z);
    const receipt = composeZReport({
      z, store: profile.store, terminalId: profile.terminal.terminalId, closedAt: ctx.now, businessDate: stamp.businessDate, seq: entry.seq,
      hash: entry.hash, locale: profile.config.receiptLocale,
    });
    closeShiftRow(db, shift.shiftId, ctx.now, { z, receipt });
    insertPrintJob(db, {
      // A job id is a UUID of its own; the brand only keeps kinds apart.
      printJobId: ctx.till.ports.ids.next(ctx.now) as string as PrintJobId, saleId: null, shiftId: shift.shiftId, copyNumber: 0, askedBy: null,
      askedAt: ctx.now, title: `${profile.terminal.terminalId}-Z${z.zNumber}`,
    });
    return ok({ ...z, receipt, closedAt: ctx.now, businessDate: stamp.businessDate });
  });
}

function zFigures(db: ReadDb, shift: OpenShift, countedFen: Fen): Omit<ShiftClosed, 'staffId'> {
  const totals = shiftTotals(db, shift);
  const previous = readLastClosed(db)?.z ?? null;
  const grand = nextGrandTotals(
    { netFen: previous?.grandNetFen ?? fen(0), absoluteFen: previous?.grandAbsoluteFen ?? fen(0) }, totals,
  );
  const head = readHead(db);
  return {
    shiftId: shift.shiftId, zNumber: (previous?.zNumber ?? 0) + 1, openedAt: shift.openedAt, countedFen,
    overShortFen: overShort(totals.expectedFen, countedFen), totals, firstSeq: shift.openedSeq, lastSeq: head.seq, headHash: head.hash,
    grandNetFen: grand.netFen, grandAbsoluteFen: grand.absoluteFen,
    waitingCount: countPending(db, readProgress(db).acknowledgedThrough).entries,
  };
}
