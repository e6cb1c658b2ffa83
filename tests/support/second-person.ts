// A second person at the till, a store that asks for none, and a payment as it lies on disk.
import { v7 } from 'uuid';
import { approvedOperations, type ApprovalPolicy, type ApprovedOperation } from '#shared/domain/approval.ts';
import { fen } from '#shared/domain/fen.ts';
import { pins, type OpenTill } from './open-till.ts';

export interface Word {
  readonly operation: ApprovedOperation;
  readonly amountFen?: number;
  readonly subject: string;
  readonly approverId?: string;
  /** The window of whoever asks. */
  readonly session?: string;
}

/** The second person types their PIN; the id of what it opens: exactly this act, once, for a minute. */
export async function secondPersonSays(till: OpenTill, { operation, amountFen = 0, subject, approverId = 'm01', session = 'window' }: Word): Promise<string> {
  const { approvalId } = await till.must('approval.grant', { operation, amountFen, subject, approverId, pin: pins[approverId] ?? '' }, session);
  return approvalId;
}

/** No act needs anybody else. Built from the list of operations itself. */
export const noApprovals = Object.fromEntries(
  approvedOperations.map((operation) => [operation, { need: 'never', aboveFen: fen(0), exemptsManagers: true }]),
) as unknown as ApprovalPolicy;

/** A payment on the sale in hand, as the till would have put it on disk. */
export function paymentOnDisk(till: OpenTill, saleId: string, state: 'unknown' | 'settled' | 'failed', amountFen = 6000): string {
  const paymentId = v7();
  const now = till.clock.now();
  till.tamper(`INSERT INTO payment (payment_id, sale_id, shift_id, staff_id, method, way, amount_fen, state, started_at, changed_at)
    VALUES ('${paymentId}', '${saleId}', (SELECT shift_id FROM shift WHERE closed_at IS NULL), 'c01', 'alipay', 'payer-code', ${amountFen}, '${state}', '${now}', '${now}')`);
  return paymentId;
}
