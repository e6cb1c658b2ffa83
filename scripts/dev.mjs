// npm run dev: the terminal with hot reload of the window and a restart when the main process changes.
import path from 'node:path';
import { forgetBuild } from './setup/build.mjs';
import { modules, root } from './setup/paths.mjs';
import { runAttached } from './setup/run-command.mjs';
import { workEnv } from './setup/toolchain-run.mjs';
import { sandboxArguments, withDisplay } from './setup/virtual-display.mjs';
import { runCommand, setUp } from './setup.mjs';

await runCommand(async (args) => {
  const place = await setUp({ window: true });
  forgetBuild();
  const cli = path.join(modules, 'electron-vite', 'bin', 'electron-vite.js');
  const electronArgs = [...sandboxArguments(), ...args];
  return withDisplay(
    (env) => runAttached(place.node, [cli, 'dev', '--watch', '--', ...electronArgs], { cwd: root, env }),
    workEnv(place),
  );
});
