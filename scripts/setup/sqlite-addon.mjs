// better-sqlite3 for runtimes with an older Node-API than its prebuilds ask for: compiled once, kept in the cache.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, copyFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { cacheDir, modules, readJson, sqlitePackage } from './paths.mjs';
import { run, runQuietly } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { toolchainEnv } from './toolchain-node.mjs';

/** The first Electron whose Node has the Node-API 10 that the prebuilds need; on older ones they end the process. */
const firstWithPrebuilds = 36;

// The experimental Node-API version compiles against any Node-API and loads on Node 20 and 24 and Electron 33 alike.
const flags = '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';
const placed = path.join(sqlitePackage, 'build', 'Release', 'better_sqlite3.node');

/** Where the compiled addon is kept. */
export function rebuiltAddon() {
  const { version } = readJson(path.join(sqlitePackage, 'package.json'));
  return path.join(cacheDir(), `better-sqlite3-${version}-${process.platform}-${process.arch}`, 'better_sqlite3.node');
}

/** Whether a runtime of this Electron version needs the compiled addon. */
export function needsRebuild(electronVersion) {
  const major = Number.parseInt(electronVersion, 10);
  return Number.isInteger(major) && major < firstWithPrebuilds;
}

async function compile(node, target) {
  say('compiling SQLite for the substitute runtime (about a minute and a half, once)');
  for (const name of readdirSync(cacheDir())) {
    // What a compilation that was cut off left behind.
    if (name.startsWith('sqlite-work-')) rmSync(path.join(cacheDir(), name), { recursive: true, force: true });
  }
  const work = mkdtempSync(path.join(cacheDir(), 'sqlite-work-'));
  try {
    cpSync(sqlitePackage, work, { recursive: true, filter: (file) => !/[\\/](build|prebuilds|node_modules)$/.test(file.slice(sqlitePackage.length)) });
    const gyp = path.join(modules, 'node-gyp', 'bin', 'node-gyp.js');
    const headers = path.dirname(path.dirname(node));
    const env = { ...toolchainEnv(node), NODE_PATH: modules, CXXFLAGS: flags };
    const args = [gyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`, '-j', 'max'];
    const { code, output } = await runQuietly(node, args, { cwd: work, env });
    if (code !== 0) throw new SetupFailure(`SQLite could not be compiled (exit ${code}):\n${output.split('\n').slice(-30).join('\n')}`);
    mkdirSync(path.dirname(target), { recursive: true });
    renameSync(path.join(work, 'build', 'Release', 'better_sqlite3.node'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Makes better-sqlite3 loadable in this runtime (and still in the toolchain's Node). */
export async function ensureSqliteAddon(runtime, node) {
  if (!needsRebuild(runtime.version)) return;
  const cached = rebuiltAddon();
  if (!existsSync(cached)) {
    await ensureSystemPackages(['compile']);
    await withLock(path.join(cacheDir(), 'set-up.lock'), async () => {
      if (!existsSync(cached)) await compile(node, cached);
    });
  }
  const held = statSync(placed, { throwIfNoEntry: false });
  if (held?.size === statSync(cached).size) return;
  mkdirSync(path.dirname(placed), { recursive: true });
  // By rename, so that a process opening it meanwhile sees the old or the new file, never half of one.
  const arriving = `${placed}.${process.pid}`;
  copyFileSync(cached, arriving);
  renameSync(arriving, placed);
  const probe = "new (require('better-sqlite3'))(':memory:').close()";
  const code = await run(runtime.executable, ['-e', probe], { cwd: path.dirname(sqlitePackage), env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  if (code !== 0) {
    rmSync(placed, { force: true });
    throw new SetupFailure(`the compiled SQLite does not load in Electron ${runtime.version} (exit ${code}); remove ${path.dirname(cached)} and run the command again`);
  }
}
