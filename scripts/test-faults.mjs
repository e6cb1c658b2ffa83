// npm run test:faults: real tills killed as often as wanted, by the seed; `npm test` kills 150 times.
import { runScript } from './setup/toolchain-run.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async (args) => runScript(await setUp(), 'tests/faults/run.ts', args));
