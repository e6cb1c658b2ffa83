// What needs a second person, and what an approval is bound to.
import type { Fen } from './fen.ts';
import type { StaffId } from './ids.ts';
import type { Role } from './permissions.ts';

export const approvedOperations = [
  'sale.void', 'refund.start', 'cash.paid-in', 'cash.paid-out', 'cash.drop', 'drawer.open', 'shift.close-difference', 'shift.close-open-work',
  'payment.undo', 'payment.force', 'offline.exceed', 'task.close',
] as const;
export type ApprovedOperation = (typeof approvedOperations)[number];

/** never: nobody else is asked. above: from more than this amount on. */
export interface ApprovalRule {
  readonly need: 'never' | 'always' | 'above';
  readonly aboveFen: Fen;
  /** A manager may do it alone. Somebody's own approval of the own act is never one. */
  readonly exemptsManagers: boolean;
}

export type ApprovalPolicy = Readonly<Record<ApprovedOperation, ApprovalRule>>;

/** Whether the act of this person needs somebody else's word. */
export function needsApproval(policy: ApprovalPolicy, act: { readonly operation: ApprovedOperation; readonly amountFen: Fen; readonly role: Role }): boolean {
  const rule = policy[act.operation];
  if (rule.need === 'never' || (rule.exemptsManagers && act.role === 'manager')) return false;
  return rule.need === 'always' || act.amountFen > rule.aboveFen;
}

/** What an approval was given for: it opens exactly this, once. `subject` is the sale, payment or shift in question. */
export interface ApprovedAct {
  readonly operation: ApprovedOperation;
  readonly amountFen: Fen;
  readonly subject: string;
}

export interface Approval extends ApprovedAct {
  readonly approverId: StaffId;
  readonly askedBy: StaffId;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export const PIN_APPROVAL_SECONDS = 60;
export const CODE_APPROVAL_SECONDS = 300;

/** An approval opens the act when every part fits; instants are RFC 3339 UTC with milliseconds, which compare as text. */
export function opens(approval: Approval, act: ApprovedAct & { readonly by: StaffId; readonly now: string }): boolean {
  return approval.usedAt === null && act.now <= approval.expiresAt && approval.approverId !== act.by && approval.askedBy === act.by
    && approval.operation === act.operation && approval.amountFen === act.amountFen && approval.subject === act.subject;
}
