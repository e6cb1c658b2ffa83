// npm test: every suite. `npm test -- NAME …` runs the named suites only.
import { runScript, workEnv } from './setup/toolchain-run.mjs';
import { withDisplay } from './setup/virtual-display.mjs';
import { runCommand, setUp } from './setup.mjs';

const windowless = new Set(['check', 'types', 'lint', 'layers', 'domain', 'contract', 'gateway', 'simulation', 'faults', 'renderer']);

await runCommand(async (args) => {
  const names = args.filter((arg) => !arg.startsWith('-'));
  if (names.length > 0 && names.every((name) => windowless.has(name))) {
    return runScript(await setUp(), 'scripts/test/run.ts', args);
  }
  const place = await setUp({ window: true, tests: true });
  return withDisplay((env) => runScript(place, 'scripts/test/run.ts', args, env), workEnv(place));
});
