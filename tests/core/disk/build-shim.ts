// Compiles the shim that stands between SQLite and the disk. Linux only: it is loaded by the dynamic linker.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Path of the compiled shim in `folder`. The set-up of `npm test` installs the compiler. */
export function buildShim(folder: string): string {
  const library = path.join(folder, 'disk-shim.so');
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', '-Wall', '-Wextra', '-Werror', '-o', library, path.join(import.meta.dirname, 'disk-shim.c'), '-ldl'], { encoding: 'utf8' });
  return library;
}
