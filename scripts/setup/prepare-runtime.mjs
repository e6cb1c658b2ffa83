// Child script: turns the downloaded runtime archive into a folder that `electron` and Playwright can start.
// Arguments: the zip, the folder to fill, the runtime's version. Runs on the toolchain's Node.
import { chmodSync, createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import yauzl from 'yauzl';

const [zipFile, target, version] = process.argv.slice(2);
const root = 'Cypress/';

/** The name inside the runtime folder, or undefined for what belongs to the other application. */
function wantedName(entryName) {
  if (!entryName.startsWith(root) || entryName.endsWith('/')) return undefined;
  const name = entryName.slice(root.length);
  if (name.startsWith('resources/app/') || name === 'resources/app-update.yml') return undefined;
  if (name === 'browser_v8_context_snapshot.bin') return undefined;
  if (name.split('/').includes('..')) throw new Error(`archive names a file outside itself: ${name}`);
  return name === 'Cypress' ? 'electron' : name;
}

const zip = await yauzl.openPromise(zipFile);
for await (const entry of zip.eachEntry()) {
  const name = wantedName(entry.fileName);
  if (name === undefined) continue;
  const file = path.join(target, name);
  mkdirSync(path.dirname(file), { recursive: true });
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file));
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  if (mode !== 0) chmodSync(file, mode);
}

const executable = path.join(target, 'electron');
chmodSync(executable, 0o755);
// Without the first it starts from the other application's snapshot; the second lets Playwright attach.
await flipFuses(executable, {
  version: FuseVersion.V1,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: true,
  [FuseV1Options.RunAsNode]: true,
});
const defaultApp = path.join(target, 'resources', 'default_app.asar');
rmSync(defaultApp, { force: true });
await createPackage(path.join(import.meta.dirname, 'default-app'), defaultApp);
writeFileSync(path.join(target, 'version'), version);
