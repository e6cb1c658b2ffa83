// How much of a sale can be given back, and to which of its tenders.
import { addFen, fen, subtractFen, sumFen, type Fen } from './fen.ts';
import type { TenderMethod } from './tender.ts';
import { err, ok, type Result } from './base/result.ts';

/** `Id` is the brand of the caller's payment ids, which the lines keep. */
export interface RefundableTender<Id extends string = string> {
  readonly paymentId: Id;
  readonly method: TenderMethod;
  readonly amountFen: Fen;
  /** What was given back on it so far, also by refunds still under way. */
  readonly refundedFen: Fen;
}

export interface RefundLine<Id extends string = string> {
  readonly paymentId: Id;
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
export function allocateRefund<Id extends string>(tenders: readonly RefundableTender<Id>[], amountFen: Fen): Result<readonly RefundLine<Id>[], RefundRefusal> {
  const leftFen = refundableFen(tenders);
  if (leftFen <= 0) return err({ code: 'refund-nothing-left' });
  if (amountFen > leftFen) return err({ code: 'refund-exceeds', leftFen });
  const ordered = [...tenders.filter((tender) => tender.method !== 'cash'), ...tenders.filter((tender) => tender.method === 'cash')];
  const lines: RefundLine<Id>[] = [];
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

/** What decides whether anything can be given back on a sale now, and by which rules. */
export interface RefundFacts<Id extends string = string> {
  readonly isVoided: boolean;
  /** online: the carrier decides. offline: only by the narrow rules of an outage. */
  readonly mode: 'online' | 'offline';
  /** The carrier holds the sale, or has already answered for it. */
  readonly isAtCarrier: boolean;
  /** Sold on the business date of today. */
  readonly isOfToday: boolean;
  readonly allowsOfflineCash: boolean;
  readonly tenders: readonly RefundableTender<Id>[];
}

/**
 * The lines of a refund, or why there is none. Before the carrier has the sale it cannot say what becomes of the card,
 * so the sale is sent first (or voided). Without the carrier only cash is given back, on the day of the sale, where the
 * store allows it.
 */
export function decideRefund<Id extends string>(
  facts: RefundFacts<Id>, amountFen: Fen | null,
): Result<readonly RefundLine<Id>[], RefundRefusal | { readonly code: 'already-voided' | 'refund-offline' | 'refund-too-early' }> {
  if (facts.isVoided) return err({ code: 'already-voided' });
  if (facts.mode === 'online' && !facts.isAtCarrier) return err({ code: 'refund-too-early' });
  const isAllCash = facts.tenders.every((tender) => tender.method === 'cash');
  if (facts.mode === 'offline' && !(isAllCash && facts.isOfToday && facts.allowsOfflineCash)) return err({ code: 'refund-offline' });
  return allocateRefund(facts.tenders, amountFen ?? refundableFen(facts.tenders));
}

/** What one tender has left is the less of what this terminal and the carrier know: each may know of refunds the other does not. */
export function mergeRefunded<T extends RefundableTender>(mine: readonly T[], theirs: readonly Pick<RefundableTender, 'paymentId' | 'refundedFen'>[]): T[] {
  return mine.map((tender) => {
    const known = theirs.find((other) => other.paymentId === tender.paymentId)?.refundedFen ?? tender.refundedFen;
    return { ...tender, refundedFen: known > tender.refundedFen ? known : tender.refundedFen };
  });
}
