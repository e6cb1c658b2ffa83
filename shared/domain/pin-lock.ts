// How wrong PINs lock a person out for a growing time. Works without a network; the state is kept by the caller.
import { Temporal } from 'temporal-polyfill';

export interface PinLock {
  /** Wrong tries in a row. */
  readonly wrongTries: number;
  /** Instant until which no try is looked at; null while unlocked. */
  readonly lockedUntilAt: string | null;
}

/** The state before any wrong try, and again after a right one. */
export const noWrongPins: PinLock = { wrongTries: 0, lockedUntilAt: null };

const freeTries = 5;
const firstLockSeconds = 60;
const longestLockSeconds = 3600;

/** The fifth wrong try in a row locks for 60 s; each further one for twice as long, up to an hour. */
export function afterWrongPin(state: PinLock, atIso: string): PinLock {
  const wrongTries = state.wrongTries + 1;
  if (wrongTries < freeTries) return { wrongTries, lockedUntilAt: null };
  // Seven doublings already pass an hour; the exponent must not grow with the count.
  const seconds = Math.min(longestLockSeconds, firstLockSeconds * 2 ** Math.min(wrongTries - freeTries, 7));
  const until = Temporal.Instant.from(atIso).add({ seconds });
  return { wrongTries, lockedUntilAt: until.toString({ smallestUnit: 'millisecond' }) };
}

/** The state after a right PIN: all wrong tries are forgotten. */
export function afterRightPin(): PinLock {
  return noWrongPins;
}

/** Whether tries are refused at this instant without being looked at. */
export function isLocked(state: PinLock, atIso: string): boolean {
  return lockedForMs(state, atIso) > 0;
}

/**
 * Milliseconds until the next try is looked at; 0 while unlocked. No lock is made for more than an hour: one that seems
 * to last longer than two is left over from before the clock was set back, and would keep a person out for days.
 */
export function lockedForMs(state: PinLock, atIso: string): number {
  if (state.lockedUntilAt === null) return 0;
  const until = Temporal.Instant.from(state.lockedUntilAt);
  const leftMs = until.epochMilliseconds - Temporal.Instant.from(atIso).epochMilliseconds;
  return leftMs > 2 * longestLockSeconds * 1000 ? 0 : Math.max(0, leftMs);
}

/** Wrong tries left before the person is locked; 0 once every further one locks. */
export function triesLeft(state: PinLock): number {
  return Math.max(0, freeTries - state.wrongTries);
}
