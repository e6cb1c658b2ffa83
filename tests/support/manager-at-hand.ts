// A manager at hand, and a store that asks for none.
import { approvedOperations, type ApprovalPolicy, type ApprovedOperation } from '#shared/domain/approval.ts';
import { fen } from '#shared/domain/fen.ts';
import { pins, type OpenTill } from './open-till.ts';

/** A manager's PIN for one act of whoever is signed in. */
export async function approve(till: OpenTill, operation: ApprovedOperation, amountFen: number, subject: string, approverId = 'm01'): Promise<string> {
  const grant = await till.must('approval.grant', { operation, amountFen, subject, approverId, pin: pins[approverId] ?? '' });
  return grant.approvalId;
}

/** No act needs anybody else. Built from the list of operations itself. */
export const noApprovals = Object.fromEntries(
  approvedOperations.map((operation) => [operation, { need: 'never', aboveFen: fen(0), exemptsManagers: true }]),
) as unknown as ApprovalPolicy;
