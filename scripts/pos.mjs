// npm run pos: the support tool, on the terminal's own data and without a window.
import { runScript } from './setup/toolchain-run.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async (args) => runScript(await setUp(), 'scripts/pos/main.ts', args));
