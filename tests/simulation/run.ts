// npm run test:sim: simulations by the seed. Prints each seed, how it goes and what came of it; any seed can be run again alone.
import { parseArgs } from 'node:util';
import { mutants } from './mutants.ts';
import { simulate, type Outcome } from './world.ts';

const usage = `usage: npm run test:sim -- [--seeds N] [--seed S] [--terminals N] [--days N] [--customers N] [--mutant NAME-PART]\n`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' }, seed: { type: 'string', default: '1' }, terminals: { type: 'string', default: '200' }, days: { type: 'string', default: '30' },
    customers: { type: 'string', default: '6' }, mutant: { type: 'string' },
  },
});

function whole(name: 'seeds' | 'seed' | 'terminals' | 'days' | 'customers'): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= 1) return number;
  process.stderr.write(usage);
  process.exit(2);
}

const [seeds, first, terminals, days, customers] = [whole('seeds'), whole('seed'), whole('terminals'), whole('days'), whole('customers')];
const names = (counts: ReadonlyMap<string, number>): string => [...counts].toSorted((a, b) => b[1] - a[1]).map(([name, count]) => `${name} ${count}`).join(', ');

function report(seed: number, outcome: Outcome, tookMs: number): void {
  const { events, sales, entries, powerLosses, fates, refusals, digest, wrongs, wrongAt } = outcome;
  console.log(`seed ${seed}: ${wrongs.length === 0 ? 'all is well' : `WRONG at ${wrongAt ?? ''}`}; ${events} events, ${sales} sales, ${entries} entries, ${powerLosses} power losses, ${(tookMs / 1000).toFixed(1)} s, digest ${digest.slice(0, 16)}`);
  console.log(`  requests: ${names(fates)}`);
  console.log(`  refusals: ${names(refusals)}`);
  for (const { terminal, rule, what } of wrongs.slice(0, 20)) console.log(`  terminal ${terminal}: ${rule}: ${what}`);
}

let wrong = 0;
for (let seed = first; seed < first + seeds; seed += 1) {
  const startedAt = performance.now();
  const planted = values.mutant === undefined ? undefined : mutants().find(({ name }) => name.includes(values.mutant ?? ''));
  if (values.mutant !== undefined && planted === undefined) throw new Error('no such mutant');
  const outcome = await simulate({
    seed, terminals, days, customers, ...(planted !== undefined && { mutant: planted }),
    onDay: (day, { events, sales }) => void (terminals * days > 100 && console.log(`  seed ${seed}, day ${day} of ${days}: ${events} events, ${sales} sales, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)),
  });
  report(seed, outcome, performance.now() - startedAt);
  if (outcome.wrongs.length > 0) wrong += 1;
}
console.log(`${seeds} seeds from ${first}, ${terminals} terminals, ${days} days: ${wrong === 0 ? 'all is well' : `${wrong} WRONG`}`);
process.exitCode = wrong === 0 ? 0 : 1;
