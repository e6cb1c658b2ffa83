// What a provider's word makes of a payment and when to go on: pure, over `nextPayment`.
import { isFinal, nextPayment, type PaymentState, type ProviderWord } from '#shared/domain/payment.ts';
import type { AcquirerAnswer, AcquirerTiming } from '../acquirer/acquirer.ts';
import { later } from './payment-ports.ts';
import type { PaymentChange, PaymentRow } from './payment-repository.ts';

export type Decision =
  | { readonly kind: 'change'; readonly change: Partial<Omit<PaymentChange, 'leaseUntil'>> }
  /** The word came after the end and says something else: a person has to look. */
  | { readonly kind: 'too-late'; readonly word: ProviderWord }
  /** Nothing new. */
  | { readonly kind: 'nothing' };

const LONGEST_PAUSE_MS = 300_000;

/**
 * `isHolder`: the word was heard by whoever holds the payment now. Somebody whose lease ran out may still have heard how
 * it ended; what they heard of a payment that is being undone is out of date.
 */
export function decideAnswer(row: PaymentRow, answer: AcquirerAnswer, at: { readonly now: string; readonly timing: AcquirerTiming; readonly isHolder: boolean }): Decision {
  const word = wordFor(row, answer);
  const isEnd = word === 'settled' || word === 'failed' || word === 'reversed';
  if (!at.isHolder && (!isEnd || row.state === 'reversing')) return { kind: 'nothing' };
  if (isFinal(row.state) && row.state === word) return { kind: 'nothing' };
  const next = nextPayment(row.state, { type: 'answered', word });
  if (!next.ok) return isEnd ? { kind: 'too-late', word } : { kind: 'nothing' };
  return { kind: 'change', change: changeTo(undoneAtOnce(row, next.value), row, answer, at) };
}

/** Money that arrives after the customer has left goes back without being asked for again. */
function undoneAtOnce(row: PaymentRow, state: PaymentState): PaymentState {
  if (state !== 'settled' || row.undoReason !== 'left' || row.usedBySale !== null || row.state === 'reversing') return state;
  const next = nextPayment(state, { type: 'undo-asked' });
  return next.ok ? next.value : state;
}

/** Another amount than ours is not our payment settled: nobody can say what it is. */
function wordFor(row: PaymentRow, answer: AcquirerAnswer): ProviderWord {
  return answer.word === 'settled' && answer.paidFen !== row.amountFen ? 'unknown' : answer.word;
}

function changeTo(state: PaymentState, row: PaymentRow, answer: AcquirerAnswer, { now, timing }: { now: string; timing: AcquirerTiming }): Partial<Omit<PaymentChange, 'leaseUntil'>> {
  const tries = row.state === 'reversing' ? row.tries + 1 : row.tries;
  return {
    state,
    tries,
    nextAt: isFinal(state) ? null : nextTime(state, { row, tries, now, timing }),
    ...(answer.word === 'settled' && { reference: answer.reference }),
    ...(answer.word === 'failed' && { failure: answer.failure }),
    ...(answer.word === 'confirming' && answer.storeCode !== undefined && { storeCode: answer.storeCode }),
  };
}

function nextTime(state: PaymentState, { row, tries, now, timing }: { row: PaymentRow; tries: number; now: string; timing: AcquirerTiming }): string {
  if (state === 'reversing' && tries === 0) return now;
  if (state === 'reversing') return later(now, Math.min(LONGEST_PAUSE_MS, timing.askAfterMs * 2 ** Math.min(tries, 10)));
  // Nobody waits for it at a counter any more, and nobody gives it up either.
  if (row.usedBySale !== null) return later(now, LONGEST_PAUSE_MS);
  if (row.undoReason !== null) return now;
  const next = later(now, timing.askAfterMs);
  // The last question is not put off beyond the end of waiting.
  return row.giveUpAt !== null && row.giveUpAt > now && row.giveUpAt < next ? row.giveUpAt : next;
}

/** Nobody waits for it any more: the next question is the last. */
export function isGivenUp(row: PaymentRow, now: string): boolean {
  return row.undoReason !== null || (row.giveUpAt !== null && row.giveUpAt <= now);
}
