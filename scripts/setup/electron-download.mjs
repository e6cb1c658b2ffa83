// The official Electron download: the electron package's own installer, given up when nothing moves for a minute.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { electronPackage } from './paths.mjs';
import { say } from './say.mjs';

const patienceMs = 60_000;

function bytesBelow(folder) {
  let bytes = 0;
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return 0;
  }
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) bytes += bytesBelow(file);
    else bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/** The one line of an installer's output that says what went wrong. */
export function reasonFrom(output) {
  const causes = [...output.matchAll(/\b(E[A-Z]{4,}|UND_ERR_\w+|Response code \d+|HTTP \d+|status(?: code)? \d+|checksum\w*|ENOSPC)\b/gi)];
  if (causes.length > 0) return causes.at(-1)[0];
  if (output.includes('fetch failed')) return 'its site cannot be reached';
  const line = output.split('\n').map((text) => text.trim()).find((text) => text !== '' && !text.startsWith('at '));
  return (line ?? 'no message').slice(0, 120);
}

function endGroup(child) {
  child.stdout.destroy();
  child.stderr.destroy();
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in the same moment.
  }
}

/** Runs the installer; resolves with undefined when Electron is in place, else with the reason in a few words. */
export function downloadOfficial(version, node, patience = patienceMs) {
  say(`downloading Electron ${version} from its own site`);
  // Its temporary folder is our measure of progress.
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'heyon-electron-'));
  const installer = path.join(electronPackage, 'install.js');
  return new Promise((resolve) => {
    const child = spawn(node, [installer], {
      cwd: electronPackage,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what the installer has started ends with it.
      detached: process.platform !== 'win32',
      env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch, ELECTRON_GET_NO_PROGRESS: '1' },
    });
    const output = [];
    let bytes = -1;
    let movedAt = performance.now();
    const watch = setInterval(() => {
      const now = bytesBelow(scratch) + bytesBelow(path.join(electronPackage, 'dist'));
      if (now !== bytes) {
        bytes = now;
        movedAt = performance.now();
      } else if (performance.now() - movedAt > patience) {
        endGroup(child);
        finish(`no progress for ${Math.ceil(patience / 1000)} s`);
      }
    }, 500);
    const finish = (reason) => {
      clearInterval(watch);
      rmSync(scratch, { recursive: true, force: true });
      resolve(reason);
    };
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => finish(error.message));
    child.once('close', (code) => finish(code === 0 ? undefined : reasonFrom(Buffer.concat(output).toString())));
  });
}
