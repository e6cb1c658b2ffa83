// The steps of one renewal as a pure machine: state and event in, state out. An event that does not fit changes nothing.
//
//   customer ──begun──▶ identity ──▶ plan ──▶ payment ──submit──▶ submitting ──committed──▶ done ──▶ customer
//       ◀────────────────── back ──────────────┘  ▲                  │
//                                                 └── submit-refused ┘
//
// Money can only be asked for once: `submitting` knows no `submit`, no tender starts while one is being started or is open,
// and `done` is reached through a committed sale alone. A sale with money on it is only left by parking it.
import type { Problem } from '#shared/contract/problems.ts';
import type { Account, IdentityView } from '#shared/contract/till/customer-channels.ts';
import type { PaymentView, TenderOptions } from '#shared/contract/till/payment-channels.ts';
import type { Draft, SaleView } from '#shared/contract/till/sale-channels.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { PlanId, SaleId } from '#shared/domain/ids.ts';
import { cashDue, hasMoney, leftToPay, openPaymentOf, withPayments } from './sale-money.ts';

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
  /** The masked number of the sale that was just laid aside. */
  readonly parked: string | null;
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
  /** What can be paid how, as last read. */
  readonly options: TenderOptions | null;
  /** A payment is being put on disk: nothing else may be done to the sale. */
  readonly isStarting: boolean;
  readonly shownBefore: DraftQuote | null;
  readonly problem: Problem | null;
}

