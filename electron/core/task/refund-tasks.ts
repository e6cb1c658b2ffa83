// Seeing to sales the carrier refused: who does, and when it is settled without a refund.
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Ok, type Result } from '#shared/domain/base/result.ts';
import type { ApprovalId, SaleId, StaffId } from '#shared/domain/ids.ts';
import { mayUse } from '#shared/domain/permissions.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { RefundTask } from '#shared/contract/till/undo-channels.ts';
import { useApproval } from '../approval/approval-repository.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import { readPerson } from '../staff/staff-repository.ts';
import type { CommandContext, QueryContext } from '../till.ts';
import { assignTask, closeTask, listTasks, readTask } from './task-repository.ts';

export function listedTasks(ctx: QueryContext): Ok<RefundTask[]> {
  return ok(listTasks(ctx.db));
}

/** To somebody who could do it: an auditor moves no money. */
export function assignRefundTask(
  ctx: CommandContext, request: { saleId: SaleId; ownerId: StaffId },
): Result<RefundTask, ProblemOf<'task-unknown' | 'staff-unknown' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a manager');
  return ctx.write((db): Result<RefundTask, ProblemOf<'task-unknown' | 'staff-unknown'>> => {
    const task = readTask(db, request.saleId);
    if (task === null) return err({ code: 'task-unknown' });
    const owner = readPerson(db, request.ownerId);
    if (owner === null || !mayUse(owner.role, 'clerk')) return err({ code: 'staff-unknown' });
    assignTask(db, task.saleId, owner.staffId);
    appendEntry(db, stampAt(db, profile, ctx.now), 'task.assigned', { saleId: task.saleId, ownerId: owner.staffId, staffId: person.staffId });
    return ok({ ...task, ownerId: owner.staffId });
  });
}

export interface CloseTaskRequest {
  readonly saleId: SaleId;
  readonly reason: string;
  readonly approvalId?: ApprovalId | undefined;
}

/** The approval is for what is left: so much money stays here without a service for it. */
export function closeRefundTask(
  ctx: CommandContext, request: CloseTaskRequest,
): Result<Record<string, never>, ProblemOf<'task-unknown' | 'approval-needed' | 'approval-refused' | 'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db): Result<Record<string, never>, ProblemOf<'task-unknown' | 'approval-needed' | 'approval-refused'>> => {
    const task = readTask(db, request.saleId);
    if (task === null) return err({ code: 'task-unknown' });
    const act = { operation: 'task.close', amountFen: task.leftFen, subject: task.saleId } as const;
    const approval = useApproval(db, act, person, request.approvalId, profile.config.approvals, ctx.now);
    if (!approval.ok) return approval;
    closeTask(db, task.saleId, ctx.now, request.reason);
    appendEntry(db, stampAt(db, profile, ctx.now), 'task.closed', {
      saleId: task.saleId, staffId: person.staffId, approvalId: approval.value.approvalId, reason: request.reason,
    });
    return ok({});
  });
}
