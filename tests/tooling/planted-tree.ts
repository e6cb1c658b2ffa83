// A small tree of sources in a temporary folder, checked by the same tools and rules as ours, to see that they bite.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const repository = path.resolve(import.meta.dirname, '..', '..');

const configuration = [
  'package.json',
  'tsconfig.json',
  'shared/tsconfig.json',
  'electron/tsconfig.json',
  'gateway/tsconfig.json',
  'renderer/tsconfig.json',
  'tests/tsconfig.json',
  '.oxlintrc.json',
];

/** Every side needs a source, else its compiler complains of having nothing to do. */
const clean: Readonly<Record<string, string>> = {
  'shared/domain/two.ts': 'export const two = 2;\n',
  'shared/contract/four.ts': "import { two } from '#shared/domain/two.ts';\nexport const four = two * 2;\n",
  'electron/core/ports.ts': 'export interface Clock {\n  readonly now: () => string;\n}\n',
  'gateway/main.ts': "import { four } from '#shared/contract/four.ts';\nprocess.exitCode = four;\n",
  'renderer/main.ts': "import { four } from '#shared/contract/four.ts';\ndocument.title = String(four);\n",
  'tests/two.test.ts': "import { two } from '#shared/domain/two.ts';\nif (two !== 2) throw new Error('two');\n",
};

/** Writes the clean tree with `planted` files added; the caller removes the folder. */
export function plantTree(planted: Readonly<Record<string, string>>): string {
  const tree = mkdtempSync(path.join(os.tmpdir(), 'planted-'));
  for (const file of configuration) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    cpSync(path.join(repository, file), path.join(tree, file));
  }
  symlinkSync(path.join(repository, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
  for (const [file, text] of Object.entries({ ...clean, ...planted })) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
  return tree;
}

/** Removes a planted tree; the linked node_modules stays. */
export function removeTree(tree: string): void {
  rmSync(path.join(tree, 'node_modules'));
  rmSync(tree, { recursive: true, force: true });
}

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of ours on the tests' own Node and resolves with what it printed. */
export function runNode(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...args], { cwd, env: { ...env, NO_COLOR: '1' }, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, output: stdout + stderr });
    });
  });
}
