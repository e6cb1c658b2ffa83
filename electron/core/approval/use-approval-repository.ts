// Uses a second person's word, in the transaction of the act it was given for.
import { z } from 'zod';
import { opens, type ApprovedAct } from '#shared/domain/approval.ts';
import type { ApprovalId, StaffId } from '#shared/domain/ids.ts';
import { approvedOperationSchema, fenSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { WriteDb } from '../store/sql.ts';

const approvalRow = z.object({
  operation: approvedOperationSchema, amount_fen: fenSchema, subject: z.string(), approver_id: staffIdSchema, asked_by: staffIdSchema,
  expires_at: z.string(), used_at: z.string().nullable(),
});

/** False where it does not open exactly this act, or was used. */
export function useApproval(db: WriteDb, approvalId: ApprovalId, act: ApprovedAct & { readonly by: StaffId; readonly now: string }): boolean {
  const row = db.one('SELECT operation, amount_fen, subject, approver_id, asked_by, expires_at, used_at FROM approval WHERE approval_id = ?', [approvalId], approvalRow);
  if (row === null) return false;
  const fits = opens({
    operation: row.operation, amountFen: row.amount_fen, subject: row.subject, approverId: row.approver_id, askedBy: row.asked_by, expiresAt: row.expires_at, usedAt: row.used_at,
  }, act);
  return fits && db.run('UPDATE approval SET used_at = ? WHERE approval_id = ? AND used_at IS NULL', [act.now, approvalId]) === 1;
}
