// npm run package: electron-builder for this platform, with the official runtime only.
// `npm run package -- --dir --smoke` makes an unpacked folder with whatever runtime there is, to try the packaging itself.
import path from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { modules, root } from './setup/paths.mjs';
import { runAttached } from './setup/run-command.mjs';
import { SetupFailure, say } from './setup/say.mjs';
import { needsRebuild } from './setup/sqlite-addon.mjs';
import { workEnv } from './setup/toolchain-run.mjs';
import { runCommand, setUp } from './setup.mjs';

const usage = 'usage: npm run package -- [--dir] [--smoke] [electron-builder’s own arguments]; --smoke goes with --dir only';

function refuseUnofficial(runtime) {
  if (runtime.kind === 'installed' || runtime.kind === 'downloaded') return;
  const what = runtime.kind === 'override' ? 'the runtime of ELECTRON_OVERRIDE_DIST_PATH' : `the substitute runtime (Electron ${runtime.version})`;
  throw new SetupFailure(
    `a release is not packaged with ${what}: it is for development and tests, without security fixes.\n` +
      'setup: make Electron’s own download reachable and run: node scripts/setup.mjs --retry-electron\n' +
      'setup: to try the packaging itself: npm run package -- --dir --smoke',
  );
}

await runCommand(async (args) => {
  const isSmoke = args.includes('--smoke');
  if (isSmoke && !args.includes('--dir')) throw new SetupFailure(usage);
  const place = await setUp({ window: true });
  if (!isSmoke) refuseUnofficial(place.runtime);
  await ensureBuild(place.node);
  const usesCompiled = needsRebuild(place.runtime.version);
  const options = args.filter((arg) => arg !== '--smoke');
  options.push(`-c.electronDist=${place.runtime.dist}`, `-c.electronVersion=${place.runtime.version}`, '--publish=never');
  if (isSmoke) {
    say(`packaging a trial folder on Electron ${place.runtime.version}: not for a shop`);
    options.push('-c.directories.output=dist/smoke');
  }
  const env = { ...workEnv(place), HEYON_SQLITE_LEFT_OUT: usesCompiled ? 'prebuilds' : 'build' };
  return runAttached(place.node, [path.join(modules, 'electron-builder', 'cli.js'), ...options], { cwd: root, env });
});
