// The steps of one renewal as a pure machine: state and event in, state out. An event that does not fit changes nothing.
//
//   customer ──begun──▶ identity ──▶ plan ──▶ payment ──submit──▶ submitting ──committed──▶ done ──▶ customer
//       ◀────────────────── back ──────────────┘  ▲                  │
//                                                 └── submit-refused ┘
//
// Money can only be asked for once: `submitting` knows no `submit`, and `done` is reached through a committed sale alone.
import type { Problem } from '#shared/contract/problems.ts';
import type { Account, IdentityView } from '#shared/contract/till/customer-channels.ts';
import type { Draft, SaleView } from '#shared/contract/till/sale-channels.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { PlanId } from '#shared/domain/ids.ts';

export type DraftQuote = NonNullable<Draft['quote']>;

export interface Selection {
  readonly planId: PlanId;
  readonly months: number;
}

/** What the clerk entered and gets back after going back and forth. */
export interface Entries {
  readonly selection: Selection | null;
  /** Yuan as typed. */
  readonly receivedText: string;
}

export type LookUp =
  | { readonly state: 'idle' }
  /** directory: this terminal's own; carrier: not held here, the carrier is being asked. */
  | { readonly state: 'looking'; readonly lookNo: number; readonly where: 'directory' | 'carrier' }
  | { readonly state: 'refused'; readonly problem: Problem }
  | { readonly state: 'found'; readonly account: Account; readonly isRefreshing: boolean; readonly refreshProblem: Problem | null };

export interface CustomerStep {
  readonly name: 'customer';
  readonly lookUp: LookUp;
  /** An open sale that was gone back from. */
  readonly draft: Draft | null;
  readonly entries: Entries;
  readonly isBeginning: boolean;
  readonly problem: Problem | null;
}

export interface IdentityStep {
  readonly name: 'identity';
  readonly draft: Draft;
  readonly entries: Entries;
  readonly isChecking: boolean;
  readonly problem: Problem | null;
}

export interface PlanStep {
  readonly name: 'plan';
  readonly draft: Draft;
  readonly entries: Entries;
  /** The number of the quote that is under way. */
  readonly quoteNo: number | null;
  /** What the customer had been shown before the quote changed by itself. */
  readonly shownBefore: DraftQuote | null;
  readonly problem: Problem | null;
}

export interface PaymentStep {
  readonly name: 'payment';
  readonly draft: Draft & { readonly quote: DraftQuote };
  readonly entries: Entries;
  readonly shownBefore: DraftQuote | null;
  readonly problem: Problem | null;
}

export interface SubmittingStep {
  readonly name: 'submitting';
  readonly draft: Draft & { readonly quote: DraftQuote };
  readonly entries: Entries;
  readonly receivedFen: Fen;
}

export interface DoneStep {
  readonly name: 'done';
  readonly sale: SaleView;
}

export type FlowStep = CustomerStep | IdentityStep | PlanStep | PaymentStep | SubmittingStep | DoneStep;

export type FlowEvent =
  | { readonly type: 'look-up'; readonly lookNo: number }
  | { readonly type: 'ask-carrier'; readonly lookNo: number }
  | { readonly type: 'found'; readonly lookNo: number; readonly account: Account; readonly isRefreshing: boolean }
  | { readonly type: 'refused'; readonly lookNo: number; readonly problem: Problem }
  | { readonly type: 'refreshed'; readonly account: Account }
  | { readonly type: 'refresh-failed'; readonly ref: Account['ref']; readonly problem: Problem }
  | { readonly type: 'begin' }
  | { readonly type: 'begun'; readonly draft: Draft }
  | { readonly type: 'begin-refused'; readonly problem: Problem }
  | { readonly type: 'check' }
  | { readonly type: 'checked'; readonly identity: IdentityView }
  | { readonly type: 'check-refused'; readonly problem: Problem }
  | { readonly type: 'check-again' }
  | { readonly type: 'pick'; readonly selection: Selection; readonly quoteNo: number }
  | { readonly type: 'quoted'; readonly quoteNo: number; readonly draft: Draft }
  | { readonly type: 'quote-refused'; readonly quoteNo: number; readonly problem: Problem }
  | { readonly type: 'go-on' }
  | { readonly type: 'type-received'; readonly text: string }
  | { readonly type: 'submit'; readonly receivedFen: Fen }
  | { readonly type: 'submit-refused'; readonly problem: Problem; readonly draft: Draft | null }
  | { readonly type: 'committed'; readonly sale: SaleView }
  | { readonly type: 'open-sale'; readonly sale: SaleView }
  | { readonly type: 'back' }
  | { readonly type: 'return-to'; readonly step: 'customer' | 'identity' | 'plan' }
  | { readonly type: 'resumed'; readonly draft: Draft }
  | { readonly type: 'next-customer' }
  | { readonly type: 'forget' };

