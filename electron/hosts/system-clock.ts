// The Clock, Ids, Random and Timers ports on plain Node, and a clock that a drill can move while the till runs.
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { v7 } from 'uuid';
import type { SaleId } from '#shared/domain/ids.ts';
import type { Clock, Ids, Random, Timers } from '../core/ports.ts';

/** The machine's own clock. `monotonicMs` does not follow when somebody sets it. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonicMs: () => performance.now(),
};

/**
 * A clock plus an offset in milliseconds that stands in a file; a file that is missing or holds no number
 * counts as no offset. The file is read again as soon as it changes.
 */
export function drillClock(file: string, base: Clock = systemClock): Clock {
  let read = { changedMs: -1, bytes: -1, offsetMs: 0 };
  const offsetMs = (): number => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return 0;
    if (stat.mtimeMs !== read.changedMs || stat.size !== read.bytes) {
      const offset = Number(readFileSync(file, 'utf8').trim());
      read = { changedMs: stat.mtimeMs, bytes: stat.size, offsetMs: Number.isFinite(offset) ? offset : 0 };
    }
    return read.offsetMs;
  };
  return {
    now: () => new Date(Date.parse(base.now()) + offsetMs()).toISOString(),
    monotonicMs: () => base.monotonicMs(),
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
