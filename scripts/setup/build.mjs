// Builds the terminal with electron-vite when a source is newer than what was built.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { modules, readText, root } from './paths.mjs';
import { run } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';
import { toolchainEnv } from './toolchain-node.mjs';

const sources = ['electron', 'gateway', 'renderer', 'shared', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const out = path.join(root, 'out');
const stampFile = path.join(out, '.built-from');
const outputs = ['main/main.cjs', 'main/core-process.cjs', 'main/gateway.cjs', 'preload/preload.cjs', 'renderer/index.html'];

function addTo(hash, file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) {
    hash.update(`${path.relative(root, file)}\0${stat.size}\0${stat.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(file).sort()) addTo(hash, path.join(file, name));
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, path.join(root, source));
  return hash.digest('hex');
}

/** Makes the next `ensureBuild` build: for whoever writes into out/ by other means. */
export function forgetBuild() {
  rmSync(stampFile, { force: true });
}

/** Builds into out/ unless it already holds a build of exactly these sources. */
export async function ensureBuild(node) {
  const wanted = fingerprint();
  if (readText(stampFile) === wanted && outputs.every((file) => existsSync(path.join(out, file)))) return;
  say('building the terminal');
  forgetBuild();
  const code = await run(node, [path.join(modules, 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    // electron-vite reads its defaults from the newest Electron; the targets themselves are in electron.vite.config.ts.
    env: { ...toolchainEnv(node), NODE_ENV: 'production' },
  });
  if (code !== 0) throw new SetupFailure(`the build failed (exit ${code}); its message is above`);
  mkdirSync(out, { recursive: true });
  writeFileSync(stampFile, wanted);
}
