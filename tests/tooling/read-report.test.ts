// The closing line of `npm test` and what each suite's report counts for.
import { describe, expect, it } from 'vitest';
import { readReport, summaryLine } from '#scripts/test/read-report.ts';

const vitestReport = (files: readonly { status: string; tests: readonly string[] }[]): string =>
  JSON.stringify({ testResults: files.map(({ status, tests }) => ({ status, assertionResults: tests.map((name) => ({ status: name })) })) });

const playwrightReport = (stats: object, errors: readonly unknown[] = []): string => JSON.stringify({ errors, stats });

describe('tooling/read-report', () => {
  it('counts a check as one', () => {
    expect(readReport('exit-code', 0, undefined)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(readReport('exit-code', 2, undefined)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts vitest tests by status', () => {
    const text = vitestReport([{ status: 'failed', tests: ['passed', 'failed', 'pending', 'todo'] }, { status: 'passed', tests: ['passed'] }]);
    expect(readReport('vitest', 1, text)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a test file that could not be loaded as one failure', () => {
    expect(readReport('vitest', 1, vitestReport([{ status: 'failed', tests: [] }]))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a file whose hooks failed after its tests passed', () => {
    expect(readReport('vitest', 1, vitestReport([{ status: 'failed', tests: ['passed'] }]))).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts an error outside every test by the exit code', () => {
    expect(readReport('vitest', 1, vitestReport([{ status: 'passed', tests: ['passed'] }]))).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('counts a suite without a report, or with a cut-off one, as one failure', () => {
    const failure = { passed: 0, failed: 1, skipped: 0 };
    expect(readReport('vitest', 0, undefined)).toEqual(failure);
    expect(readReport('vitest', 0, '{"testResults": [')).toEqual(failure);
    expect(readReport('playwright', 0, '{}')).toEqual(failure);
  });

  it('counts Playwright’s tests, and its errors outside tests', () => {
    expect(readReport('playwright', 1, playwrightReport({ expected: 5, unexpected: 2, flaky: 1, skipped: 3 }))).toEqual({ passed: 6, failed: 2, skipped: 3 });
    expect(readReport('playwright', 1, playwrightReport({ expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, [{ message: 'no tests' }]))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('closes with one line, which names the skipped only when there are any', () => {
    const some = { passed: 2, failed: 0, skipped: 0 };
    expect(summaryLine([some, { passed: 1, failed: 1, skipped: 0 }])).toBe('3 passed, 1 failed');
    expect(summaryLine([some, { passed: 0, failed: 0, skipped: 4 }])).toBe('2 passed, 0 failed, 4 skipped');
    expect(summaryLine([])).toBe('0 passed, 0 failed');
  });
});
