// Plants one violation of each kind and sees that the compiler, the layer checker and the linter catch it: a tool that
// silently checks nothing fails here.
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantTree, removeTree, repository, runNode } from './tooling/planted-tree.ts';
import type { Outcome } from './tooling/planted-tree.ts';

const layerViolations: readonly { readonly rule: string; readonly file: string; readonly text: string; readonly also?: Readonly<Record<string, string>> }[] = [
  { rule: 'no-unresolved', file: 'shared/contract/bad-path.ts', text: "export { x } from '#shared/domain/absent.ts';\n" },
  {
    rule: 'no-circular',
    file: 'shared/domain/circle-a.ts',
    text: "import { b } from './circle-b.ts';\nexport const a = (): number => b();\n",
    also: { 'shared/domain/circle-b.ts': "import { a } from './circle-a.ts';\nexport const b = (): number => a();\n" },
  },
  { rule: 'domain-is-pure', file: 'shared/domain/bad-contract.ts', text: "export { four } from '#shared/contract/four.ts';\n" },
  { rule: 'domain-packages', file: 'shared/domain/bad-package.ts', text: "export { z } from 'zod';\n" },
  { rule: 'contract-imports-domain', file: 'shared/contract/bad-core.ts', text: "export type { Clock } from '#core/ports.ts';\n" },
  { rule: 'i18n-imports-shared', file: 'shared/i18n/bad-core.ts', text: "export type { Clock } from '#core/ports.ts';\n" },
  { rule: 'receipt-imports-shared', file: 'shared/receipt/bad-core.ts', text: "export type { Clock } from '#core/ports.ts';\n" },
  { rule: 'core-imports-shared', file: 'electron/core/bad-gateway.ts', text: "import '#gateway/main.ts';\nexport {};\n" },
  { rule: 'shell-imports-ports', file: 'electron/shell/bad-core.ts', text: "export { createCore } from '#core/create-core.ts';\n", also: { 'electron/core/create-core.ts': 'export const createCore = 1;\n' } },
  { rule: 'shell-takes-types-from-the-core', file: 'electron/shell/bad-ports.ts', text: "export { clock } from '#core/ports.ts';\n", also: { 'electron/core/ports.ts': 'export const clock = 1;\nexport interface Clock {\n  readonly now: () => string;\n}\n' } },
  { rule: 'main-imports-shell', file: 'electron/main.ts', text: "export { sale } from './core/sale/a-sale.ts';\n", also: { 'electron/core/sale/a-sale.ts': 'export const sale = 1;\n' } },
  { rule: 'hosts-import-core', file: 'electron/hosts/bad-shell.ts', text: "export { window } from '../shell/a-window.ts';\n" },
  { rule: 'core-process-imports-core', file: 'electron/core-process.ts', text: "export { window } from './shell/a-window.ts';\n", also: { 'electron/shell/a-window.ts': 'export const window = 1;\n' } },
  { rule: 'preload-imports-contract', file: 'electron/preload.ts', text: "export { two } from '#shared/domain/two.ts';\n" },
  { rule: 'renderer-imports-shared', file: 'renderer/bad-core.ts', text: "export type { Clock } from '#core/ports.ts';\n" },
  { rule: 'gateway-imports-shared', file: 'gateway/bad-core.ts', text: "export type { Clock } from '#core/ports.ts';\n" },
  { rule: 'scripts-host-the-core', file: 'scripts/bad-window.ts', text: "import '../renderer/main.ts';\nexport {};\n" },
  { rule: 'nothing-imports-tests-or-scripts', file: 'gateway/bad-test.ts', text: "import '#tests/two.test.ts';\nexport {};\n" },
  { rule: 'sync-is-wired-once', file: 'electron/core/shift/bad-sync.ts', text: "export { run } from '../sync/sync-loop.ts';\n", also: { 'electron/core/sync/sync-loop.ts': 'export const run = 1;\n' } },
  { rule: 'repository-alone', file: 'electron/core/staff/staff-repository.ts', text: "export { find } from '../plan/plan-repository.ts';\n", also: { 'electron/core/plan/plan-repository.ts': 'export const find = 1;\n' } },
  { rule: 'use-case-alone', file: 'electron/core/sale/bad-use-case.ts', text: "export { open } from '../shift/open-shift.ts';\n", also: { 'electron/core/shift/open-shift.ts': 'export const open = 1;\n' } },
  { rule: 'database-by-type-only', file: 'electron/core/sale/bad-sql.ts', text: "export { open } from '../store/open-store.ts';\n", also: { 'electron/core/store/open-store.ts': 'export const open = 1;\n' } },
  { rule: 'features-apart', file: 'renderer/features/payment/bad.ts', text: "export { plan } from '../plan/plan.ts';\n", also: { 'renderer/features/plan/plan.ts': 'export const plan = 1;\n' } },
  { rule: 'features-import', file: 'renderer/features/receipt/bad.ts', text: "export { app } from '../../app/app.ts';\n", also: { 'renderer/app/app.ts': 'export const app = 1;\n' } },
  { rule: 'flow-imports', file: 'renderer/flow/bad.ts', text: "export { field } from '../ui/field.ts';\n", also: { 'renderer/ui/field.ts': 'export const field = 1;\n' } },
  { rule: 'till-imports', file: 'renderer/till/bad.ts', text: "export { step } from '../flow/step.ts';\n", also: { 'renderer/flow/step.ts': 'export const step = 1;\n' } },
  { rule: 'ui-imports', file: 'renderer/ui/bad.ts', text: "export { step } from '../flow/step.ts';\n" },
  { rule: 'window-has-no-node', file: 'renderer/bad-node.ts', text: "export { readFileSync } from 'node:fs';\n" },
  { rule: 'electron-in-shell', file: 'electron/core/bad-electron.ts', text: "export type { App } from 'electron';\n" },
  { rule: 'sqlite-in-store', file: 'electron/core/bad-sqlite.ts', text: "export { default } from 'better-sqlite3';\n" },
  { rule: 'postgres-in-store', file: 'gateway/bad-postgres.ts', text: "export { default } from 'pg';\n" },
  { rule: 'react-in-renderer', file: 'gateway/bad-react.ts', text: "export { createElement } from 'react';\n" },
];