export interface SubmittingStep {
  readonly name: 'submitting';
  readonly draft: Draft & { readonly quote: DraftQuote };
  readonly entries: Entries;
  readonly options: TenderOptions | null;
  /** The cash handed over; null where payments cover the total. */
  readonly receivedFen: Fen | null;
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
  | { readonly type: 'options'; readonly saleId: SaleId; readonly options: TenderOptions }
  | { readonly type: 'tender' }
  | { readonly type: 'tender-known'; readonly payment: PaymentView }
  | { readonly type: 'tender-refused'; readonly problem: Problem | null }
  | { readonly type: 'park-refused'; readonly problem: Problem }
  | { readonly type: 'parked'; readonly saleId: SaleId }
  | { readonly type: 'taken-up'; readonly draft: Draft }
  | { readonly type: 'submit'; readonly receivedFen: Fen | null }
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
  name: 'customer', lookUp: { state: 'idle' }, draft: null, entries: noEntries, isBeginning: false, problem: null, parked: null,
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

const paymentStep = (draft: PaymentStep['draft'], entries: Entries, problem: Problem | null, shownBefore: DraftQuote | null): PaymentStep =>
  ({ name: 'payment', draft, entries, options: null, isStarting: false, shownBefore, problem });

const foundStep = (draft: Draft, entries: Entries): CustomerStep => ({
  ...firstStep, draft, entries, lookUp: { state: 'found', account: draft.account, isRefreshing: false, refreshProblem: null },
});

function selectionOf(draft: Draft): Selection | null {
  return draft.quote === null ? null : { planId: draft.quote.planId, months: draft.quote.months };
}

/** The step at which an open sale is taken up again, with what the clerk had entered. */
export function stepFor(draft: Draft, entries: Entries = { ...noEntries, selection: selectionOf(draft) }, problem: Problem | null = null, shownBefore: DraftQuote | null = null): FlowStep {
  const { quote } = draft;
  // Who has paid is served to the end, however old the look at the document is.
  if (quote !== null && hasMoney(draft)) return paymentStep({ ...draft, quote }, entries, problem, shownBefore);
  if (!isIdentitySettled(draft)) return identityStep(draft, entries, problem);
  if (quote === null) return planStep(draft, entries, problem, shownBefore);
  return paymentStep({ ...draft, quote }, entries, problem, shownBefore);
}

type Handlers<S> = { readonly [T in FlowEvent['type']]?: (step: S, event: Extract<FlowEvent, { type: T }>) => FlowStep };

function apply<S extends FlowStep>(handlers: Handlers<S>, step: S, event: FlowEvent): FlowStep {
  // The handler filed under an event's own type takes just that event.
  const handle = handlers[event.type] as ((step: S, event: FlowEvent) => FlowStep) | undefined;
  return handle === undefined ? step : handle(step, event);
}

/** Events that mean the same wherever the renewal is. */
const anywhere: Handlers<FlowStep> = {
  'forget': (step) => (isHeld(step) ? step : firstStep),
  'taken-up': (step, { draft }) => (isHeld(step) ? step : stepFor(draft)),
  'look-up': (step, { lookNo }) => startLookUp(step, lookNo),
  'refreshed': (step, { account }) => withFreshAccount(step, account),
  // Once the sale is written nothing else is true of it, wherever the window has got to meanwhile.
  'committed': (step, { sale }) => (draftOf(step)?.saleId === sale.saleId ? { name: 'done', sale } : step),
};

/** The next state. Whatever does not fit the present step leaves it as it is. */
export function nextStep(step: FlowStep, event: FlowEvent): FlowStep {
  if (anywhere[event.type] !== undefined) return apply(anywhere, step, event);
  switch (step.name) {
    case 'customer': return apply(atCustomer, step, event);
    case 'identity': return apply(atIdentity, step, event);
    case 'plan': return apply(atPlan, step, event);
    case 'payment': return apply(atPayment, step, event);
    case 'submitting': return apply(atSubmitting, step, event);
    case 'done': return apply(atDone, step, event);
  }
}

/** Money is being moved just now: the clerk stays where it can be seen. */
export function isHeld(step: FlowStep): boolean {
  return step.name === 'submitting' || (step.name === 'payment' && step.isStarting);
}

/** A sale with money on it has to be parked before anybody else is looked for. */
function startLookUp(step: FlowStep, lookNo: number): FlowStep {
  if (isHeld(step) || (step.name !== 'done' && step.draft !== null && hasMoney(step.draft))) return step;
  const lookUp: LookUp = { state: 'looking', lookNo, where: 'directory' };
  if (step.name === 'done') return { ...firstStep, lookUp };
  return { ...firstStep, lookUp, draft: step.draft, entries: step.entries, parked: step.name === 'customer' ? step.parked : null };
}

function withFreshAccount(step: FlowStep, account: Account): FlowStep {
  if (accountOf(step)?.ref !== account.ref || step.name === 'done') return step;
  if (step.name === 'customer') {
    const lookUp: LookUp = { state: 'found', account, isRefreshing: false, refreshProblem: null };
    const draft = step.draft?.account.ref === account.ref ? { ...step.draft, account } : step.draft;
    return { ...step, lookUp, draft };
  }
  if (step.name === 'payment' || step.name === 'submitting') return { ...step, draft: { ...step.draft, account } };
  return { ...step, draft: { ...step.draft, account } };
}

type LookUpAnswer = Extract<FlowEvent, { type: 'ask-carrier' | 'found' | 'refused' }>;

/** An answer to an earlier question changes nothing. */
function answered(step: CustomerStep, event: LookUpAnswer): CustomerStep {
  const { lookUp } = step;
  if (lookUp.state !== 'looking' || lookUp.lookNo !== event.lookNo) return step;
  switch (event.type) {
    case 'ask-carrier': return { ...step, lookUp: { ...lookUp, where: 'carrier' } };
    case 'found': return { ...step, lookUp: { state: 'found', account: event.account, isRefreshing: event.isRefreshing, refreshProblem: null } };
    case 'refused': return { ...step, lookUp: { state: 'refused', problem: event.problem } };
  }
}

const atCustomer: Handlers<CustomerStep> = {
  'ask-carrier': answered,
  'found': answered,
  'refused': answered,
  'refresh-failed': (step, { ref, problem }) => {
    const { lookUp } = step;
    if (lookUp.state !== 'found' || lookUp.account.ref !== ref) return step;
    return { ...step, lookUp: { ...lookUp, isRefreshing: false, refreshProblem: problem } };
  },
  'begin': (step) => (canBegin(step) ? { ...step, isBeginning: true, problem: null } : step),
  'begun': (step, { draft }) => {
    if (!step.isBeginning) return step;
    const entries = step.draft?.account.ref === draft.account.ref ? step.entries : noEntries;
    const shown = accountOf(step);
    const account = shown?.ref === draft.account.ref ? newerAccount(shown, draft.account) : draft.account;
    const taken = { ...entries, selection: entries.selection ?? selectionOf(draft) };
    return hasMoney(draft) ? stepFor({ ...draft, account }, taken) : identityStep({ ...draft, account }, taken);
  },
  'begin-refused': (step, { problem }) => (step.isBeginning ? { ...step, isBeginning: false, problem } : step),
  'go-on': (step) => (isOwnDraft(step) && step.draft !== null ? identityStep(step.draft, step.entries) : step),
  'resumed': (step, { draft }) => (step.lookUp.state === 'idle' && step.draft === null && !step.isBeginning ? stepFor(draft) : step),
  'open-sale': (step, { sale }) => (step.isBeginning ? step : { name: 'done', sale }),
  'back': backFromCustomer,
};

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

const atIdentity: Handlers<IdentityStep> = {
  'check': (step) => (step.isChecking ? step : { ...step, isChecking: true, problem: null }),
  'checked': (step, { identity }) => (step.isChecking ? { ...step, isChecking: false, draft: { ...step.draft, identity } } : step),
  'check-refused': (step, { problem }) => (step.isChecking ? { ...step, isChecking: false, problem } : step),
  'check-again': (step) => (step.isChecking ? step : { ...step, draft: { ...step.draft, identity: null }, problem: null }),
  'go-on': (step) => (!step.isChecking && isIdentitySettled(step.draft) ? planStep(step.draft, step.entries) : step),
  'back': (step) => (step.isChecking ? step : foundStep(step.draft, step.entries)),
  'return-to': (step, { step: target }) => (target === 'customer' && !step.isChecking ? foundStep(step.draft, step.entries) : step),
};

const atPlan: Handlers<PlanStep> = {
  'pick': (step, { selection, quoteNo }) => ({ ...step, entries: { ...step.entries, selection }, quoteNo, problem: null }),
  'quoted': (step, { quoteNo, draft }) => (step.quoteNo === quoteNo ? { ...step, quoteNo: null, draft: withNewerAccount(draft, step.draft) } : step),
  'quote-refused': (step, { quoteNo, problem }) => (step.quoteNo === quoteNo ? { ...step, quoteNo: null, problem } : step),
  'go-on': (step) => {
    if (!isQuoted(step)) return step;
    return stepFor(step.draft, step.entries, isIdentitySettled(step.draft) ? null : { code: 'identity-needed' });
  },
  'back': (step) => identityStep(step.draft, step.entries),
  'return-to': (step, { step: target }) => returnTo(step, target),
};

function withNewerAccount(next: Draft, before: Draft): Draft {
  return { ...next, account: newerAccount(before.account, next.account) };
}

/** A draft carries what the directory holds, which may be older than the fresh record on the screen, or the same without its origin. */
function newerAccount(shown: Account, next: Account): Account {
  return shown.source === 'fresh' && shown.asOf >= next.asOf ? shown : next;
}

function returnTo(step: PlanStep | PaymentStep, target: 'customer' | 'identity' | 'plan'): FlowStep {
  switch (target) {
    case 'customer': return foundStep(step.draft, step.entries);
    case 'identity': return identityStep(step.draft, step.entries);
    case 'plan': return step.name === 'plan' ? step : planStep(step.draft, step.entries);
  }
}

/** Whether the sale may be left without parking it. */
const canLeave = (step: PaymentStep): boolean => !step.isStarting && !hasMoney(step.draft);

/** Cash has to cover what is left; without cash nothing may be left. Nothing may be open in either case. */
export function canSubmit(step: PaymentStep, receivedFen: Fen | null): boolean {
  if (step.isStarting || openPaymentOf(step.draft) !== null) return false;
  if (leftToPay(step.draft) === 0) return receivedFen === null;
  return receivedFen !== null && receivedFen >= cashDue(step.draft, step.options);
}

const atPayment: Handlers<PaymentStep> = {
  'type-received': (step, { text }) => ({ ...step, entries: { ...step.entries, receivedText: text } }),
  'options': (step, { saleId, options }) => (step.draft.saleId === saleId ? { ...step, options, draft: withPayments(step.draft, options.payments) } : step),
  'tender': (step) => (step.isStarting || openPaymentOf(step.draft) !== null || leftToPay(step.draft) === 0 ? step : { ...step, isStarting: true, problem: null }),
  'tender-known': (step, { payment }) =>
    (step.draft.saleId === payment.saleId ? { ...step, isStarting: false, problem: null, draft: withPayments(step.draft, [payment]) } : step),
  'tender-refused': (step, { problem }) => (step.isStarting ? { ...step, isStarting: false, problem } : step),
  'park-refused': (step, { problem }) => ({ ...step, problem }),
  'parked': (step, { saleId }) => (step.draft.saleId === saleId && !step.isStarting ? { ...firstStep, parked: step.draft.account.msisdnMasked } : step),
  'submit': (step, { receivedFen }) =>
    (canSubmit(step, receivedFen) ? { name: 'submitting', draft: step.draft, entries: step.entries, options: step.options, receivedFen } : step),
  'back': (step) => (canLeave(step) ? planStep(step.draft, step.entries) : step),
  'return-to': (step, { step: target }) => (canLeave(step) ? returnTo(step, target) : step),
};

const atSubmitting: Handlers<SubmittingStep> = {
  'submit-refused': (step, { problem, draft }) => {
    if (draft === null || draft.saleId !== step.draft.saleId) {
      return { ...paymentStep(step.draft, step.entries, problem, null), options: step.options };
    }
    const next = stepFor(draft, step.entries, problem, problem.code === 'quote-changed' ? step.draft.quote : null);
    return next.name === 'payment' ? { ...next, options: step.options } : next;
  },
};

const atDone: Handlers<DoneStep> = {
  'next-customer': () => firstStep,
};
