// The rush after an outage: terminals with the product's own waits, a gateway with the product's own rule of whom to send away, of limited capacity.
import { describe, expect, it } from 'vitest';
import { simulateStorm, type StormOptions, type StormResult } from '#scripts/bench/storm-model.ts';
import { retryBoundMs } from '#shared/domain/backoff.ts';

/** Two processes on one database, so small that the queue of the outage is ten minutes of work for it. */
const storm: StormOptions = {
  seed: 1, terminals: 2000, outageSeconds: 6 * 3600, salesPerHour: 10, entriesPerSale: 4, pollSeconds: 300, instances: 2, databases: 1, places: 8, connections: 5,
  cost: { callCoreMs: 5, entryCoreMs: 1, batchDatabaseMs: 5, entryDatabaseMs: 1.2 }, untilSeconds: 7200,
};
const LONGEST_WAIT_S = retryBoundMs(1_000_000) / 1000;

/** Seconds of work that waited: of the database, which applies one batch after the other. */
function workOf({ terminals, cost }: StormOptions, { queued }: StormResult): number {
  return (queued * cost.entryDatabaseMs + terminals * cost.batchDatabaseMs) / 1000;
}

/** What an ordinary hour takes of the database: each sale is a batch. */
function ordinaryLoad({ terminals, salesPerHour, entriesPerSale, cost }: StormOptions): number {
  return (terminals * (salesPerHour / 3600) * (entriesPerSale * cost.entryDatabaseMs + cost.batchDatabaseMs)) / 1000;
}

/** Of the windows in which the gateway was full, how many came back after a failure. */
function returnsWhileFull({ windows }: StormResult): readonly number[] {
  return windows.filter((window) => window.sentAway > 0 && window.behind > 200).map((window) => window.returns);
}

/** The greatest window beside the middle one: 1 is as even as it can be. */
function unevenness(result: StormResult): number {
  const returns = returnsWhileFull(result).toSorted((a, b) => a - b);
  return (returns.at(-1) ?? Infinity) / (returns[returns.length >> 1] ?? 1);
}

/** Nobody varies anything: the gateway asks everybody for the same time, and everybody waits as long as may be. */
const inStep = {
  delayMs: ({ failures, retryAfter }) => Math.max(retryBoundMs(failures), retryAfter ?? 0),
  retryAfterSeconds: () => 5,
} satisfies Partial<StormOptions>;

describe('storm', () => {
  // Who is sent away by chance at the very end waits once more.
  it.each([1, 2, 3])('[SM4] seed %i: 99 of 100 queues are gone after their work and one longest wait, all after two; not half are sent away, and they come back evenly', async (seed) => {
    const result = await simulateStorm({ ...storm, seed });
    const [work, workBesideSelling] = [workOf(storm, result), workOf(storm, result) / (1 - ordinaryLoad(storm))];
    expect(result.drainedAfterS).toBeGreaterThan(work);
    expect(result.mostAfterS).toBeLessThan(workBesideSelling + LONGEST_WAIT_S);
    expect(result.drainedAfterS).toBeLessThan(workBesideSelling + 2 * LONGEST_WAIT_S);
    expect(result.sentAway / result.calls).toBeLessThan(0.5);
    expect(returnsWhileFull(result).length).toBeGreaterThan(30);
    expect(unevenness(result)).toBeLessThan(2);
  });

  it('[SM4] waves would be seen: where nobody varies anything, all come at once', async () => {
    expect(unevenness(await simulateStorm({ ...storm, ...inStep }))).toBeGreaterThan(3);
  });

  it('[SM4] the same seed is the same storm', async () => {
    const few = { ...storm, terminals: 100, untilSeconds: 600 };
    const first = await simulateStorm(few);
    expect(first.calls).toBeGreaterThan(100);
    expect(await simulateStorm(few)).toEqual(first);
    expect(await simulateStorm({ ...few, seed: 2 })).not.toEqual(first);
  });
});