const lintViolations: readonly { readonly rule: string; readonly file: string; readonly text: string }[] = [
  { rule: 'no-floating-promises', file: 'gateway/floating.ts', text: 'const send = async (): Promise<void> => {};\nexport const go = (): void => {\n  send();\n};\n' },
  { rule: 'no-restricted-imports', file: 'electron/shell/raw-main.ts', text: "import { ipcMain } from 'electron';\nexport const main = ipcMain;\n" },
  { rule: 'no-restricted-imports', file: 'electron/shell/raw-renderer.ts', text: "import { ipcRenderer } from 'electron';\nexport const renderer = ipcRenderer;\n" },
  { rule: 'no-restricted-globals', file: 'shared/domain/new-date.ts', text: 'export const at = (): string => new Date().toISOString();\n' },
  { rule: 'no-restricted-globals', file: 'electron/core/date-now.ts', text: 'export const at = (): number => Date.now();\n' },
  { rule: 'no-restricted-globals', file: 'electron/core/timer.ts', text: 'export const wait = (done: () => void): void => void setTimeout(done, 1);\n' },
  { rule: 'no-restricted-globals', file: 'electron/core/fetches.ts', text: "export const get = (): Promise<Response> => fetch('http://localhost');\n" },
  { rule: 'no-restricted-properties', file: 'electron/core/random.ts', text: 'export const toss = (): number => Math.random();\n' },
  { rule: 'no-restricted-properties', file: 'shared/domain/temporal-now.ts', text: "import { Temporal } from 'temporal-polyfill';\nexport const now = (): string => Temporal.Now.instant().toString();\n" },
  { rule: 'no-restricted-properties', file: 'electron/core/sale/queries.ts', text: 'export const count = (db: { one(sql: string): number }): number => db.one("SELECT count(*) FROM sale");\n' },
  { rule: 'no-console', file: 'electron/core/prints.ts', text: "export const print = (): void => console.log('x');\n" },
  { rule: 'no-empty', file: 'gateway/swallows.ts', text: "export const swallow = (): void => {\n  try {\n    JSON.parse('');\n  } catch {}\n};\n" },
  { rule: 'no-explicit-any', file: 'gateway/any.ts', text: 'export const x = (value: any): string => String(value);\n' },
  { rule: 'max-lines', file: 'gateway/long-file.ts', text: 'export const x = 1;\n'.repeat(1) + '// line\n'.repeat(401) },
  { rule: 'max-lines-per-function', file: 'gateway/long-function.ts', text: `export function long(): number {\n  let x = 0;\n${'  x += 1;\n'.repeat(62)}  return x;\n}\n` },
  { rule: 'complexity', file: 'gateway/complex.ts', text: `export function complex(x: number): number {\n${Array.from({ length: 13 }, (_, n) => `  if (x === ${n}) return ${n + 1};\n`).join('')}  return 0;\n}\n` },
  { rule: 'max-depth', file: 'gateway/deep.ts', text: 'export function deep(x: number): number {\n  if (x > 1) {\n    if (x > 2) {\n      if (x > 3) {\n        if (x > 4) return 1;\n      }\n    }\n  }\n  return 0;\n}\n' },
  {
    rule: 'switch-exhaustiveness-check',
    file: 'gateway/forgetful.ts',
    text: "export function name(x: 'a' | 'b'): string {\n  switch (x) {\n    case 'a':\n      return 'A';\n  }\n  return '';\n}\n",
  },
];

