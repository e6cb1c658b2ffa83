// Where the checkout, the npm packages and the machine-wide cache of the set-up are.
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '..', '..');
export const modules = path.join(root, 'node_modules');
export const electronPackage = path.join(modules, 'electron');
export const sqlitePackage = path.join(modules, 'better-sqlite3');

/** The folder outside node_modules that keeps what is slow to fetch or to compile. */
export function cacheDir() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'heyon-pos');
}

/** A parsed JSON file, or undefined when it is absent or half-written. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** A file's trimmed text, or undefined when it is absent. */
export function readText(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
