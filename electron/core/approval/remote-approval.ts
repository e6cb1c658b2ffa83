// Asking a second person over the phone: a number read out here, a number read back, checked without any network.
import { createHmac } from 'node:crypto';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import {
  approvalCode, CODE_APPROVAL_SECONDS, MOST_WRONG_ANSWERS, requestCodeOf, subjectTail, type ApprovalHmac, type ApprovedAct, type SpokenAct,
} from '#shared/domain/approval.ts';
import type { ApprovalId, StaffId, TerminalId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import type { CommandContext } from '../till.ts';
import { countWrongAnswer, insertChallenge, readChallenge, spendChallenge, type ChallengeRow } from './approval-challenge-repository.ts';
import { approverRefusal, recordGrant, secondsAfter, type Grant } from './grant-approval.ts';

interface Challenge {
  readonly challengeId: ApprovalId;
  readonly requestCode: string;
  readonly terminalId: TerminalId;
  readonly subjectTail: string;
  readonly expiresAt: string;
}

/** Makes the number to be read out. It stands for exactly this act of this person, for five minutes. */
export function challengeApproval(ctx: CommandContext, act: ApprovedAct): Result<Challenge, ProblemOf<'approval-code-unavailable' | 'not-enrolled'>> {
  const { till, now } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  if (till.secrets.approvalKey === null) return err({ code: 'approval-code-unavailable' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  const challenge = {
    operation: act.operation, amountFen: act.amountFen, subject: act.subject, askedBy: person.staffId,
    // A challenge's id is a UUID of its own; the brand only keeps kinds apart.
    challengeId: till.ports.ids.next(now) as string as ApprovalId,
    requestCode: requestCodeOf(till.ports.random.bytes(8)), madeAt: now, expiresAt: secondsAfter(now, CODE_APPROVAL_SECONDS),
  };
  ctx.write((db) => insertChallenge(db, challenge));
  return ok({
    challengeId: challenge.challengeId, requestCode: challenge.requestCode, terminalId: profile.terminal.terminalId,
    subjectTail: subjectTail(act.subject), expiresAt: challenge.expiresAt,
  });
}

interface AnswerRequest {
  readonly challengeId: ApprovalId;
  readonly approverId: StaffId;
  readonly code: string;
}
type AnswerRefusal = ProblemOf<
  'approval-code-wrong' | 'approval-code-expired' | 'approval-own' | 'approval-not-allowed' | 'approval-code-unavailable' | 'not-enrolled'
>;

/** The grant lasts as long as its question, so that nothing said over the phone opens anything after five minutes. */
export function answerApproval(ctx: CommandContext, request: AnswerRequest): Result<Grant, AnswerRefusal> {
  const { till, now } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const { approvalKey } = till.secrets;
  if (approvalKey === null) return err({ code: 'approval-code-unavailable' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db): Result<Grant, AnswerRefusal> => {
    const challenge = readChallenge(db, request.challengeId);
    if (challenge === null || challenge.askedBy !== person.staffId || !isOpen(challenge, now)) return err({ code: 'approval-code-expired' });
    const refusal = approverRefusal(db, request.approverId, person.staffId);
    if (refusal !== null) return err(refusal);
    const stamp = stampAt(db, profile, now);
    const expected = approvalCode({
      ...challenge, terminalId: profile.terminal.terminalId, subjectTail: subjectTail(challenge.subject), approverId: request.approverId,
    }, hmacUnder(approvalKey));
    if (request.code !== expected) {
      countWrongAnswer(db, challenge.challengeId);
      appendEntry(db, stamp, 'approval.refused', {
        operation: challenge.operation, amount: challenge.amountFen, subject: challenge.subject, approverId: request.approverId,
        askedBy: person.staffId, way: 'code', reason: 'code-wrong',
      });
      return err({ code: 'approval-code-wrong', triesLeft: MOST_WRONG_ANSWERS - challenge.wrongTries - 1 });
    }
    spendChallenge(db, challenge.challengeId, now);
    const { operation, amountFen, subject } = challenge;
    return ok(recordGrant(ctx, db, stamp, {
      act: { operation, amountFen, subject }, approverId: request.approverId, askedBy: person.staffId, way: 'code', expiresAt: challenge.expiresAt,
    }));
  });
}

/** On the manager's terminal: the answer to what was read out. The manager signed in here is the one whose word it is. */
export function computeApproval(ctx: CommandContext, request: Omit<SpokenAct, 'approverId'>): Result<{ code: string }, ProblemOf<'approval-code-unavailable'>> {
  const { approvalKey } = ctx.till.secrets;
  if (approvalKey === null) return err({ code: 'approval-code-unavailable' });
  const { staffId } = must(ctx.person, 'the channel asks for a manager');
  return ok({ code: approvalCode({ ...request, approverId: staffId }, hmacUnder(approvalKey)) });
}

function isOpen(challenge: ChallengeRow, now: string): boolean {
  return challenge.usedAt === null && challenge.wrongTries < MOST_WRONG_ANSWERS && challenge.madeAt <= now && now <= challenge.expiresAt;
}

function hmacUnder(key: Buffer): ApprovalHmac {
  return (text) => createHmac('sha256', key).update(text, 'utf8').digest('hex');
}