const typeViolations: readonly { readonly complaint: string; readonly file: string; readonly text: string }[] = [
  { complaint: "'window'", file: 'shared/domain/uses-window.ts', text: 'export const title = (): string => window.document.title;\n' },
  { complaint: "'process'", file: 'shared/contract/uses-process.ts', text: 'export const home = process.cwd();\n' },
  { complaint: "'document'", file: 'electron/core/uses-document.ts', text: 'export const title = document.title;\n' },
  { complaint: "'process'", file: 'renderer/uses-process.ts', text: 'export const home = process.cwd();\n' },
  { complaint: 'TS1294', file: 'gateway/enumerates.ts', text: 'export enum Colour {\n  red,\n}\n' },
  { complaint: 'string | undefined', file: 'gateway/unchecked-index.ts', text: 'export const first = (list: readonly string[]): string => list[0];\n' },
];

const script = (name: string): string => path.join(repository, 'scripts', 'test', name);
const lintArgs = [path.join(repository, 'node_modules', 'oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings', '--format', 'unix'];

function gather(list: readonly { file: string; text: string; also?: Readonly<Record<string, string>> }[]): Record<string, string> {
  return Object.assign({}, ...list.map(({ file, text, also }) => ({ ...also, [file]: text })));
}

/** Runs one tool over a tree with all of these planted, once for the whole block. */
function overTree(planted: Record<string, string>, args: (tree: string) => readonly string[]): () => Outcome {
  let outcome: Outcome | undefined;
  let tree = '';
  beforeAll(async () => {
    tree = plantTree(planted);
    outcome = await runNode(args(tree), tree);
  });
  afterAll(() => removeTree(tree));
  return () => outcome ?? { code: -1, output: '' };
}

describe('layers/a clean tree', () => {
  const layers = overTree({}, (tree) => [script('check-layers.ts'), tree]);
  const lint = overTree({}, () => lintArgs);
  const types = overTree({}, (tree) => [script('check-types.ts'), tree]);

  it('passes the layer checker, which says how much it has read', () => {
    expect(layers()).toEqual({ code: 0, output: '6 modules, 4 imports, 0 violations\n' });
  });
  it('passes the linter', () => expect(lint().code, lint().output).toBe(0));
  it('passes the compiler', () => expect(types()).toEqual({ code: 0, output: '' }));
});

describe('layers/import table', () => {
  const outcome = overTree(gather(layerViolations), (tree) => [script('check-layers.ts'), tree]);
  it('fails', () => expect(outcome().code).toBe(1));
  it.each(layerViolations)('refuses $file by $rule', ({ rule, file }) => {
    const blocks = outcome().output.split('\n').reduce<string[]>((list, line) => (line.startsWith(' ') ? [...list.slice(0, -1), `${list.at(-1)} ${line}`] : [...list, line]), []);
    expect(blocks.filter((block) => block.startsWith(`${file} -> `) && block.includes(` ${rule}: `))).not.toEqual([]);
  });
});

describe('layers/lint bans', () => {
  const outcome = overTree(gather(lintViolations), () => lintArgs);
  it('fails', () => expect(outcome().code).not.toBe(0));
  it.each(lintViolations)('refuses $file by $rule', ({ rule, file }) => {
    const lines = outcome().output.split('\n').filter((line) => line.includes(file) && line.includes(`(${rule})`));
    expect(lines, outcome().output).not.toEqual([]);
  });
});

describe('layers/compiler', () => {
  const outcome = overTree(gather(typeViolations), (tree) => [script('check-types.ts'), tree]);
  it('fails', () => expect(outcome().code).toBe(1));
  it.each(typeViolations)('refuses $file: $complaint', ({ complaint, file }) => {
    const lines = outcome().output.split('\n').filter((line) => line.startsWith(`${file}(`) && line.includes(complaint));
    expect(lines, outcome().output).not.toEqual([]);
  });
});
