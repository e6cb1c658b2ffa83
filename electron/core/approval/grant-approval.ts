// Asking a second person at this till: whether one is needed, who may be asked, and their PIN.
import { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { needsApproval, PIN_APPROVAL_SECONDS, type ApprovedAct } from '#shared/domain/approval.ts';
import type { ApprovalId, StaffId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { appendEntry, type EntryStamp } from '../journal/append-entry.ts';
import { checkPin } from '../staff/check-pin.ts';
import { readPeople, readPerson, type Person } from '../staff/staff-repository.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';
import type { CommandContext, QueryContext } from '../till.ts';
import { insertApproval, type ApprovalWay } from './approval-repository.ts';

export interface Grant {
  readonly approvalId: ApprovalId;
  readonly approverId: StaffId;
  readonly expiresAt: string;
}

interface Need {
  readonly isNeeded: boolean;
  readonly approvers: { staffId: StaffId; name: string }[];
  readonly canUseCode: boolean;
}

export function approvalNeed(ctx: QueryContext, act: ApprovedAct): Result<Need, ProblemOf<'not-enrolled'>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  const approvers = readPeople(ctx.db).filter((other) => mayApprove(other) && other.staffId !== person.staffId);
  return ok({
    isNeeded: needsApproval(profile.config.approvals, { operation: act.operation, amountFen: act.amountFen, role: person.role }),
    approvers: approvers.map(({ staffId, name }) => ({ staffId, name })),
    canUseCode: ctx.till.secrets.approvalKey !== null && approvers.length > 0,
  });
}

type GrantRequest = ApprovedAct & { readonly approverId: StaffId; readonly pin: string };
type Refusal = ProblemOf<'staff-unknown' | 'pin-wrong' | 'staff-locked' | 'approval-own' | 'approval-not-allowed' | 'not-enrolled'>;

/** The PIN counts as at sign-in: wrong ones lock the approver, here and there. Nobody is signed in by it. */
export async function grantApproval(ctx: CommandContext, request: GrantRequest): Promise<Result<Grant, Refusal>> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  if (readPerson(ctx.db, request.approverId) === null) return err({ code: 'staff-unknown' });
  const refusal = approverRefusal(ctx.db, request.approverId, person.staffId);
  if (refusal !== null) return err(refusal);
  const act = { operation: request.operation, amountFen: request.amountFen, subject: request.subject };
  return checkPin(ctx, profile, { staffId: request.approverId, pin: request.pin }, {
    right: (db, _approver, stamp) => recordGrant(ctx, db, stamp, {
      act, approverId: request.approverId, askedBy: person.staffId, way: 'pin', expiresAt: secondsAfter(ctx.now, PIN_APPROVAL_SECONDS),
    }),
    wrong: (db, stamp) => void appendEntry(db, stamp, 'approval.refused', {
      operation: act.operation, amount: act.amountFen, subject: act.subject, approverId: request.approverId, askedBy: person.staffId, way: 'pin', reason: 'pin-wrong',
    }),
  });
}

/** Why this person's word counts for nothing; null when it counts. */
export function approverRefusal(db: ReadDb, approverId: StaffId, askedBy: StaffId): ProblemOf<'approval-own' | 'approval-not-allowed'> | null {
  if (approverId === askedBy) return { code: 'approval-own' };
  const approver = readPerson(db, approverId);
  return approver !== null && mayApprove(approver) ? null : { code: 'approval-not-allowed' };
}

interface NewGrant {
  readonly act: ApprovedAct;
  readonly approverId: StaffId;
  readonly askedBy: StaffId;
  readonly way: ApprovalWay;
  readonly expiresAt: string;
}

/** The grant and the journal row that names both people. */
export function recordGrant(ctx: CommandContext, db: WriteDb, stamp: EntryStamp, { act, approverId, askedBy, way, expiresAt }: NewGrant): Grant {
  // An approval's id is a UUID of its own; the brand only keeps kinds apart.
  const approvalId = ctx.till.ports.ids.next(ctx.now) as string as ApprovalId;
  insertApproval(db, { ...act, approvalId, approverId, askedBy, way, grantedAt: ctx.now, expiresAt });
  appendEntry(db, stamp, 'approval.granted', {
    approvalId, operation: act.operation, amount: act.amountFen, subject: act.subject, approverId, askedBy, way,
  });
  return { approvalId, approverId, expiresAt };
}

export function secondsAfter(at: string, seconds: number): string {
  return Temporal.Instant.from(at).add({ seconds }).toString({ smallestUnit: 'millisecond' });
}

function mayApprove(person: Pick<Person, 'role'>): boolean {
  return person.role === 'manager';
}
