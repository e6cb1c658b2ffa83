// Runs the suites one after the other, goes on after a failing one, and closes with one line over all of them.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readReport, summaryLine } from './read-report.ts';
import type { Tally } from './read-report.ts';
import { groups, suites } from './suites.ts';
import type { Suite } from './suites.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const reports = path.join(root, 'test-results');
let running: ReturnType<typeof spawn> | undefined;

const elapsed = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

function reportArguments(suite: Suite, file: string, filters: readonly string[]): string[] {
  if (suite.kind === 'vitest') return ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters];
  return suite.kind === 'playwright' ? [...filters] : [];
}

function runSuite(suite: Suite, file: string, filters: readonly string[]): Promise<number> {
  const args = [...suite.args, ...reportArguments(suite, file, filters)];
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, NODE_NO_WARNINGS: '1' };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    running = child;
    const held: Buffer[] = [];
    const take = (chunk: Buffer): void => {
      if (suite.isChatty) process.stdout.write(chunk);
      else held.push(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', (error) => held.push(Buffer.from(`${error.message}\n`)));
    child.once('close', (code) => {
      running = undefined;
      if (code !== 0) process.stdout.write(Buffer.concat(held));
      resolve(code ?? 1);
    });
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** The suites asked for, in their own order; undefined when a name is unknown. */
function chosenSuites(names: readonly string[]): readonly Suite[] | undefined {
  if (names.length === 0) return suites;
  const wanted = new Set(names.flatMap((name) => groups[name] ?? [name]));
  const known = suites.filter((suite) => wanted.has(suite.name));
  return known.length === wanted.size ? known : undefined;
}

function describeResult(suite: Suite, tally: Tally): string {
  if (suite.kind === 'exit-code') return tally.failed === 0 ? 'ok' : 'FAILED';
  return summaryLine([tally]);
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { filter: { type: 'string', multiple: true } } });
  const chosen = chosenSuites(positionals);
  if (!chosen) {
    const known = [...suites.map((suite) => suite.name), ...Object.keys(groups)].join(' ');
    process.stderr.write(`usage: npm test -- [SUITE …] [--filter FILE]\nsuites: ${known}\n`);
    return 2;
  }
  mkdirSync(reports, { recursive: true });
  const results: { suite: Suite; tally: Tally; took: string }[] = [];
  for (const suite of chosen) {
    const startedAt = performance.now();
    process.stdout.write(`\n== ${suite.name}\n`);
    const file = path.join(reports, `${suite.name}.json`);
    rmSync(file, { force: true });
    const code = await runSuite(suite, file, values.filter ?? []);
    const tally = readReport(suite.kind, code, readIfThere(file));
    const took = elapsed(startedAt);
    results.push({ suite, tally, took });
    process.stdout.write(`== ${suite.name}: ${describeResult(suite, tally)} (${took})\n`);
  }
  process.stdout.write('\n');
  for (const { suite, tally, took } of results) {
    process.stdout.write(`${suite.name.padEnd(10)} ${describeResult(suite, tally).padEnd(36)} ${took}\n`);
  }
  const tallies = results.map(({ tally }) => tally);
  process.stdout.write(`\n${summaryLine(tallies)}\n`);
  return tallies.some((tally) => tally.failed > 0) ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running?.kill(signal);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}
process.exitCode = await main();
