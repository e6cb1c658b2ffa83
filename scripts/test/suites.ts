// The suites of `npm test`, in the order they run, and how each one's result is read.

/** `exit-code`: one check, passed when it ends with 0. The others write a report in their own JSON. */
export type ReportKind = 'exit-code' | 'vitest' | 'playwright';

export interface Suite {
  readonly name: string;
  readonly kind: ReportKind;
  /** Arguments for the toolchain's Node; the first is relative to the repository's root. */
  readonly args: readonly string[];
  /** Whether its output is worth reading while it runs; otherwise it is shown only when it fails. */
  readonly isChatty: boolean;
}

const check = (name: string, ...args: string[]): Suite => ({ name, kind: 'exit-code', args, isChatty: false });

const vitest = (name: string): Suite => ({
  name,
  kind: 'vitest',
  args: ['node_modules/vitest/vitest.mjs', 'run', '--project', name, '--passWithNoTests'],
  isChatty: true,
});

export const suites: readonly Suite[] = [
  check('types', 'scripts/test/check-types.ts'),
  check('lint', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '--format', 'stylish'),
  check('layers', 'scripts/test/check-layers.ts'),
  vitest('domain'),
  vitest('contract'),
  vitest('core'),
  vitest('shell'),
  vitest('gateway'),
  vitest('simulation'),
  vitest('faults'),
  vitest('renderer'),
  vitest('tooling'),
  check('build', 'scripts/build.mjs'),
  { name: 'e2e', kind: 'playwright', args: ['node_modules/@playwright/test/cli.js', 'test'], isChatty: true },
];

/** Groups that `npm test -- NAME` accepts besides the suites' own names. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  check: ['types', 'lint', 'layers', 'domain', 'contract'],
  // The window is what was built last: alone, too, it must be of today.
  e2e: ['build', 'e2e'],
};
