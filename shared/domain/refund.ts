// How much of a sale can be given back, and to which of its tenders.
import { addFen, fen, subtractFen, sumFen, type Fen } from './fen.ts';
import type { TenderMethod } from './tender.ts';
import { err, ok, type Result } from './base/result.ts';

export interface RefundableTender {
  readonly paymentId: string;
  readonly method: TenderMethod;
  readonly amountFen: Fen;
  /** What was given back on it so far, also by refunds still under way. */
  readonly refundedFen: Fen;
}

export interface RefundLine {
  readonly paymentId: string;
  readonly method: TenderMethod;
  readonly amountFen: Fen;
}

export type RefundRefusal =
  | { readonly code: 'refund-exceeds'; readonly leftFen: Fen }
  | { readonly code: 'refund-nothing-left' };

/** What is left to give back over all tenders. */
export function refundableFen(tenders: readonly RefundableTender[]): Fen {
  return sumFen(tenders.map((tender) => subtractFen(tender.amountFen, tender.refundedFen)));
}

/**
 * Spreads an amount over the tenders of the sale: electronic ones first, in the order they were taken, cash last, so that
 * nobody turns a wallet payment into notes. Amounts come from the tenders as they were paid, never from a recalculation.
 */
export function allocateRefund(tenders: readonly RefundableTender[], amountFen: Fen): Result<readonly RefundLine[], RefundRefusal> {
  const leftFen = refundableFen(tenders);
  if (leftFen <= 0) return err({ code: 'refund-nothing-left' });
  if (amountFen > leftFen) return err({ code: 'refund-exceeds', leftFen });
  const ordered = [...tenders.filter((tender) => tender.method !== 'cash'), ...tenders.filter((tender) => tender.method === 'cash')];
  const lines: RefundLine[] = [];
  let givenFen = fen(0);
  for (const tender of ordered) {
    const openFen = subtractFen(tender.amountFen, tender.refundedFen);
    const missingFen = subtractFen(amountFen, givenFen);
    const partFen = openFen < missingFen ? openFen : missingFen;
    if (partFen <= 0) continue;
    lines.push({ paymentId: tender.paymentId, method: tender.method, amountFen: partFen });
    givenFen = addFen(givenFen, partFen);
  }
  return ok(lines);
}

/** The same amount going out. Zero stays zero: the books know no minus nothing. */
export function negativeFen(amountFen: Fen): Fen {
  return amountFen === 0 ? amountFen : fen(-amountFen);
}