const noEntries: Entries = { selection: null, receivedText: '' };

export const firstStep: CustomerStep = {
  name: 'customer', lookUp: { state: 'idle' }, draft: null, entries: noEntries, isBeginning: false, problem: null,
};

/** The open sale of a step, if it has one. */
export function draftOf(step: FlowStep): Draft | null {
  return 'draft' in step ? step.draft : null;
}

/** The customer in front of the counter, as far as known. */
export function accountOf(step: FlowStep): Account | null {
  if (step.name === 'customer') return step.lookUp.state === 'found' ? step.lookUp.account : null;
  return draftOf(step)?.account ?? null;
}

/** Whether what is known of the person lets the sale go on. */
export function isIdentitySettled(draft: Draft): boolean {
  if (draft.identity === null) return !draft.isIdentityNeeded;
  return draft.identity.outcome === 'match' || draft.identity.outcome === 'not-comparable';
}

/** Whether the quote of the draft is the one for what is picked now. */
export function isQuoted(step: PlanStep): boolean {
  const { quote } = step.draft;
  const { selection } = step.entries;
  return step.quoteNo === null && quote !== null && selection !== null && quote.planId === selection.planId && quote.months === selection.months;
}

const identityStep = (draft: Draft, entries: Entries, problem: Problem | null = null): IdentityStep =>
  ({ name: 'identity', draft, entries, isChecking: false, problem });

const planStep = (draft: Draft, entries: Entries, problem: Problem | null = null, shownBefore: DraftQuote | null = null): PlanStep =>
  ({ name: 'plan', draft, entries, quoteNo: null, shownBefore, problem });

const foundStep = (draft: Draft, entries: Entries): CustomerStep => ({
  ...firstStep, draft, entries, lookUp: { state: 'found', account: draft.account, isRefreshing: false, refreshProblem: null },
});

function selectionOf(draft: Draft): Selection | null {
  return draft.quote === null ? null : { planId: draft.quote.planId, months: draft.quote.months };
}

/** The step at which an open sale is taken up again, with what the clerk had entered. */
export function stepFor(draft: Draft, entries: Entries = { ...noEntries, selection: selectionOf(draft) }, problem: Problem | null = null, shownBefore: DraftQuote | null = null): FlowStep {
  if (!isIdentitySettled(draft)) return identityStep(draft, entries, problem);
  const { quote } = draft;
  if (quote === null) return planStep(draft, entries, problem, shownBefore);
  return { name: 'payment', draft: { ...draft, quote }, entries, shownBefore, problem };
}

