// The unit and integration suites; each is a project of its own so that one can be run alone.
import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], slow = false) => ({
  extends: true as const,
  test: {
    name,
    include,
    environment: 'node' as const,
    testTimeout: slow ? 180_000 : 30_000,
    hookTimeout: slow ? 180_000 : 30_000,
  },
});

const testsOf = (name: string): string[] => [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
    projects: [
      project('domain', testsOf('domain')),
      project('contract', [...testsOf('contract'), ...testsOf('i18n')]),
      project('core', testsOf('core'), true),
      project('shell', testsOf('shell'), true),
      project('gateway', testsOf('gateway'), true),
      project('simulation', testsOf('simulation'), true),
      project('faults', testsOf('faults'), true),
      project('renderer', testsOf('renderer'), true),
      project('tooling', ['tests/*.test.ts', ...testsOf('tooling'), ...testsOf('scripts')], true),
    ],
  },
});
