// Cash arithmetic of a shift. X and Z, screen and paper all come from this one calculation.
import { addFen, subtractFen, sumFen, type Fen } from './fen.ts';

/** Everything that moved cash in a shift; sales count net of change. */
export interface ShiftCash {
  readonly floatFen: Fen;
  readonly cashSalesFen: Fen;
  readonly cashRefundsFen: Fen;
  readonly paidInFen: Fen;
  readonly paidOutFen: Fen;
  readonly dropsFen: Fen;
}

/** Cash that should be in the drawer. May be negative only through a bug or theft of the float; shown as it is. */
export function expectedCash(cash: ShiftCash): Fen {
  const into = sumFen([cash.floatFen, cash.cashSalesFen, cash.paidInFen]);
  const outOf = sumFen([cash.cashRefundsFen, cash.paidOutFen, cash.dropsFen]);
  return subtractFen(into, outOf);
}

/** Counted minus expected: negative is short, positive is over. */
export function overShort(expectedFen: Fen, countedFen: Fen): Fen {
  return subtractFen(countedFen, expectedFen);
}

/** The two totals that never reset (NF525, DSFinV-K): net, and gross of both directions. What was voided counts in both, as what was refunded does. */
export function nextGrandTotals(
  before: { readonly netFen: Fen; readonly absoluteFen: Fen },
  shift: { readonly salesFen: Fen; readonly refundsFen: Fen; readonly voidsFen: Fen },
): { readonly netFen: Fen; readonly absoluteFen: Fen } {
  return {
    netFen: subtractFen(addFen(before.netFen, shift.salesFen), addFen(shift.refundsFen, shift.voidsFen)),
    absoluteFen: sumFen([before.absoluteFen, shift.salesFen, shift.refundsFen, shift.voidsFen]),
  };
}
