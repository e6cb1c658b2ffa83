// The till's own time: the carrier's, carried on between two answers by a clock that nobody can set.

/** What the computer's two clocks say at one moment, in milliseconds. */
export interface Readings {
  /** The clock on the wall, since 1970. Anybody can set it. */
  readonly wallMs: number;
  /** Since some moment of the past, on through sleep. Nobody can set it. */
  readonly elapsedMs: number;
}

/** Plain data; each step answers a new one. */
export interface BusinessClock {
  /** It was this time … */
  readonly baseMs: number;
  /** … when the unsettable clock stood here. */
  readonly baseElapsedMs: number;
  /** Business time less the wall's. */
  readonly offsetMs: number;
  /** The time stands still until it gets here; null: it runs. */
  readonly heldAtMs: number | null;
  /** Whether the carrier has told the time since the program started. */
  readonly isSure: boolean;
}

/** Steps up to this are the everyday drift of clocks: followed without a word, and never backwards. Larger ones are journaled. */
export const DRIFT_MS = 60_000;

/** A moment the carrier named while its answer was on the way: it lies between the two. */
export interface ToldTime {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/**
 * The clock of a program that starts: the wall's time, put right by what was known when it was last open.
 * `notBeforeMs` is a time that has certainly passed; a wall that stands before it was set back, and `jumpMs` says how far.
 */
export function startClock(now: Readings, offsetMs: number, notBeforeMs: number | null): { readonly clock: BusinessClock; readonly jumpMs: number } {
  const expectedMs = now.wallMs + offsetMs;
  const jumpMs = notBeforeMs !== null && expectedMs < notBeforeMs - DRIFT_MS ? expectedMs - notBeforeMs : 0;
  const baseMs = Math.max(expectedMs, notBeforeMs ?? expectedMs);
  return { clock: { baseMs, baseElapsedMs: now.elapsedMs, offsetMs: baseMs - now.wallMs, heldAtMs: null, isSure: false }, jumpMs };
}

/** Business time, in milliseconds since 1970. */
export function timeOf(clock: BusinessClock, elapsedMs: number): number {
  return Math.max(runningMs(clock, elapsedMs), clock.heldAtMs ?? Number.NEGATIVE_INFINITY);
}

/** Looks whether somebody has set the wall's clock. `jumpMs`: by how much, forwards positive; 0: nobody has. */
export function noteWall(clock: BusinessClock, now: Readings): { readonly clock: BusinessClock; readonly jumpMs: number } {
  const offsetMs = runningMs(clock, now.elapsedMs) - now.wallMs;
  const jumpMs = clock.offsetMs - offsetMs;
  return Math.abs(jumpMs) <= DRIFT_MS ? { clock, jumpMs: 0 } : { clock: { ...clock, offsetMs }, jumpMs };
}

/**
 * The carrier told the time. `correctedMs`: by how much business time moves, forwards positive; 0 where it is drift.
 * A small step back is made by standing still, so that two rows of one minute keep their order.
 */
export function correctClock(clock: BusinessClock, now: Readings, told: ToldTime): { readonly clock: BusinessClock; readonly correctedMs: number } {
  const oldMs = timeOf(clock, now.elapsedMs);
  const runsAtMs = runningMs(clock, now.elapsedMs);
  const nearestMs = Math.min(Math.max(runsAtMs, told.earliestMs), told.latestMs);
  const isDrift = Math.abs(nearestMs - oldMs) <= DRIFT_MS;
  // A till that was far off has no reason to be believed within the time the answer took either.
  const baseMs = isDrift ? nearestMs : told.earliestMs;
  const movedMs = baseMs - oldMs;
  const next = { baseMs, baseElapsedMs: now.elapsedMs, offsetMs: baseMs - now.wallMs, heldAtMs: isDrift && movedMs < 0 ? oldMs : null, isSure: true };
  return { clock: next, correctedMs: isDrift ? 0 : movedMs };
}

function runningMs(clock: BusinessClock, elapsedMs: number): number {
  return clock.baseMs + elapsedMs - clock.baseElapsedMs;
}
