// npm run test:faults: tills killed as often as wanted, by the seed. Prints each shop's seed; any one can be run again alone.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { probePoints } from '#core/ports.ts';
import { KILLS_PER_SHOP, runCampaign } from './campaign.ts';
import type { ShopOutcome } from './shop.ts';

const usage = 'usage: npm run test:faults -- [--runs N] [--seed S] [--at-once N]\n';
const { values } = parseArgs({ options: { runs: { type: 'string', default: '150' }, seed: { type: 'string' }, 'at-once': { type: 'string', default: '2' } } });
const whole = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  process.stderr.write(usage);
  process.exit(2);
};
const kills = whole(values.runs);
const atOnce = whole(values['at-once']);
const seed = values.seed === undefined ? randomInt(1, 1_000_000) : whole(values.seed);

const names = (counts: ReadonlyMap<string, number>): string => [...counts].toSorted((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`).join(', ');

function report(shopSeed: number, { wrongs, kills: killed, deaths, faults, refusals, acts, sales, entries }: ShopOutcome): void {
  console.log(`seed ${shopSeed}: ${wrongs.length === 0 ? 'all is well' : 'WRONG'}; ${killed} kills, ${sales} receipts shown, ${entries} entries`);
  console.log(`  deaths: ${names(deaths)}`);
  console.log(`  acts: ${names(acts)}`);
  console.log(`  network: ${names(faults)}`);
  console.log(`  refusals: ${names(refusals)}`);
  for (const { life, rule, what } of wrongs.slice(0, 20)) console.log(`  life ${life}: ${rule}: ${what}`);
}

const startedAt = performance.now();
console.log(`${kills} kills from seed ${seed}, ${KILLS_PER_SHOP} a shop`);
const outcomes = await runCampaign({ seed, kills, atOnce, onShop: report });
const wrong = outcomes.filter(({ wrongs }) => wrongs.length > 0).length;
const total = outcomes.reduce((sum, { kills: killed }) => sum + killed, 0);
const missed = probePoints.filter((point) => outcomes.every(({ deaths }) => !deaths.has(point)));
if (missed.length > 0) console.log(`nobody died at: ${missed.join(', ')}`);
console.log(`${total} kills in ${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${wrong === 0 ? 'all is well' : `${wrong} shops WRONG`}`);
process.exitCode = wrong === 0 ? 0 : 1;
