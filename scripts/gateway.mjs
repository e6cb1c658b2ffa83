// npm run gateway: the gateway alone, without a window.
import { runScript } from './setup/toolchain-run.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async (args) => runScript(await setUp(), 'gateway/main.ts', args));
