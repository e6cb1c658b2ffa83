// A second person's word, written into the till's file as if it had just been given there.
import { v7 } from 'uuid';
import type { ApprovedOperation } from '#shared/domain/approval.ts';
import type { OpenTill } from './open-till.ts';

export interface Word {
  readonly operation: ApprovedOperation;
  readonly amountFen?: number;
  readonly subject: string;
  readonly askedBy?: string;
  readonly approverId?: string;
}

/** The id of an approval that opens exactly this act, once, for a minute of the till's clock. */
export function secondPersonSays(till: OpenTill, { operation, amountFen = 0, subject, askedBy = 'c01', approverId = 'm01' }: Word): string {
  const approvalId = v7();
  const now = till.clock.now();
  const expiresAt = new Date(Date.parse(now) + 60_000).toISOString();
  till.tamper(`INSERT INTO approval (approval_id, operation, amount_fen, subject, approver_id, asked_by, way, granted_at, expires_at)
    VALUES ('${approvalId}', '${operation}', ${amountFen}, '${subject}', '${approverId}', '${askedBy}', 'pin', '${now}', '${expiresAt}')`);
  return approvalId;
}

/** A payment on the sale in hand, as the till would have put it on disk. */
export function paymentOnDisk(till: OpenTill, saleId: string, state: 'unknown' | 'settled' | 'failed', amountFen = 6000): string {
  const paymentId = v7();
  const now = till.clock.now();
  till.tamper(`INSERT INTO payment (payment_id, sale_id, shift_id, staff_id, method, way, amount_fen, state, started_at, changed_at)
    VALUES ('${paymentId}', '${saleId}', (SELECT shift_id FROM shift WHERE closed_at IS NULL), 'c01', 'alipay', 'payer-code', ${amountFen}, '${state}', '${now}', '${now}')`);
  return paymentId;
}
