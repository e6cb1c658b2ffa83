// The decision whether a renewal may be completed: facts in, the sale or a refusal out.
import { Temporal } from 'temporal-polyfill';
import { changeDue, type CashRounding } from './cash.ts';
import { err, ok, type Result } from './base/result.ts';
import { fen, negativeFen, subtractFen, type Fen } from './fen.ts';
import { isSamePromise, type Quote } from './quote.ts';
import type { ShiftRefusal } from './shift-rules.ts';
import type { RenewalBar } from './subscriber.ts';
import { cashPart, remainingDue } from './tender.ts';

export type IdentityOutcome = 'match' | 'mismatch' | 'expired' | 'not-comparable';

/** When a document must be looked at before money is taken. */
export interface IdentityPolicy {
  readonly mode: 'always' | 'above-limit' | 'never-for-payment';
  readonly limitFen: Fen;
}

export interface SaleFacts {
  /** Why no money may be taken into the drawer now. */
  readonly drawerBar: DrawerRefusal | null;
  readonly bar: RenewalBar | null;
  /** What the customer was shown; null when no plan was picked yet. */
  readonly shownQuote: Quote | null;
  /** The same renewal worked out now, or why it cannot be. */
  readonly freshQuote: Quote | null;
  readonly identity: IdentityOutcome | null;
  readonly identityPolicy: IdentityPolicy;
  /** Money is on it: the customer is paying for just what was shown, so card, quote and document stand as they were. */
  readonly isFrozen: boolean;
}

/** What was or is to be paid. */
export interface PaymentFacts {
  /** Settled by payments of their own. */
  readonly paidFen: Fen;
  /** A payment of which nobody knows yet what becomes of it. */
  readonly hasOpenPayment: boolean;
  /** Cash handed over; null: none. */
  readonly cashReceivedFen: Fen | null;
  readonly cashRounding: CashRounding;
}

export type DrawerRefusal = { readonly code: 'shift-closed' } | ShiftRefusal;

/** Why nothing may be taken for a sale. */
export type ReadinessRefusal =
  | DrawerRefusal
  | { readonly code: RenewalBar }
  | { readonly code: 'quote-missing' }
  | { readonly code: 'quote-changed' }
  | { readonly code: 'identity-needed' }
  | { readonly code: 'identity-refused'; readonly outcome: 'mismatch' | 'expired' };

export type SaleRefusal =
  | ReadinessRefusal
  | { readonly code: 'payment-open' }
  | { readonly code: 'tender-too-much'; readonly leftFen: Fen }
  | { readonly code: 'tender-short'; readonly missingFen: Fen };

export interface SaleDecision {
  readonly quote: Quote;
  readonly totalFen: Fen;
  /** Sum of all tenders less the total: the cash part rounded. */
  readonly roundingFen: Fen;
  /** The cash part net of change; null where the payments cover everything. */
  readonly cash: { readonly amountFen: Fen; readonly receivedFen: Fen; readonly changeFen: Fen } | null;
}

/** Whether a document must be checked before a sale of this total. */
export function isIdentityNeeded(policy: IdentityPolicy, totalFen: Fen): boolean {
  if (policy.mode === 'never-for-payment') return false;
  return policy.mode === 'always' || totalFen > policy.limitFen;
}

const CHECK_LASTS_MINUTES = 30;

/** A document looked at long ago says nothing of who stands at the counter now: an open sale resumed later checks again. */
export function isIdentityCheckCurrent(checkedAt: string, now: string): boolean {
  const ageMs = Temporal.Instant.from(now).epochMilliseconds - Temporal.Instant.from(checkedAt).epochMilliseconds;
  return ageMs <= CHECK_LASTS_MINUTES * 60_000;
}

/**
 * Whether money may be taken for what was shown. Order matters: what makes the whole sale impossible is said before what
 * can be mended.
 */
export function readyToPay(facts: SaleFacts): Result<Quote, ReadinessRefusal> {
  if (facts.drawerBar !== null) return err(facts.drawerBar);
  if (facts.bar !== null && !facts.isFrozen) return err({ code: facts.bar });
  const { shownQuote, freshQuote } = facts;
  if (shownQuote === null) return err({ code: 'quote-missing' });
  if (facts.isFrozen) return ok(shownQuote);
  if (freshQuote === null || !isSamePromise(shownQuote, freshQuote)) return err({ code: 'quote-changed' });
  const refusal = identityRefusal(facts, shownQuote.totalFen);
  return refusal === null ? ok(shownQuote) : err(refusal);
}

/** Decides a renewal: what was settled, and cash for the rest. Change comes from cash alone. */
export function decideSale(facts: SaleFacts, paid: PaymentFacts): Result<SaleDecision, SaleRefusal> {
  const ready = readyToPay(facts);
  if (!ready.ok) return ready;
  if (paid.hasOpenPayment) return err({ code: 'payment-open' });
  const { totalFen } = ready.value;
  const leftFen = remainingDue(totalFen, [paid.paidFen]);
  const cash = decideCash(leftFen, paid);
  if (!cash.ok) return cash;
  const roundingFen = cash.value === null ? negativeFen(leftFen) : subtractFen(cash.value.amountFen, leftFen);
  return ok({ quote: ready.value, totalFen, roundingFen, cash: cash.value });
}

function decideCash(leftFen: Fen, { paidFen, cashReceivedFen, cashRounding }: PaymentFacts): Result<SaleDecision['cash'], SaleRefusal> {
  const rounded = cashPart(leftFen, cashRounding);
  // No sale is rounded away as a whole.
  const dueFen = rounded.dueFen === 0 && paidFen === 0 ? leftFen : rounded.dueFen;
  // A few fen that rounding takes away need no note of their own beside other tenders.
  if (dueFen === 0 && paidFen > 0) return cashReceivedFen === null ? ok(null) : err({ code: 'tender-too-much', leftFen: dueFen });
  const receivedFen = cashReceivedFen ?? fen(0);
  const change = changeDue(dueFen, receivedFen);
  return change.ok ? ok({ amountFen: dueFen, receivedFen, changeFen: change.value }) : change;
}

function identityRefusal(facts: SaleFacts, totalFen: Fen): ReadinessRefusal | null {
  const { identity, identityPolicy } = facts;
  // A document that was looked at and does not fit stops the sale even where none was needed.
  if (identity === 'mismatch' || identity === 'expired') return { code: 'identity-refused', outcome: identity };
  if (identity === null && isIdentityNeeded(identityPolicy, totalFen)) return { code: 'identity-needed' };
  return null;
}
