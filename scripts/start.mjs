// npm start: prepares the machine, builds what is stale and opens the terminal.
import { root } from './setup/paths.mjs';
import { runAttached } from './setup/run-command.mjs';
import { workEnv } from './setup/toolchain-run.mjs';
import { sandboxArguments, withDisplay } from './setup/virtual-display.mjs';
import { runCommand, setUp } from './setup.mjs';

/** Chromium's own notes (no message bus, no graphics card) mean nothing to a clerk; `npm start -- --enable-logging` shows them. */
function loggingArguments(args) {
  return args.some((arg) => /^--(enable-logging|log-level|v)\b/.test(arg)) ? [] : ['--log-level=3'];
}

await runCommand(async (args) => {
  const place = await setUp({ window: true, build: true });
  return withDisplay(
    (env) => runAttached(place.runtime.executable, ['.', ...sandboxArguments(), ...loggingArguments(args), ...args], { cwd: root, env }),
    workEnv(place),
  );
});
