// Why something was done: the closed list of each act. What is not in it is a sentence of somebody's own and stays as typed.

/** Each in the order of its digit keys. A code has a hyphen, so that nobody types one by chance. */
export const reasonsOf = {
  'sale.void': ['changed-mind', 'wrong-card', 'wrong-plan', 'wrong-amount'],
  'refund.start': ['changed-mind', 'wrong-card', 'wrong-plan', 'carrier-refused', 'paid-twice'],
  'cash.paid-in': ['small-change', 'more-float', 'loan-returned'],
  'cash.paid-out': ['fetch-change', 'courier-fee', 'office-supplies'],
  'cash.drop': ['into-safe', 'to-manager', 'to-bank'],
  'drawer.open': ['change-for-customer', 'check-cash', 'correct-change'],
  'shift.close-difference': ['change-mistake', 'not-recorded', 'cause-unknown'],
  'task.close': ['carrier-mended', 'other-card', 'refunded-elsewhere'],
} as const;

export type ReasonedAct = keyof typeof reasonsOf;
export type Reason = (typeof reasonsOf)[ReasonedAct][number];

const all: readonly Reason[] = Object.values(reasonsOf).flat();

/** The code that a recorded reason is; null for words of somebody's own. */
export function readReason(reason: string): Reason | null {
  return all.find((code) => code === reason) ?? null;
}
