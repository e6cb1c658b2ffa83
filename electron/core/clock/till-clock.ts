// Business time for everything in the till: the carrier's, whatever the computer's clock says.
import { Temporal } from 'temporal-polyfill';
import { correctClock, noteWall, startClock, timeOf, type Readings } from '#shared/domain/business-clock.ts';
import type { Clock } from '../ports.ts';
import type { KeptClock } from './clock-repository.ts';

/** What happened to the clock and stands in no journal yet. */
export interface ClockNews {
  readonly jumps: readonly { readonly byMs: number; readonly machineAt: string; readonly wasOpen: boolean }[];
  /** By how much business time moved; 0: not at all. */
  readonly correctedMs: number;
  /** Where the computer's clock stood then. */
  readonly machineAt: string;
  /** The carrier has just vouched for the time for the first time since the start. */
  readonly isNewlySure: boolean;
}

export interface TillClock extends Clock {
  /** The carrier named this instant. `askedMs`: `elapsedMs` when the question left. `grainMs`: how coarsely it tells the time. */
  heard(serverTime: string, askedMs: number, grainMs: number): void;
  /** Business time less the computer's, in milliseconds. */
  offsetMs(): number;
  /** Whether the carrier has told the time since the till was opened. */
  isSure(): boolean;
  /**
   * Why a person should look at the date while nobody answers: the clock was set, or so much time seems to have passed since
   * the last row that it may have been. Null: no reason.
   */
  doubt(): 'jumped' | 'long-gap' | null;
  /** Looks at the computer's clock. Null while there is nothing to write down; the same is answered until `noted`. */
  news(): ClockNews | null;
  noted(news: ClockNews): void;
}

/** Longer than from one evening to the morning after the next. */
const LONG_GAP_MS = 36 * 3_600_000;

/** `notBefore`: the time of the journal's last row; null: there is none. */
export function createTillClock(machine: Clock, kept: KeptClock, notBefore: string | null): TillClock {
  const read = (): Readings => ({ wallMs: msOf(machine.now()), elapsedMs: machine.elapsedMs() });
  const begun = startClock(read(), kept.offsetMs ?? 0, notBefore === null ? null : msOf(notBefore));
  let { clock } = begun;
  let doubt = doubtOf(begun, notBefore);
  let waiting: ClockNews | null = begun.jumpMs === 0 ? null : { ...NOTHING, machineAt: machine.now(), jumps: [{ byMs: begun.jumpMs, machineAt: machine.now(), wasOpen: false }] };
  const look = (): Readings => {
    const now = read();
    const looked = noteWall(clock, now);
    ({ clock } = looked);
    if (looked.jumpMs !== 0) {
      doubt = 'jumped';
      const before = waiting ?? NOTHING;
      waiting = { ...before, machineAt: machine.now(), jumps: [...before.jumps, { byMs: looked.jumpMs, machineAt: machine.now(), wasOpen: true }] };
    }
    return now;
  };
  return {
    now: () => isoOf(timeOf(clock, machine.elapsedMs())),
    monotonicMs: () => machine.monotonicMs(),
    elapsedMs: () => machine.elapsedMs(),
    heard: (serverTime, askedMs, grainMs) => {
      const now = look();
      const toldMs = msOf(serverTime);
      const wasSure = clock.isSure;
      const corrected = correctClock(clock, now, { earliestMs: toldMs, latestMs: toldMs + (now.elapsedMs - askedMs) + grainMs });
      ({ clock } = corrected);
      if (wasSure && corrected.correctedMs === 0) return;
      const before = waiting ?? NOTHING;
      waiting = { ...before, machineAt: machine.now(), correctedMs: before.correctedMs + corrected.correctedMs, isNewlySure: before.isNewlySure || !wasSure };
    },
    offsetMs: () => Math.round(clock.offsetMs),
    isSure: () => clock.isSure,
    doubt: () => (clock.isSure ? null : doubt),
    news: () => {
      look();
      return waiting;
    },
    noted: (news) => {
      if (waiting === news) waiting = null;
    },
  };
}

function doubtOf({ clock, jumpMs }: ReturnType<typeof startClock>, notBefore: string | null): 'jumped' | 'long-gap' | null {
  if (jumpMs !== 0) return 'jumped';
  return notBefore !== null && clock.baseMs - msOf(notBefore) > LONG_GAP_MS ? 'long-gap' : null;
}

const NOTHING: ClockNews = { jumps: [], correctedMs: 0, machineAt: '', isNewlySure: false };

function msOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

function isoOf(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toString({ smallestUnit: 'millisecond' });
}
