// npm run check: types, lint, layers and the pure tests, in seconds. For use before every commit.
import { runScript } from './setup/toolchain-run.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async (args) => runScript(await setUp(), 'scripts/test/run.ts', args.length > 0 ? args : ['check']));
