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
  readonly grantedAt: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export const PIN_APPROVAL_SECONDS = 60;
export const CODE_APPROVAL_SECONDS = 300;

/**
 * An approval opens the act when every part fits. A clock that went back since does not make it last: before it was given it
 * is as little good as after its end. Instants are RFC 3339 UTC with milliseconds, which compare as text.
 */
export function opens(approval: Approval, act: ApprovedAct & { readonly by: StaffId; readonly now: string }): boolean {
  return approval.usedAt === null && approval.grantedAt <= act.now && act.now <= approval.expiresAt && approval.approverId !== act.by && approval.askedBy === act.by
    && approval.operation === act.operation && approval.amountFen === act.amountFen && approval.subject === act.subject;
}

/** What two people compare over the phone; both terminals make the same text of it. */
export interface SpokenAct {
  /** Of the till that asks. */
  readonly terminalId: string;
  /** Eight digits, made afresh for each question. */
  readonly requestCode: string;
  readonly operation: ApprovedOperation;
  readonly amountFen: Fen;
  /** See `subjectTail`; case does not matter. */
  readonly subjectTail: string;
  /** Whose word it is: nobody else's answer fits. */
  readonly approverId: StaffId;
}

/** HMAC-SHA-256 under the store's approval key of the UTF-8 form of a text, as 64 lower-case hex digits. */
export type ApprovalHmac = (text: string) => string;

/** Wrong answers to one question before it is void. */
export const MOST_WRONG_ANSWERS = 5;

const CODE_RANGE = 100_000_000n;

/** The end of a sale's, payment's or shift's id: short enough to be read out. */
export function subjectTail(subject: string): string {
  return subject.slice(-4).toUpperCase();
}

/** Eight digits out of eight random bytes. */
export function requestCodeOf(bytes: Uint8Array): string {
  return eightDigits(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** The manager's answer: eight digits that fit this question, this act and this manager and nothing else. */
export function approvalCode(act: SpokenAct, hmac: ApprovalHmac): string {
  const text = ['heyon-approval-1', act.terminalId, act.requestCode, act.operation, String(act.amountFen), act.subjectTail.toUpperCase(), act.approverId].join('\n');
  return eightDigits(hmac(text));
}

function eightDigits(hex: string): string {
  // 64 bits over 10^8 values: no digit is likelier than another by more than one in 10^11.
  return (BigInt(`0x${hex.slice(0, 16)}`) % CODE_RANGE).toString().padStart(8, '0');
}
