// Counts what a suite's report says; a suite that left no readable report counts as one failure.
import { z } from 'zod';
import type { ReportKind } from './suites.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const playwrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

const aFailure: Tally = { passed: 0, failed: 1, skipped: 0 };

function countVitest(report: z.infer<typeof vitestReport>): Tally {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of report.testResults) {
    const failedHere = file.assertionResults.filter((test) => test.status === 'failed').length;
    passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    skipped += file.assertionResults.filter((test) => test.status !== 'passed' && test.status !== 'failed').length;
    // A file that could not be loaded, or whose hooks failed, has no failed test of its own.
    failed += file.status === 'failed' && failedHere === 0 ? 1 : failedHere;
  }
  return { passed, failed, skipped };
}

function countPlaywright({ errors, stats }: z.infer<typeof playwrightReport>): Tally {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function countReport(kind: ReportKind, text: string | undefined): Tally | undefined {
  const json = parseJson(text);
  if (kind === 'vitest') {
    const report = vitestReport.safeParse(json);
    return report.success ? countVitest(report.data) : undefined;
  }
  const report = playwrightReport.safeParse(json);
  return report.success ? countPlaywright(report.data) : undefined;
}

/** The tally of one suite from its exit code and the text of its report (undefined when it wrote none). */
export function readReport(kind: ReportKind, exitCode: number, text: string | undefined): Tally {
  if (kind === 'exit-code') return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : aFailure;
  const tally = countReport(kind, text);
  if (!tally) return aFailure;
  // An error outside every test (an unhandled rejection, a worker that died) shows only in the exit code.
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** The closing line: `N passed, N failed`, and the skipped ones when there are any. */
export function summaryLine(tallies: readonly Tally[]): string {
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
  const skipped = sum((tally) => tally.skipped);
  const line = `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
