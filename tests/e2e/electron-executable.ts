// The Electron runtime that the set-up has chosen, as everything else finds it: by asking the electron package.
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

export const repositoryRoot = path.resolve(import.meta.dirname, '..', '..');

/** Honours ELECTRON_OVERRIDE_DIST_PATH, as the package does. Outside of Electron the package is the path of its program. */
export function electronExecutable(): string {
  const answer: unknown = createRequire(import.meta.url)('electron');
  if (typeof answer !== 'string') throw new Error('the electron package did not answer with a path');
  return answer;
}

/** Chromium refuses to run as root with its sandbox. */
export function electronArguments(): string[] {
  const args = ['.', '--force-device-scale-factor=1', '--lang=zh-CN'];
  return process.platform === 'linux' && os.userInfo().uid === 0 ? [...args, '--no-sandbox'] : args;
}
