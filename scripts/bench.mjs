// npm run bench: the benchmarks, against a bare window and a bare database on the same machine.
import { runScript, workEnv } from './setup/toolchain-run.mjs';
import { withDisplay } from './setup/virtual-display.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async (args) => {
  const place = await setUp({ window: true, build: true });
  return withDisplay((env) => runScript(place, 'scripts/bench/run.ts', args, env), workEnv(place));
});
