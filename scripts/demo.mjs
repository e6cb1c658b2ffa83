// npm run demo: drives the real window through one renewal and leaves pictures of each step.
import { runScript, workEnv } from './setup/toolchain-run.mjs';
import { withDisplay } from './setup/virtual-display.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async (args) => {
  const place = await setUp({ window: true, build: true });
  return withDisplay((env) => runScript(place, 'scripts/demo/run.ts', args, env), workEnv(place));
});
