// A sale beyond the ceiling of selling without the carrier: only by a manager's word.
import { must } from '#shared/domain/base/invariant.ts';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, SaleId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { useApproval } from './approval/approval-repository.ts';
import type { WriteDb } from './store/sql.ts';
import type { CommandContext, Profile } from './till.ts';

export interface Exceeding {
  readonly saleId: SaleId;
  readonly totalFen: Fen;
  /** What would be allowed without anybody's word. */
  readonly limitFen: Fen;
  readonly approvalId: ApprovalId | undefined;
}

export type ExceedRefusal = ProblemOf<'offline-limit' | 'approval-refused'>;

/** Uses the word up, in the transaction of the act. Without one the ceiling itself is the answer. */
export function exceedOffline(ctx: CommandContext, db: WriteDb, profile: Profile, { saleId, totalFen, limitFen, approvalId }: Exceeding): Result<null, ExceedRefusal> {
  const act = { operation: 'offline.exceed', amountFen: totalFen, subject: saleId } as const;
  const approved = useApproval(db, act, must(ctx.person, 'the channel asks for a clerk'), approvalId, profile.config.approvals, ctx.now);
  if (approved.ok) return ok(null);
  return approved.problem.code === 'approval-needed' ? err({ code: 'offline-limit', leftFen: limitFen }) : err(approved.problem);
}
