// The life of one electronic payment, pure: state and event in, state or refusal out.
//
//   created ──sent──▶ sent ──▶ settled | failed | confirming | unknown
//                     confirming, unknown ──(ask)──▶ settled | failed | confirming | unknown
//   created, sent, confirming, unknown, settled ──undo asked──▶ reversing ──▶ reversed | settled | reversing
//
// A time-out is `unknown`, never `failed`: calling it failed is the classic double charge. Only settled, failed and
// reversed are final, and of these only settled can still be undone.
import { err, ok, type Result } from './base/result.ts';
import type { TenderWay } from './tender.ts';

/** Money may be on its way: nobody may be charged again for the same amount due. */
export const openStates = ['created', 'sent', 'confirming', 'unknown', 'reversing'] as const;
export const paymentStates = [...openStates, 'settled', 'failed', 'reversed'] as const;
export type PaymentState = (typeof paymentStates)[number];

/** What somebody who can know says of a payment. `not-found`: no order of this number ever arrived there. */
export type ProviderWord = 'settled' | 'failed' | 'confirming' | 'unknown' | 'reversed' | 'not-found';

export type PaymentEvent =
  | { readonly type: 'sent' }
  | { readonly type: 'answered'; readonly word: ProviderWord }
  | { readonly type: 'undo-asked' };

export type PaymentRefusal = { readonly code: 'payment-final' } | { readonly code: 'payment-transition-refused' };

const open: ReadonlySet<PaymentState> = new Set(openStates);

/** Nothing more is expected to happen to it by itself. */
export function isFinal(state: PaymentState): boolean {
  return !open.has(state);
}

/** One of `openStates`. */
export function isOpen(state: PaymentState): boolean {
  return open.has(state);
}

/** The next state. A final state is left only by undoing a settled payment; what does not fit is refused, never guessed. */
export function nextPayment(state: PaymentState, event: PaymentEvent): Result<PaymentState, PaymentRefusal> {
  switch (event.type) {
    case 'sent': return state === 'created' ? ok('sent') : refusal(state);
    case 'undo-asked': return state === 'failed' || state === 'reversed' ? refusal(state) : ok('reversing');
    case 'answered': return answered(state, event.word);
  }
}

function answered(state: PaymentState, word: ProviderWord): Result<PaymentState, PaymentRefusal> {
  if (isFinal(state)) return state === word ? ok(state) : refusal(state);
  if (state === 'reversing') return ok(whileReversing(word));
  // An order that cannot be found may still be on its way, also when nobody knows that it was sent: only an undo makes sure.
  return ok(word === 'not-found' ? 'unknown' : word);
}

/** Undoing ends in the money being back, or in the payment standing; anything unclear is asked again. */
function whileReversing(word: ProviderWord): PaymentState {
  if (word === 'reversed' || word === 'failed') return 'reversed';
  return word === 'settled' ? 'settled' : 'reversing';
}

function refusal(state: PaymentState): Result<never, PaymentRefusal> {
  return err({ code: isFinal(state) ? 'payment-final' : 'payment-transition-refused' });
}

/** What a person may do with a payment without any risk of charging twice; the first one is the safe next step. */
export const paymentActions = ['wait', 'ask', 'undo', 'confirm-machine', 'decline-machine', 'complete-sale', 'give-back', 'force'] as const;
export type PaymentAction = (typeof paymentActions)[number];

/** clerk: a person asked. left: the sale was left. time-out: nobody there has heard of it. restart: it was never sent. */
export const undoReasons = ['clerk', 'left', 'time-out', 'restart'] as const;
export type UndoReason = (typeof undoReasons)[number];

export interface ActionFacts {
  readonly state: PaymentState;
  readonly way: TenderWay;
  readonly saleState: 'open' | 'completed' | 'abandoned';
  /** Somebody asked for its undo, and the money stands all the same. */
  readonly wasUndoAsked: boolean;
  /** Called paid against the provider's silence; the provider has not said so yet. */
  readonly isForced: boolean;
}

/** None for what is over. Nothing here ever charges. */
export function safeActions(facts: ActionFacts): readonly PaymentAction[] {
  const { state, way } = facts;
  if (state === 'failed' || state === 'reversed') return [];
  if (state === 'settled') return settledActions(facts);
  // A machine of its own answers to nobody but the person who reads it.
  if (way === 'stand-alone') return state === 'reversing' ? ['decline-machine', 'confirm-machine'] : ['confirm-machine', 'decline-machine'];
  const force: readonly PaymentAction[] = mayBeForced(facts) ? ['force'] : [];
  if (state === 'unknown') return ['ask', 'undo', ...force];
  return state === 'reversing' ? ['wait', 'ask', ...force] : ['wait', 'ask', 'undo'];
}

/**
 * A wallet shows its owner that it has paid, and a manager may believe it. The balance is kept by the carrier, whose
 * answer is the only proof there is; a machine of its own is read, not believed.
 */
export function mayBeForced({ state, way }: Pick<ActionFacts, 'state' | 'way'>): boolean {
  return (state === 'unknown' || state === 'reversing') && way !== 'stand-alone' && way !== 'account';
}

function settledActions({ saleState, wasUndoAsked, isForced }: ActionFacts): readonly PaymentAction[] {
  const asks: readonly PaymentAction[] = isForced ? ['ask'] : [];
  if (saleState === 'completed') return asks;
  if (saleState === 'abandoned') return [...asks, 'give-back'];
  return [...asks, 'complete-sale', wasUndoAsked ? 'give-back' : 'undo'];
}
