// Starts the part of a command that is written in TypeScript, on the toolchain's Node.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';
import { runAttached } from './run-command.mjs';
import { SetupFailure } from './say.mjs';
import { toolchainEnv } from './toolchain-node.mjs';

/** The environment of everything after the set-up: the pinned Node first, and the chosen runtime for tools that ask for it by name. */
export function workEnv({ node, runtime }) {
  const env = toolchainEnv(node);
  return runtime ? { ...env, ELECTRON_EXEC_PATH: runtime.executable } : env;
}

/** Runs a .ts file of this repository and resolves with its exit code. */
export function runScript(place, script, args, env = workEnv(place)) {
  const file = path.join(root, script);
  if (!existsSync(file)) throw new SetupFailure(`${script} is missing from this checkout`);
  return runAttached(place.node, [file, ...args], { cwd: root, env });
}
