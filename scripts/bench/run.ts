// Runs the benchmarks and writes bench-out/results.json. Figures are ratios of one run: absolute times belong to one machine.
import { mkdirSync, writeFileSync } from 'node:fs';
import { benchCore } from './bench-core.ts';
import { benchDrain } from './bench-drain.ts';
import { benchFeed } from './bench-feed.ts';
import { benchReview } from './bench-review.ts';
import { benchWindow } from './bench-window.ts';

const DIRECTORY_ROWS = 1_000_000;
const SALES_OF_A_YEAR = 500_000;
const FEED_SIZES = [100_000, 1_000_000];

async function main(): Promise<void> {
  const [only] = process.argv.slice(2);
  const results: Record<string, unknown> = {};
  if (only === undefined || only === 'core') {
    console.log(`core: ${DIRECTORY_ROWS.toLocaleString('en')} directory rows …`);
    results.core = await benchCore(DIRECTORY_ROWS);
  }
  if (only === undefined || only === 'review') {
    console.log(`review: ${SALES_OF_A_YEAR.toLocaleString('en')} sales over 400 days …`);
    results.review = await benchReview(SALES_OF_A_YEAR);
  }
  if (only === undefined || only === 'drain') {
    console.log('drain: 10,000 entries to the gateway, beside one COPY …');
    results.drain = await benchDrain();
  }
  if (only === undefined || only === 'feed') {
    console.log(`feed: ${FEED_SIZES.map((rows) => rows.toLocaleString('en')).join(' and ')} rows into a till that sells …`);
    results.feed = await benchFeed(FEED_SIZES);
  }
  if (only === undefined || only === 'window') {
    console.log('window: cold starts, the terminal and a bare window in turn …');
    results.window = await benchWindow();
  }
  mkdirSync('bench-out', { recursive: true });
  writeFileSync('bench-out/results.json', `${JSON.stringify(results, null, 2)}\n`);
  console.log(JSON.stringify(results, null, 2));
}

await main();
