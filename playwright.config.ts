// The end-to-end suite: real Electron, one data directory per test. `npm test -- e2e` brings the display and the build.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  globalSetup: './tests/e2e/prepare-training-data.ts',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  // Real windows on a shared machine: a second try there, which the report calls flaky; none where somebody looks on.
  retries: process.env['CI'] === undefined ? 0 : 1,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/e2e.json' }]],
});
