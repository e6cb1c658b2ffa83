// The open shift as anybody may see it, and the totals from which X and Z are made.
import { expectedCash } from '#shared/domain/shift.ts';
import { fen } from '#shared/domain/fen.ts';
import type { ShiftTotals } from '#shared/contract/journal-entries.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import type { ReadDb } from '../store/sql.ts';
import { sumSalesOfShift, type OpenShift } from './shift-repository.ts';

export function shiftView(db: ReadDb, shift: OpenShift): ShiftView {
  const { saleCount, salesFen } = sumSalesOfShift(db, shift.shiftId);
  const none = fen(0);
  return {
    refundsFen: none, paidInFen: none, paidOutFen: none, dropsFen: none, noSaleCount: 0, closesBy: shift.openedAt, isTooLong: false, isMine: true,
    shiftId: shift.shiftId, staffId: shift.staffId, openedAt: shift.openedAt, businessDate: shift.businessDate, floatFen: shift.floatFen,
    saleCount, salesFen,
  };
}

/** Refunds, paid in, paid out and drops have no flow yet, so their sums are zero; the arithmetic already counts them. */
export function shiftTotals(db: ReadDb, shift: OpenShift): ShiftTotals {
  const { saleCount, salesFen, cashSalesFen } = sumSalesOfShift(db, shift.shiftId);
  const none = fen(0);
  const cash = {
    floatFen: shift.floatFen, cashSalesFen, cashRefundsFen: none, paidInFen: none, paidOutFen: none, dropsFen: none,
  };
  return { saleCount, salesFen, refundsFen: none, ...cash, expectedFen: expectedCash(cash) };
}
