// The return of 100,000 terminals after an outage, on simulated time: how the load goes, how long the queues take, for several sizes of gateway.
import { must } from '#shared/domain/base/invariant.ts';
import { simulateStorm, type StormOptions, type StormResult, type StormWindow } from './storm-model.ts';
import { round } from './statistics.ts';

/** As `npm run bench -- drain` measured them and docs/scale.md reads them; for another machine put its own figures here. */
const measured = { callCoreMs: 2.5, entryCoreMs: 0.14, batchDatabaseMs: 3, entryDatabaseMs: 0.1 };

const common: Omit<StormOptions, 'instances' | 'databases'> = {
  seed: 1, terminals: 100_000, outageSeconds: 6 * 3600, salesPerHour: 4, entriesPerSale: 4, pollSeconds: 300, places: 32, connections: 10, cost: measured, untilSeconds: 4 * 3600,
};

const sizes = [{ instances: 4, databases: 1 }, { instances: 8, databases: 2 }, { instances: 16, databases: 4 }] as const;

interface Storm {
  readonly instances: number;
  readonly databases: number;
  readonly queuedEntries: number;
  /** Of 99 of 100 terminals, and of all. */
  readonly mostMinutes: number | null;
  readonly allMinutes: number | null;
  readonly sentAwayShare: number;
  readonly callsPerSecond: { readonly firstTenSeconds: number; readonly middle: number; readonly most: number };
  /** Greatest beside middle window of those who come back while the gateway is full; null: it never was for long. */
  readonly unevenness: number | null;
  /** Of each sixth of the time until the queues are gone: calls and entries a second, and how many terminals are behind at its end. */
  readonly course: readonly { readonly untilMinute: number; readonly callsPerSecond: number; readonly sentAwayPerSecond: number; readonly entriesPerSecond: number; readonly behind: number }[];
}

export interface StormResults extends Omit<StormOptions, 'instances' | 'databases' | 'delayMs' | 'retryAfterSeconds'> {
  readonly storms: readonly Storm[];
}

/** `seed` makes it another storm of the same kind. */
export async function benchStorm(seed: number): Promise<StormResults> {
  const storms: Storm[] = [];
  for (const size of sizes) {
    storms.push(summaryOf(size, await simulateStorm({ ...common, ...size, seed })));
    console.log(`  ${size.instances} gateway processes, ${size.databases} databases: ${storms.at(-1)?.mostMinutes ?? '-'} minutes`);
  }
  return { ...common, seed, storms };
}

function summaryOf(size: { readonly instances: number; readonly databases: number }, result: StormResult): Storm {
  const { windows, queued, mostAfterS, drainedAfterS, calls, sentAway } = result;
  const untilGone = windows.slice(0, Math.ceil((drainedAfterS ?? Infinity) / secondsOf(windows)));
  const perSecond = untilGone.map((window) => window.calls / secondsOf(windows));
  const returns = windows.filter((window) => window.sentAway > 0 && window.behind > common.terminals / 10).map((window) => window.returns);
  return {
    ...size, queuedEntries: queued, mostMinutes: minutes(mostAfterS), allMinutes: minutes(drainedAfterS), sentAwayShare: round(sentAway / calls),
    callsPerSecond: { firstTenSeconds: round(perSecond[0] ?? 0), middle: round(middleOf(perSecond)), most: round(Math.max(...perSecond)) },
    unevenness: returns.length < 10 ? null : round(Math.max(...returns) / middleOf(returns)),
    course: courseOf(untilGone),
  };
}

const PARTS = 6;

function courseOf(windows: readonly StormWindow[]): Storm['course'] {
  const length = Math.max(1, Math.ceil(windows.length / PARTS));
  return Array.from({ length: Math.ceil(windows.length / length) }, (_, part) => windows.slice(part * length, (part + 1) * length)).map((slice) => {
    const seconds = slice.length * secondsOf(windows);
    const perSecond = (what: 'calls' | 'sentAway' | 'entries'): number => round(slice.reduce((sum, window) => sum + window[what], 0) / seconds);
    const last = must(slice.at(-1), 'no slice is empty');
    return {
      untilMinute: round((last.fromS + secondsOf(windows)) / 60), callsPerSecond: perSecond('calls'), sentAwayPerSecond: perSecond('sentAway'), entriesPerSecond: perSecond('entries'), behind: last.behind,
    };
  });
}

const secondsOf = (windows: readonly StormWindow[]): number => windows[1]?.fromS ?? 1;
const minutes = (seconds: number | null): number | null => (seconds === null ? null : round(seconds / 60));
const middleOf = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
