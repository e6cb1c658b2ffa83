// A second person's word: given for one act, used once, in the transaction of that act.
import { z } from 'zod';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { needsApproval, opens, type Approval, type ApprovalPolicy, type ApprovedAct } from '#shared/domain/approval.ts';
import type { ApprovalId, StaffId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/permissions.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { approvedOperationSchema, fenSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

/** pin: typed at this till. code: read over the phone. */
export type ApprovalWay = 'pin' | 'code';

export interface NewApproval extends ApprovedAct {
  readonly approvalId: ApprovalId;
  readonly approverId: StaffId;
  /** Who asked, and the only one whose act it opens. */
  readonly askedBy: StaffId;
  readonly way: ApprovalWay;
  readonly grantedAt: string;
  readonly expiresAt: string;
}

const approvalRow = z.object({
  operation: approvedOperationSchema, amount_fen: fenSchema, subject: z.string(), approver_id: staffIdSchema, asked_by: staffIdSchema,
  granted_at: z.string(), expires_at: z.string(), used_at: z.string().nullable(),
});

export function insertApproval(db: WriteDb, approval: NewApproval): void {
  db.run(
    `INSERT INTO approval (approval_id, operation, amount_fen, subject, approver_id, asked_by, way, granted_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      approval.approvalId, approval.operation, approval.amountFen, approval.subject, approval.approverId, approval.askedBy, approval.way,
      approval.grantedAt, approval.expiresAt,
    ],
  );
}

/** Null for an id nobody was given. */
export function readApproval(db: ReadDb, approvalId: ApprovalId): Approval | null {
  const row = db.one(
    'SELECT operation, amount_fen, subject, approver_id, asked_by, granted_at, expires_at, used_at FROM approval WHERE approval_id = ?', [approvalId], approvalRow,
  );
  if (row === null) return null;
  return {
    operation: row.operation, amountFen: row.amount_fen, subject: row.subject, approverId: row.approver_id, askedBy: row.asked_by,
    grantedAt: row.granted_at, expiresAt: row.expires_at, usedAt: row.used_at,
  };
}

/** Whose word opened an act; both null where nobody's was needed. */
export interface UsedApproval {
  readonly approvalId: ApprovalId | null;
  readonly approverId: StaffId | null;
}

/**
 * Decides whether the act needs a second person and, if so, uses up the approval given for it. To be called in the
 * transaction of the act, so that an act that does not happen leaves its approval unused. An approval nobody needed stays unused.
 */
export function useApproval(
  db: WriteDb, act: ApprovedAct, by: { readonly staffId: StaffId; readonly role: Role }, approvalId: ApprovalId | undefined, policy: ApprovalPolicy, now: string,
): Result<UsedApproval, ProblemOf<'approval-needed' | 'approval-refused'>> {
  if (!needsApproval(policy, { operation: act.operation, amountFen: act.amountFen, role: by.role })) return ok({ approvalId: null, approverId: null });
  if (approvalId === undefined) return err({ code: 'approval-needed', operation: act.operation });
  const approval = readApproval(db, approvalId);
  if (approval === null || !opens(approval, { ...act, by: by.staffId, now })) return err({ code: 'approval-refused' });
  const used = db.run('UPDATE approval SET used_at = ? WHERE approval_id = ? AND used_at IS NULL', [now, approvalId]);
  return used === 1 ? ok({ approvalId, approverId: approval.approverId }) : err({ code: 'approval-refused' });
}
