// The print queue's verbs: what waits, what was handed to the system, and how it ended.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { PrintJobId, SaleId, ShiftId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { PrintJob } from '#shared/contract/till/sale-channels.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { readSaleView } from '../sale/sale-view-repository.ts';
import { readSetting } from '../settings/setting-repository.ts';
import { stampAt } from '../shift/business-day.ts';
import { readClosed } from '../shift/shift-repository.ts';
import { seesClosed } from '../shift/shift-view.ts';
import type { ReadDb } from '../store/sql.ts';
import type { CommandContext, QueryContext } from '../till.ts';
import {
  nextCopyNumber, nextShiftCopyNumber, queuePaper, readOpenPrintJobs, readPrintJob, savePrintState, type PrintJobRow,
} from './print-job-repository.ts';

export function pendingPrintJobs(ctx: QueryContext): PrintJob[] {
  return readOpenPrintJobs(ctx.db).map((job) => printJobView(ctx.db, job));
}

/** From here the job is never printed again by itself: whether paper came out is for a person to see. */
export function beginPrint(ctx: CommandContext, request: { printJobId: PrintJobId }): Result<PrintJob, ProblemOf<'print-job-unknown'>> {
  const begun = ctx.write((db): Result<PrintJob, ProblemOf<'print-job-unknown'>> => {
    const job = readPrintJob(db, request.printJobId);
    if (job === null || job.state !== 'queued') return err({ code: 'print-job-unknown' });
    savePrintState(db, job.printJobId, 'handed', '', ctx.now);
    return ok(printJobView(db, { ...job, state: 'handed' }));
  });
  ctx.till.ports.probe.reach('print.after-begin');
  return begun;
}

export interface FinishRequest {
  readonly printJobId: PrintJobId;
  readonly outcome: 'spooled' | 'saved' | 'unconfirmed' | 'failed';
  readonly detail: string;
}

/** Records how a job ended, once; a later answer for the same job changes nothing. */
export function finishPrint(ctx: CommandContext, request: FinishRequest): Result<Record<string, never>, ProblemOf<'print-job-unknown' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  return ctx.write((db) => {
    const job = readPrintJob(db, request.printJobId);
    if (job === null) return err({ code: 'print-job-unknown' });
    if (job.state !== 'handed') return ok({});
    savePrintState(db, job.printJobId, request.outcome, request.detail, ctx.now);
    appendEntry(db, stampAt(db, profile, ctx.now), 'receipt.printed', {
      printJobId: job.printJobId, saleId: job.saleId, shiftId: job.shiftId, copyNumber: job.copyNumber,
      staffId: job.askedBy ?? ctx.person?.staffId ?? null, outcome: request.outcome, locale: job.document.locale,
    });
    return ok({});
  });
}

/** Queues a numbered copy of the frozen slip. */
export function reprintReceipt(ctx: CommandContext, request: { saleId: SaleId }): Result<PrintJob, ProblemOf<'sale-unknown'>> {
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db): Result<PrintJob, ProblemOf<'sale-unknown'>> => {
    const sale = readSaleView(db, request.saleId);
    if (sale === null) return err({ code: 'sale-unknown' });
    const copyNumber = nextCopyNumber(db, request.saleId);
    const printJobId = queuePaper(db, { ids: ctx.till.ports.ids, at: ctx.now }, {
      saleId: request.saleId, title: `${sale.receiptNumber}-copy${copyNumber}`, copy: { number: copyNumber, askedBy: person.staffId },
    });
    return ok(printJobView(db, must(readPrintJob(db, printJobId), 'it was just inserted')));
  });
}

/** Queues a numbered copy of a frozen Z. A clerk has it of the own shifts only. */
export function reprintShift(ctx: CommandContext, request: { shiftId: ShiftId }): Result<PrintJob, ProblemOf<'shift-unknown' | 'not-allowed' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db): Result<PrintJob, ProblemOf<'shift-unknown' | 'not-allowed'>> => {
    const closed = readClosed(db, request.shiftId);
    if (closed === null) return err({ code: 'shift-unknown' });
    if (!seesClosed(closed, person, profile)) return err({ code: 'not-allowed' });
    const copyNumber = nextShiftCopyNumber(db, request.shiftId);
    const printJobId = queuePaper(db, { ids: ctx.till.ports.ids, at: ctx.now }, {
      shiftId: request.shiftId, title: `${profile.terminal.terminalId}-Z${closed.z.zNumber}-copy${copyNumber}`, copy: { number: copyNumber, askedBy: person.staffId },
    });
    return ok(printJobView(db, must(readPrintJob(db, printJobId), 'it was just inserted')));
  });
}

function printJobView(db: ReadDb, job: PrintJobRow): PrintJob {
  const { printer, paperMm } = readSetting(db);
  return {
    printJobId: job.printJobId, saleId: job.saleId, shiftId: job.shiftId, title: job.title, copyNumber: job.copyNumber,
    copy: job.askedBy === null ? null : { staffId: job.askedBy, at: job.askedAt },
    document: job.document, state: job.state, printer, paperMm,
  };
}
