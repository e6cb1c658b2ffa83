// How a refund ends: the journal row, the money lines, the slip and the task, in the caller's transaction.
import { negativeFen } from '#shared/domain/fen.ts';
import { composeRefundSlip } from '#shared/receipt/compose-refund-slip.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { countedBack, namedBack } from '../money/given-back.ts';
import { insertMoneyLines } from '../money/money-line-repository.ts';
import { queuePaper } from '../receipt/print-job-repository.ts';
import { stampAt } from '../shift/business-day.ts';
import { readOpenShift, type OpenShift } from '../shift/shift-repository.ts';
import type { WriteDb } from '../store/sql.ts';
import { settleTask } from '../task/task-repository.ts';
import type { Profile, Till } from '../till.ts';
import type { RefundVerdict } from './classify-refund.ts';
import { readRefund, saveCompleted, saveFailed, type RefundEnd, type RefundRow } from './refund-repository.ts';

type EndVerdict = Exclude<RefundVerdict, { readonly kind: 'wait' }>;

/**
 * Writes down what became of a refund. Completed, it counts in the shift that is open at that moment, whoever asked for
 * it and when; with none open it waits for the next one, so that no money moves outside a shift. Answers whether a row was written.
 */
export function endRefund(till: Till, db: WriteDb, profile: Profile, refundId: RefundRow['refundId'], verdict: EndVerdict, now: string): boolean {
  // Read again: another answer to the same question may have come first.
  const refund = readRefund(db, refundId);
  if (refund === null || refund.state !== 'requested') return false;
  if (verdict.kind === 'failed') {
    saveFailed(db, refundId, verdict.failure, now);
    appendEntry(db, stampAt(db, profile, now), 'refund.failed', { refundId, saleId: refund.saleId, reason: verdict.failure });
    return true;
  }
  const shift = readOpenShift(db);
  if (shift === null) return false;
  completeRefund(till, db, profile, refund, shift, { validity: verdict.validity, expiryAfter: verdict.expiryAfter, at: now });
  return true;
}

export function completeRefund(till: Till, db: WriteDb, profile: Profile, refund: RefundRow, shift: OpenShift, end: Omit<RefundEnd, 'shiftId'>): void {
  const stamp = { terminalId: profile.terminal.terminalId, at: end.at, businessDate: shift.businessDate };
  const lines = namedBack(refund.lines);
  const entry = appendEntry(db, stamp, 'refund.completed', {
    refundId: refund.refundId, saleId: refund.saleId, shiftId: shift.shiftId, staffId: refund.staffId, approvalId: refund.approvalId,
    reason: refund.reason, amount: refund.amountFen, lines, mode: refund.mode, validity: end.validity,
  });
  saveCompleted(db, refund.refundId, { ...end, shiftId: shift.shiftId });
  insertMoneyLines(db, {
    seq: entry.seq, at: end.at, businessDate: shift.businessDate, hour: profile.hourAt(end.at), staffId: refund.staffId, approverId: refund.approverId,
    shiftId: shift.shiftId, saleId: refund.saleId,
  }, [
    { kind: 'refund', planId: refund.planId, amountFen: negativeFen(refund.amountFen), note: refund.reason },
    ...countedBack(refund.lines),
  ]);
  settleTask(db, refund.saleId, end.at);
  queuePaper(db, { ids: till.ports.ids, at: end.at }, {
    title: `${refund.receiptNumber}-refund-${refund.refundId.slice(-4)}`,
    slip: composeRefundSlip({
      at: end.at, businessDate: shift.businessDate, seq: entry.seq, hash: entry.hash, store: profile.store, terminalId: stamp.terminalId,
      msisdnMasked: refund.msisdnMasked, receiptNumber: refund.receiptNumber, staffId: refund.staffId, approverId: refund.approverId, reason: refund.reason,
      lines, locale: profile.config.receiptLocale, refundId: refund.refundId, validity: end.validity,
    }),
  });
}
