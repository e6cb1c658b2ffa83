// No test is left out: every test file belongs to a suite, every suite has its files, every vitest project is run.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { groups, suites } from '#scripts/test/suites.ts';
import configuration from '../../vitest.config.ts';
import { repository } from './planted-tree.ts';

const projects = z
  .object({ test: z.object({ projects: z.array(z.object({ test: z.object({ name: z.string(), include: z.array(z.string()) }) })) }) })
  .parse(configuration)
  .test.projects.map(({ test }) => test);

const testFiles = globSync('tests/**/*.{test,spec}.{ts,tsx}', { cwd: repository });

describe('tooling/suites', () => {
  it('runs every vitest project', () => {
    const run = suites.filter(({ kind }) => kind === 'vitest').map(({ name }) => name);
    expect(run).toEqual(projects.map(({ name }) => name));
  });

  it('finds a suite for every test file', () => {
    const patterns = [...projects.flatMap(({ include }) => include), 'tests/e2e/**/*.spec.ts'];
    const orphans = testFiles.filter((file) => !patterns.some((pattern) => path.matchesGlob(file, pattern)));
    expect(orphans).toEqual([]);
  });

  it('leaves no test out by `.only` or `.skip` without a reason', () => {
    const marked = testFiles.flatMap((file) =>
      readFileSync(path.join(repository, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (/\b(it|test|describe)\.(only|skip|fixme)\(/.test(line) && !line.includes('// because') ? [`${file}:${index + 1}`] : [])),
    );
    expect(marked).toEqual([]);
  });

  it('knows the members of its groups', () => {
    const names = new Set(suites.map(({ name }) => name));
    for (const members of Object.values(groups)) expect(members.filter((name) => !names.has(name))).toEqual([]);
  });

  it('ends in the order: checks, vitest, build, end-to-end', () => {
    expect(suites.map(({ name }) => name)).toEqual(['types', 'lint', 'layers', ...projects.map(({ name }) => name), 'build', 'e2e']);
  });
});