/** The next state. Whatever does not fit the present step leaves it as it is. */
export function nextStep(step: FlowStep, event: FlowEvent): FlowStep {
  if (event.type === 'forget') return step.name === 'submitting' ? step : firstStep;
  if (event.type === 'refreshed') return withFreshAccount(step, event.account);
  if (event.type === 'look-up') return startLookUp(step, event.lookNo);
  // Once the sale is written nothing else is true of it, wherever the window has got to meanwhile.
  if (event.type === 'committed') return draftOf(step)?.saleId === event.sale.saleId ? { name: 'done', sale: event.sale } : step;
  switch (step.name) {
    case 'customer': return fromCustomer(step, event);
    case 'identity': return fromIdentity(step, event);
    case 'plan': return fromPlan(step, event);
    case 'payment': return fromPayment(step, event);
    case 'submitting': return fromSubmitting(step, event);
    case 'done': return event.type === 'next-customer' ? firstStep : step;
  }
}

function startLookUp(step: FlowStep, lookNo: number): FlowStep {
  if (step.name === 'submitting') return step;
  const lookUp: LookUp = { state: 'looking', lookNo, where: 'directory' };
  if (step.name === 'done') return { ...firstStep, lookUp };
  return { ...firstStep, lookUp, draft: step.draft, entries: step.entries };
}

function withFreshAccount(step: FlowStep, account: Account): FlowStep {
  if (accountOf(step)?.ref !== account.ref) return step;
  switch (step.name) {
    case 'customer': {
      const lookUp: LookUp = { state: 'found', account, isRefreshing: false, refreshProblem: null };
      const draft = step.draft?.account.ref === account.ref ? { ...step.draft, account } : step.draft;
      return { ...step, lookUp, draft };
    }
    case 'identity': return { ...step, draft: { ...step.draft, account } };
    case 'plan': return { ...step, draft: { ...step.draft, account } };
    case 'payment': return { ...step, draft: { ...step.draft, account } };
    case 'submitting': return { ...step, draft: { ...step.draft, account } };
    case 'done': return step;
  }
}

function fromCustomer(step: CustomerStep, event: FlowEvent): FlowStep {
  switch (event.type) {
    case 'ask-carrier': case 'found': case 'refused': case 'refresh-failed':
      return { ...step, lookUp: nextLookUp(step.lookUp, event), problem: null };
    case 'begin':
      return canBegin(step) ? { ...step, isBeginning: true, problem: null } : step;
    case 'begun': {
      if (!step.isBeginning) return step;
      const entries = step.draft?.account.ref === event.draft.account.ref ? step.entries : noEntries;
      return identityStep(event.draft, { ...entries, selection: entries.selection ?? selectionOf(event.draft) });
    }
    case 'begin-refused':
      return step.isBeginning ? { ...step, isBeginning: false, problem: event.problem } : step;
    case 'go-on':
      return isOwnDraft(step) && step.draft !== null ? identityStep(step.draft, step.entries) : step;
    case 'resumed':
      return step.lookUp.state === 'idle' && step.draft === null && !step.isBeginning ? stepFor(event.draft) : step;
    case 'open-sale':
      return step.isBeginning ? step : { name: 'done', sale: event.sale };
    case 'back':
      return backFromCustomer(step);
    default:
      return step;
  }
}

/** Whether the account on the screen is the one the open sale was begun for. */
export function isOwnDraft(step: CustomerStep): boolean {
  return step.lookUp.state === 'found' && step.draft?.account.ref === step.lookUp.account.ref;
}

function canBegin(step: CustomerStep): boolean {
  return step.lookUp.state === 'found' && step.lookUp.account.bar === null && !step.isBeginning;
}

function backFromCustomer(step: CustomerStep): CustomerStep {
  if (step.isBeginning) return step;
  // A look-up for somebody else that led nowhere gives the open sale back.
  if (step.draft !== null && !isOwnDraft(step)) return foundStep(step.draft, step.entries);
  return firstStep;
}

