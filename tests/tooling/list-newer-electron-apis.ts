// Writes tests/tooling/newer-electron-apis.json: what Electron's current declarations have and an older one's lack.
// Usage, after an update of Electron: node tests/tooling/list-newer-electron-apis.ts OLDER_ELECTRON_D_TS OLDER_VERSION
// (the older package's declarations come with `npm pack electron@VERSION`).
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { declaredNames } from './electron-api.ts';

const [olderFile, olderVersion] = process.argv.slice(2);
if (!olderFile || !olderVersion) throw new Error('usage: node tests/tooling/list-newer-electron-apis.ts OLDER_ELECTRON_D_TS OLDER_VERSION');

const root = path.resolve(import.meta.dirname, '..', '..');
const installed = path.join(root, 'node_modules', 'electron');
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')));
const older = declaredNames(readFileSync(olderFile, 'utf8'));
const newer = [...declaredNames(readFileSync(path.join(installed, 'electron.d.ts'), 'utf8'))].filter((name) => !older.has(name));

// A member of something that is itself new says nothing more.
const isNew = new Set(newer);
const roots = newer.filter((name) => !isNew.has(name.slice(0, Math.max(0, name.lastIndexOf('.'))))).sort();
const report = { olderThan: version, missingIn: olderVersion, names: roots };
writeFileSync(path.join(root, 'tests', 'tooling', 'newer-electron-apis.json'), `${JSON.stringify(report, null, 1)}\n`);
process.stdout.write(`${roots.length} names\n`);
