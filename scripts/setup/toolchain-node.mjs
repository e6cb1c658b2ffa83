// The Node that everything after the set-up runs on: the one package.json pins, or the machine's when that is new enough.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { modules } from './paths.mjs';
import { SetupFailure, say } from './say.mjs';

const oldestUsable = [22, 18];

function isUsable(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldestUsable[0] || (major === oldestUsable[0] && minor >= oldestUsable[1]);
}

/** Path of the Node to use. It strips types from .ts files, which needs Node 22.18 or newer. */
export function toolchainNode() {
  const folder = path.join(modules, `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`);
  const pinned = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(pinned)) return pinned;
  if (isUsable(process.versions.node)) {
    say(`no pinned Node for ${process.platform}-${process.arch}; using this machine's ${process.versions.node}`);
    return process.execPath;
  }
  throw new SetupFailure(
    `no pinned Node for ${process.platform}-${process.arch}, and this machine's ${process.versions.node} is too old: install Node ${oldestUsable.join('.')} or newer`,
  );
}

/** The environment in which child programs find that Node first. */
export function toolchainEnv(node) {
  const folders = [path.dirname(node), path.join(modules, '.bin'), process.env.PATH ?? ''];
  return { ...process.env, PATH: folders.join(path.delimiter) };
}
