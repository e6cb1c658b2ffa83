// Questions asked over the phone: what they stand for, how often they were answered wrongly, and whether they are spent.
import { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import type { ApprovedAct } from '#shared/domain/approval.ts';
import type { ApprovalId, StaffId } from '#shared/domain/ids.ts';
import { approvedOperationSchema, fenSchema, staffIdSchema } from '#shared/contract/values.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

export interface NewChallenge extends ApprovedAct {
  readonly challengeId: ApprovalId;
  readonly askedBy: StaffId;
  readonly requestCode: string;
  readonly madeAt: string;
  readonly expiresAt: string;
}

export interface ChallengeRow extends NewChallenge {
  readonly wrongTries: number;
  /** When it was answered rightly. */
  readonly usedAt: string | null;
}

const challengeRow = z.object({
  operation: approvedOperationSchema, amount_fen: fenSchema, subject: z.string(), asked_by: staffIdSchema, request_code: z.string(), made_at: z.string(),
  expires_at: z.string(), wrong_tries: z.int(), used_at: z.string().nullable(),
});

export function insertChallenge(db: WriteDb, challenge: NewChallenge): void {
  db.run(
    'INSERT INTO approval_challenge (challenge_id, operation, amount_fen, subject, asked_by, request_code, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [
      challenge.challengeId, challenge.operation, challenge.amountFen, challenge.subject, challenge.askedBy, challenge.requestCode, challenge.madeAt,
      challenge.expiresAt,
    ],
  );
}

export function readChallenge(db: ReadDb, challengeId: ApprovalId): ChallengeRow | null {
  const row = db.one(
    `SELECT operation, amount_fen, subject, asked_by, request_code, made_at, expires_at, wrong_tries, used_at FROM approval_challenge
      WHERE challenge_id = ?`, [challengeId], challengeRow,
  );
  if (row === null) return null;
  return {
    challengeId, operation: row.operation, amountFen: row.amount_fen, subject: row.subject, askedBy: row.asked_by, requestCode: row.request_code,
    madeAt: row.made_at, expiresAt: row.expires_at, wrongTries: row.wrong_tries, usedAt: row.used_at,
  };
}

export function countWrongAnswer(db: WriteDb, challengeId: ApprovalId): void {
  const changed = db.run('UPDATE approval_challenge SET wrong_tries = wrong_tries + 1 WHERE challenge_id = ?', [challengeId]);
  invariant(changed === 1, 'the question was just read');
}

export function spendChallenge(db: WriteDb, challengeId: ApprovalId, at: string): void {
  const changed = db.run('UPDATE approval_challenge SET used_at = ? WHERE challenge_id = ? AND used_at IS NULL', [at, challengeId]);
  invariant(changed === 1, 'a question is answered once');
}
