// The made-up provider's behaviour, chosen by the last two digits of the payment code. Listed in docs/training-data.md.
import type { PaymentFailure } from '#shared/contract/gateway-api.ts';

export interface TrainingOutcome {
  /** What the charge says at once. `unseen`: no answer, and the order never arrived. */
  readonly charge: 'settled' | 'confirming' | 'no-answer' | 'unseen' | PaymentFailure;
  /** Settles so long after the charge. */
  readonly settlesAfterMs?: number;
  /** Settles when it is asked for the so manieth time. */
  readonly settlesWhenAsked?: number;
  /** Undoing is unclear so often before it is answered. */
  readonly unclearUndos?: number;
  /** Undoing ends in the money standing. */
  readonly undoFails?: boolean;
  readonly refund?: 'later' | 'refused';
}

const outcomes: Readonly<Record<string, TrainingOutcome>> = {
  '01': { charge: 'insufficient-funds' },
  '02': { charge: 'confirming', settlesAfterMs: 5000 },
  '03': { charge: 'confirming', settlesWhenAsked: 3 },
  '05': { charge: 'declined-by-risk' },
  '06': { charge: 'confirming', unclearUndos: 2 },
  '07': { charge: 'confirming', unclearUndos: 1, undoFails: true },
  '08': { charge: 'code-expired' },
  '09': { charge: 'provider-down' },
  '10': { charge: 'code-used' },
  '11': { charge: 'unseen' },
  '12': { charge: 'no-answer', settlesWhenAsked: 1 },
  '13': { charge: 'confirming' },
  '14': { charge: 'settled', undoFails: true },
  '15': { charge: 'settled', refund: 'later' },
  '16': { charge: 'settled', refund: 'refused' },
};

const settles: TrainingOutcome = { charge: 'settled' };
const scanned: TrainingOutcome = { charge: 'confirming', settlesWhenAsked: 3 };

/** The name of the outcome that is kept: two digits, or `store-code`. */
export function outcomeName(authCode: string | null): string {
  return authCode === null ? 'store-code' : authCode.slice(-2);
}

/** Any ending that is not listed settles. */
export function outcomeNamed(name: string): TrainingOutcome {
  return name === 'store-code' ? scanned : outcomes[name] ?? settles;
}

/** The charge is made, but the connection of the request is cut before the answer. */
export function losesReply(authCode: string | undefined): boolean {
  return authCode?.endsWith('04') ?? false;
}
