// A refund as people read it.
import { fen, sumFen } from '#shared/domain/fen.ts';
import type { RefundView } from '#shared/contract/till/undo-channels.ts';
import type { RefundRow } from './refund-repository.ts';

/** Cash is named only once the refund is complete: before, nothing may leave the drawer. */
export function refundView(refund: RefundRow): RefundView {
  const cash = refund.lines.filter((line) => line.method === 'cash').map((line) => line.amountFen);
  return {
    refundId: refund.refundId, saleId: refund.saleId, receiptNumber: refund.receiptNumber, msisdnMasked: refund.msisdnMasked,
    amountFen: refund.amountFen, lines: [...refund.lines], state: refund.state, failure: refund.failure, reason: refund.reason, mode: refund.mode,
    validity: refund.validity, expiryAfter: refund.expiryAfter, staffId: refund.staffId, approverId: refund.approverId,
    requestedAt: refund.requestedAt, changedAt: refund.changedAt, cashFen: refund.state === 'completed' ? sumFen(cash) : fen(0),
  };
}
