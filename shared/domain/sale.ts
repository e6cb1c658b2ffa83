// The decision whether a renewal may be completed: facts in, the sale or a refusal out.
import { Temporal } from 'temporal-polyfill';
import { changeDue } from './cash.ts';
import { err, ok, type Result } from './base/result.ts';
import type { Fen } from './fen.ts';
import { isSamePromise, type Quote } from './quote.ts';
import type { RenewalBar } from './subscriber.ts';

export type IdentityOutcome = 'match' | 'mismatch' | 'expired' | 'not-comparable';

/** When a document must be looked at before money is taken. */
export interface IdentityPolicy {
  readonly mode: 'always' | 'above-limit' | 'never-for-payment';
  readonly limitFen: Fen;
}

export interface CashTender {
  readonly method: 'cash';
  readonly receivedFen: Fen;
}

export interface SaleFacts {
  readonly hasOpenShift: boolean;
  readonly bar: RenewalBar | null;
  /** What the customer was shown; null when no plan was picked yet. */
  readonly shownQuote: Quote | null;
  /** The same renewal worked out now, or why it cannot be. */
  readonly freshQuote: Quote | null;
  readonly identity: IdentityOutcome | null;
  readonly identityPolicy: IdentityPolicy;
}

export type SaleRefusal =
  | { readonly code: 'shift-closed' }
  | { readonly code: RenewalBar }
  | { readonly code: 'quote-missing' }
  | { readonly code: 'quote-changed' }
  | { readonly code: 'identity-needed' }
  | { readonly code: 'identity-refused'; readonly outcome: 'mismatch' | 'expired' }
  | { readonly code: 'tender-short'; readonly missingFen: Fen };

export interface SaleDecision {
  readonly quote: Quote;
  readonly totalFen: Fen;
  readonly receivedFen: Fen;
  readonly changeFen: Fen;
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

/** Decides a cash renewal. Order matters: what makes the whole sale impossible is said before what can be mended. */
export function decideSale(facts: SaleFacts, tender: CashTender): Result<SaleDecision, SaleRefusal> {
  if (!facts.hasOpenShift) return err({ code: 'shift-closed' });
  if (facts.bar !== null) return err({ code: facts.bar });
  const { shownQuote, freshQuote } = facts;
  if (shownQuote === null) return err({ code: 'quote-missing' });
  if (freshQuote === null || !isSamePromise(shownQuote, freshQuote)) return err({ code: 'quote-changed' });
  const refusal = identityRefusal(facts, shownQuote.totalFen);
  if (refusal !== null) return err(refusal);
  const change = changeDue(shownQuote.totalFen, tender.receivedFen);
  if (!change.ok) return change;
  return ok({
    quote: shownQuote, totalFen: shownQuote.totalFen, receivedFen: tender.receivedFen, changeFen: change.value,
  });
}

function identityRefusal(facts: SaleFacts, totalFen: Fen): SaleRefusal | null {
  const { identity, identityPolicy } = facts;
  // A document that was looked at and does not fit stops the sale even where none was needed.
  if (identity === 'mismatch' || identity === 'expired') return { code: 'identity-refused', outcome: identity };
  if (identity === null && isIdentityNeeded(identityPolicy, totalFen)) return { code: 'identity-needed' };
  return null;
}
