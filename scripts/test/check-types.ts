// Type-checks every side against its own tsconfig, two at a time, with the native compiler.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '..', '..');
const root = path.resolve(process.argv[2] ?? repository);
const compiler = path.join(repository, 'node_modules', 'typescript7', 'bin', 'tsc');
const sides = ['shared', 'electron', 'gateway', 'renderer', 'tests'];

function check(side: string): Promise<string> {
  const args = [compiler, '--noEmit', '--pretty', 'false', '-p', path.join(side, 'tsconfig.json')];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(error ? `${stdout}${stderr}` || error.message : '');
    });
  });
}

// A side without its tsconfig would be a side that nobody checks.
const missing = sides.filter((side) => !existsSync(path.join(root, side, 'tsconfig.json')));
if (missing.length > 0) throw new Error(`no tsconfig.json in: ${missing.join(', ')}`);

const queue = [...sides];
const complaints = new Set<string>();
const work = async (): Promise<void> => {
  for (let side = queue.shift(); side !== undefined; side = queue.shift()) {
    for (const line of (await check(side)).split('\n')) if (line !== '') complaints.add(line);
  }
};
await Promise.all([work(), work()]);
for (const line of complaints) process.stdout.write(`${line}\n`);
process.exitCode = complaints.size > 0 ? 1 : 0;