function nextLookUp(lookUp: LookUp, event: Extract<FlowEvent, { type: 'ask-carrier' | 'found' | 'refused' | 'refresh-failed' }>): LookUp {
  if (event.type === 'refresh-failed') {
    const isMeant = lookUp.state === 'found' && lookUp.account.ref === event.ref;
    return isMeant ? { ...lookUp, isRefreshing: false, refreshProblem: event.problem } : lookUp;
  }
  // An answer to an earlier question changes nothing.
  if (lookUp.state !== 'looking' || lookUp.lookNo !== event.lookNo) return lookUp;
  switch (event.type) {
    case 'ask-carrier': return { ...lookUp, where: 'carrier' };
    case 'found': return { state: 'found', account: event.account, isRefreshing: event.isRefreshing, refreshProblem: null };
    case 'refused': return { state: 'refused', problem: event.problem };
  }
}

function fromIdentity(step: IdentityStep, event: FlowEvent): FlowStep {
  switch (event.type) {
    case 'check': return step.isChecking ? step : { ...step, isChecking: true, problem: null };
    case 'checked': return step.isChecking ? { ...step, isChecking: false, draft: { ...step.draft, identity: event.identity } } : step;
    case 'check-refused': return step.isChecking ? { ...step, isChecking: false, problem: event.problem } : step;
    case 'check-again': return step.isChecking ? step : { ...step, draft: { ...step.draft, identity: null }, problem: null };
    case 'go-on': return !step.isChecking && isIdentitySettled(step.draft) ? planStep(step.draft, step.entries) : step;
    case 'back': return step.isChecking ? step : foundStep(step.draft, step.entries);
    case 'return-to': return event.step === 'customer' && !step.isChecking ? foundStep(step.draft, step.entries) : step;
    default: return step;
  }
}

function fromPlan(step: PlanStep, event: FlowEvent): FlowStep {
  switch (event.type) {
    case 'pick':
      return { ...step, entries: { ...step.entries, selection: event.selection }, quoteNo: event.quoteNo, problem: null };
    case 'quoted':
      return step.quoteNo === event.quoteNo ? { ...step, quoteNo: null, draft: withIdentityKept(event.draft, step.draft) } : step;
    case 'quote-refused':
      return step.quoteNo === event.quoteNo ? { ...step, quoteNo: null, problem: event.problem } : step;
    case 'go-on': {
      if (!isQuoted(step)) return step;
      if (!isIdentitySettled(step.draft)) return identityStep(step.draft, step.entries, { code: 'identity-needed' } as Problem);
      return stepFor(step.draft, step.entries);
    }
    case 'back': return identityStep(step.draft, step.entries);
    case 'return-to': return returnTo(step, event.step);
    default: return step;
  }
}

/** A quote may overtake the fresh account that came meanwhile; the newer of both stays. */
function withIdentityKept(next: Draft, before: Draft): Draft {
  return { ...next, account: before.account.asOf > next.account.asOf ? before.account : next.account };
}

function returnTo(step: PlanStep | PaymentStep, target: 'customer' | 'identity' | 'plan'): FlowStep {
  switch (target) {
    case 'customer': return foundStep(step.draft, step.entries);
    case 'identity': return identityStep(step.draft, step.entries);
    case 'plan': return step.name === 'plan' ? step : planStep(step.draft, step.entries);
  }
}

function fromPayment(step: PaymentStep, event: FlowEvent): FlowStep {
  switch (event.type) {
    case 'type-received': return { ...step, entries: { ...step.entries, receivedText: event.text } };
    case 'submit':
      return event.receivedFen < step.draft.quote.totalFen
        ? step
        : { name: 'submitting', draft: step.draft, entries: step.entries, receivedFen: event.receivedFen };
    case 'back': return planStep(step.draft, step.entries);
    case 'return-to': return returnTo(step, event.step);
    default: return step;
  }
}

function fromSubmitting(step: SubmittingStep, event: FlowEvent): FlowStep {
  if (event.type !== 'submit-refused') return step;
  if (event.draft === null || event.draft.saleId !== step.draft.saleId) {
    return { name: 'payment', draft: step.draft, entries: step.entries, shownBefore: null, problem: event.problem };
  }
  const shownBefore = event.problem.code === 'quote-changed' ? step.draft.quote : null;
  return stepFor(event.draft, step.entries, event.problem, shownBefore);
}
