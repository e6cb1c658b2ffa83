// The Clock, Ids, Random and Timers ports on plain Node, and a clock that a drill can move while the till runs.
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { uptime } from 'node:os';
import { performance } from 'node:perf_hooks';
import { v7 } from 'uuid';
import type { SaleId } from '#shared/domain/ids.ts';
import type { Clock, Ids, Random, Timers } from '../core/ports.ts';

/** Shorter sleeps than this are the rounding of the slower of two counters. */
const SLEEP_MS = 3000;

/**
 * Counts time that goes on through sleep. The fine counter may stand still while the machine sleeps (Linux, macOS); the
 * seconds since it was switched on go on, but are too coarse to date anything by.
 */
export function throughSleep(fineMs: () => number, sinceBootMs: () => number): () => number {
  const ahead = (): number => sinceBootMs() - fineMs();
  const atStartMs = ahead();
  let sleptMs = 0;
  return () => {
    const moreMs = ahead() - atStartMs - sleptMs;
    if (moreMs > SLEEP_MS) sleptMs += moreMs;
    return fineMs() + sleptMs;
  };
}

/** The machine's own clock. Neither of the counters follows when somebody sets it. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
  elapsedMs: throughSleep(() => performance.now(), () => uptime() * 1000),
};

/**
 * A clock moved by what stands in a file: how far somebody has set it, and, after a blank, how much time has passed besides,
 * both in milliseconds. A file that is missing or holds no numbers moves nothing. It is read again as soon as it changes.
 */
export function drillClock(file: string, base: Clock = systemClock): Clock {
  let read = { changedMs: -1, bytes: -1, setMs: 0, passedMs: 0 };
  const offsets = (): { readonly setMs: number; readonly passedMs: number } => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return { setMs: 0, passedMs: 0 };
    if (stat.mtimeMs !== read.changedMs || stat.size !== read.bytes) {
      const [setMs = 0, passedMs = 0] = readFileSync(file, 'utf8').trim().split(/\s+/).map((text) => (Number.isFinite(Number(text)) ? Number(text) : 0));
      read = { changedMs: stat.mtimeMs, bytes: stat.size, setMs, passedMs };
    }
    return read;
  };
  return {
    now: () => {
      const { setMs, passedMs } = offsets();
      return new Date(Date.parse(base.now()) + setMs + passedMs).toISOString();
    },
    monotonicMs: () => base.monotonicMs(),
    elapsedMs: () => base.elapsedMs() + offsets().passedMs,
  };
}

const POOL_BYTES = 4096;
let pool = randomBytes(POOL_BYTES);
let poolUsed = 0;

/** Fresh random bytes out of a block that is fetched now and then: one call into the system per id costs 0.05 ms each. */
function pooledBytes(count: number): Uint8Array {
  if (poolUsed + count > POOL_BYTES) {
    pool = randomBytes(POOL_BYTES);
    poolUsed = 0;
  }
  poolUsed += count;
  return pool.subarray(poolUsed - count, poolUsed);
}

/** UUID version 7 whose time part is the given instant. */
export const uuidIds: Ids = {
  // A version 7 UUID is what a SaleId is; the brand exists at compile time only.
  next: (at) => v7({ msecs: Date.parse(at), rng: () => pooledBytes(16) }) as SaleId,
};

export const systemRandom: Random = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  fraction: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
};

export const systemTimers: Timers = {
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
