// npm run test:sim: simulations of many terminals for hours, by the seed; `npm test` runs a minute of them.
import { runScript } from './setup/toolchain-run.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async (args) => runScript(await setUp(), 'tests/simulation/run.ts', args));
