// Asks for a second person's word where the store's policy wants one, and uses it up.
import { needsApproval, type ApprovedAct } from '#shared/domain/approval.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, SaleId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext, Profile } from '../till.ts';
import { useApproval } from './use-approval-repository.ts';

type Refusal = ProblemOf<'approval-needed' | 'approval-refused'>;

/** Answers the approval that was used; null where nobody else need be asked. */
export function approveAct(
  ctx: CommandContext, db: WriteDb, profile: Profile, act: ApprovedAct, approvalId: ApprovalId | undefined,
): Result<ApprovalId | null, Refusal> {
  const person = must(ctx.person, 'the channel asks for somebody');
  if (!needsApproval(profile.config.approvals, { operation: act.operation, amountFen: act.amountFen, role: person.role })) return ok(null);
  if (approvalId === undefined) return err({ code: 'approval-needed', operation: act.operation });
  return useApproval(db, approvalId, { ...act, by: person.staffId, now: ctx.now }) ? ok(approvalId) : err({ code: 'approval-refused' });
}

export interface Exceeding {
  readonly saleId: SaleId;
  readonly totalFen: Fen;
  /** What would be allowed without anybody's word. */
  readonly limitFen: Fen;
  readonly approvalId: ApprovalId | undefined;
}

export type ExceedRefusal = ProblemOf<'offline-limit' | 'approval-refused'>;

/** Beyond the offline ceiling only by a manager's word. Without one the ceiling itself is the answer. */
export function exceedOffline(ctx: CommandContext, db: WriteDb, profile: Profile, { saleId, totalFen, limitFen, approvalId }: Exceeding): Result<null, ExceedRefusal> {
  const approved = approveAct(ctx, db, profile, { operation: 'offline.exceed', amountFen: totalFen, subject: saleId }, approvalId);
  if (approved.ok) return ok(null);
  return approved.problem.code === 'approval-needed' ? err({ code: 'offline-limit', leftFen: limitFen }) : err(approved.problem);
}
