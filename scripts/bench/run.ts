// Runs the benchmarks and writes bench-out/results.json. Figures are ratios of one run: absolute times belong to one machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { benchCore } from './bench-core.ts';
import { benchDrain } from './bench-drain.ts';
import { benchFeed } from './bench-feed.ts';
import { benchJournal } from './bench-journal.ts';
import { benchReview } from './bench-review.ts';
import { benchStorm } from './bench-storm.ts';
import { benchWindow } from './bench-window.ts';

const DIRECTORY_ROWS = 1_000_000;
const JOURNAL_ROWS = 1_000_000;
const SALES_OF_A_YEAR = 500_000;
const FEED_SIZES = [100_000, 1_000_000];

const benches = {
  core: { what: `${DIRECTORY_ROWS.toLocaleString('en')} directory rows`, run: async () => benchCore(DIRECTORY_ROWS) },
  review: { what: `${SALES_OF_A_YEAR.toLocaleString('en')} sales over 400 days`, run: async () => benchReview(SALES_OF_A_YEAR) },
  drain: { what: '10,000 entries to the gateway, beside one COPY', run: async () => benchDrain() },
  feed: { what: `${FEED_SIZES.map((rows) => rows.toLocaleString('en')).join(' and ')} rows into a till that sells`, run: async () => benchFeed(FEED_SIZES) },
  journal: { what: `${JOURNAL_ROWS.toLocaleString('en')} rows, opened and checked`, run: async () => benchJournal(JOURNAL_ROWS) },
  storm: { what: '100,000 terminals back after six hours, on simulated time', run: async (seed: number) => benchStorm(seed) },
  window: { what: 'cold starts, the terminal and a bare window in turn', run: async () => benchWindow() },
} satisfies Record<string, { what: string; run: (seed: number) => Promise<unknown> }>;

/** Arguments: nothing, or the name of one benchmark and a seed for the one that is simulated. */
async function main([only, seed = '1']: readonly string[]): Promise<void> {
  const wanted = Object.entries(benches).filter(([name]) => only === undefined || only === name);
  if (wanted.length === 0 || !/^\d+$/.test(seed)) throw new Error(`usage: npm run bench -- [${Object.keys(benches).join(' | ')}] [SEED]`);
  const results: Record<string, unknown> = {};
  for (const [name, { what, run }] of wanted) {
    console.log(`${name}: ${what} …`);
    results[name] = await run(Number(seed));
  }
  mkdirSync('bench-out', { recursive: true });
  writeFileSync('bench-out/results.json', `${JSON.stringify(results, null, 2)}\n`);
  console.log(JSON.stringify(results, null, 2));
}

await main(process.argv.slice(2));
