// The set-up of a fresh machine, as steps that do nothing when there is nothing to do. Runs on Node 20 before anything
// is installed. On its own (`node scripts/setup.mjs`) it prepares everything that tests need.
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './setup/build.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { ensureNpmPackages } from './setup/npm-packages.mjs';
import { SetupFailure, say } from './setup/say.mjs';
import { ensureSqliteAddon } from './setup/sqlite-addon.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { toolchainNode } from './setup/toolchain-node.mjs';

/**
 * Prepares what a command needs and resolves with {node, runtime}; runtime is undefined without `window`.
 * Options: window (Electron and its libraries), tests (what only the tests use), build, retryElectron, allowFallback.
 */
export async function setUp({ window = false, tests = false, build = false, retryElectron = false, allowFallback = true } = {}) {
  const purposes = [...(window ? ['window', 'display'] : []), ...(tests ? ['test'] : [])];
  await ensureSystemPackages(purposes, window ? ['compile'] : []);
  await ensureNpmPackages();
  const node = toolchainNode();
  if (!window) return { node, runtime: undefined };
  const runtime = await ensureElectron({ node, retry: retryElectron, allowFallback });
  await ensureSqliteAddon(runtime, node);
  if (build) await ensureBuild(node);
  return { node, runtime };
}

/** What a person can do about a disk that does not let us write. */
const diskAdvice = {
  EACCES: 'this folder belongs to another user; run the command as that user',
  EPERM: 'this folder belongs to another user; run the command as that user',
  EROFS: 'the disk is mounted read-only',
  ENOSPC: 'the disk is full; make room and run the command again',
};

/** Runs a command's body and ends the process with its exit code; a SetupFailure is shown without a stack. */
export async function runCommand(body) {
  try {
    process.exitCode = await body(process.argv.slice(2));
  } catch (error) {
    const advice = diskAdvice[error?.code];
    if (!(error instanceof SetupFailure) && !advice) throw error;
    say(advice ? `${error.message}: ${advice}` : error.message);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await runCommand(async (args) => {
    await setUp({ window: true, tests: true, build: args.includes('--build'), retryElectron: args.includes('--retry-electron') });
    say('done');
    return 0;
  });
}
