// Medians and percentiles of measured durations.

export interface Summary {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly count: number;
}

export function summarise(durationsMs: readonly number[]): Summary {
  const sorted = [...durationsMs].sort((a, b) => a - b);
  return { p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99), count: sorted.length };
}

function percentile(sorted: readonly number[], share: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

/** Four significant places are more than a shared machine can repeat. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}

export function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

export async function timedAsync(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
