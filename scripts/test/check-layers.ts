// Checks the import table of .dependency-cruiser.cjs, and that the checker has really read the sources.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..', '..'));
const repository = path.resolve(import.meta.dirname, '..', '..');
const sides = ['shared', 'electron', 'gateway', 'renderer', 'scripts', 'tests'].filter((side) => existsSync(path.join(root, side)));

const report = z.object({
  modules: z.array(z.object({ source: z.string(), dependencies: z.array(z.unknown()) })),
  summary: z.object({
    violations: z.array(
      z.object({ from: z.string(), to: z.string(), rule: z.object({ name: z.string() }) }),
    ),
    totalDependenciesCruised: z.number(),
    ruleSetUsed: z.object({ forbidden: z.array(z.object({ name: z.string(), comment: z.string() })) }),
  }),
});

function cruise(): z.infer<typeof report> {
  const cli = path.join(repository, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const args = [cli, '--config', path.join(repository, '.dependency-cruiser.cjs'), '--output-type', 'json', ...sides];
  const output = execFileSync(process.execPath, args, { cwd: root, maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'inherit'] });
  return report.parse(JSON.parse(output.toString()));
}

const { modules, summary } = cruise();
const hints = new Map(summary.ruleSetUsed.forbidden.map((rule) => [rule.name, rule.comment]));
for (const { from, to, rule } of summary.violations) {
  process.stdout.write(`${from} -> ${to}\n    ${rule.name}: ${hints.get(rule.name) ?? ''}\n`);
}
// With a TypeScript it does not understand the checker finds nothing and is content: that must not pass for "clean".
const hasReadTypeScript = modules.some((module) => /\.tsx?$/.test(module.source) && module.dependencies.length > 0);
if (!hasReadTypeScript) process.stdout.write('the layer checker has read no TypeScript import at all: it is not checking anything\n');
process.stdout.write(`${modules.length} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} violations\n`);
process.exitCode = hasReadTypeScript && summary.violations.length === 0 ? 0 : 1;
