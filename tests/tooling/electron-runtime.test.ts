// Our use of Electron against both runtimes: nothing the older one lacks, nothing that changed in between.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { declaredNames, usedNames } from './electron-api.ts';
import newer from './newer-electron-apis.json' with { type: 'json' };
import { plantTree, removeTree, repository } from './planted-tree.ts';

const read = (file: string): string => readFileSync(path.join(repository, file), 'utf8');

interface Change {
  readonly since: string;
  readonly pattern: string;
  readonly isBanned: boolean;
}

function changesIn(document: string): Change[] {
  const rows = document.split('\n').filter((line) => /^\| \d\d \|/.test(line));
  return rows.map((row) => {
    // A bar inside a pattern is written `\|`, as Markdown tables ask.
    const cells = row.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
    const [, since = '', pattern = '', , action = ''] = cells;
    return { since, pattern: pattern.replace(/^`|`$/g, ''), isBanned: action.startsWith('**never**') };
  });
}

function sources(): string[] {
  return globSync('electron/**/*.ts', { cwd: repository }).filter((file) => !file.endsWith('.d.ts'));
}

function namesUsedIn(tree: string, files: readonly string[]): Map<string, string[]> {
  const config = ts.getParsedCommandLineOfConfigFile(path.join(tree, 'electron', 'tsconfig.json'), {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (problem) => expect(problem).toBeUndefined() });
  return usedNames(files, config?.options ?? {});
}

/** The newer API that a name belongs to, if it does: the name itself or something it is a member of. */
function newerRoot(name: string, isNewer: ReadonlySet<string>): string | undefined {
  const steps = name.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));
  return steps.find((step) => isNewer.has(step));
}

/** Names that only look new, each with the reason: the older declarations say the same in another shape. */
const reviewed: Readonly<Record<string, string>> = {
  PrintToPDFMargins: 'the same four numbers, spelled out in place by the older declarations',
};

describe('electron-runtime/names', () => {
  const isNewer = new Set(newer.names.filter((name) => !(name in reviewed)));
  let used = new Map<string, string[]>();
  beforeAll(() => {
    used = namesUsedIn(repository, sources().map((file) => path.join(repository, file)));
  });

  it('was compared with the Electron that is installed; after an update run tests/tooling/list-newer-electron-apis.ts', () => {
    const installed = z.object({ version: z.string() }).parse(JSON.parse(read('node_modules/electron/package.json')));
    expect(newer.olderThan).toBe(installed.version);
  });

  it('uses nothing that the older runtime lacks', () => {
    const missing = [...used].flatMap(([name, places]) => (newerRoot(name, isNewer) === undefined ? [] : [`${name} at ${places.join(', ')}`]));
    expect(missing).toEqual([]);
  });

  it('sees members, events, options and static members', () => {
    const tree = plantTree({
      'electron/shell/newer.ts': [
        "import { app, BrowserWindow, session } from 'electron';",
        "const window = new BrowserWindow({ show: false, windowStatePersistence: true, webPreferences: { sandbox: true } });",
        "app.on('window-all-closed', () => app.quit());",
        "window.webContents.on('before-mouse-event', () => undefined);",
        'window.webContents.print({ usePrinterDefaultPageSize: true, silent: true });',
        "session.fromPartition('x');",
        'export const isActive = app.isActive();',
        '',
      ].join('\n'),
    });
    try {
      const found = namesUsedIn(tree, [path.join(tree, 'electron/shell/newer.ts')]);
      const late = [...found.keys()].filter((name) => newerRoot(name, isNewer) !== undefined);
      expect(late.toSorted()).toEqual([
        'App.isActive',
        'BaseWindowConstructorOptions.windowStatePersistence',
        "WebContents.on('before-mouse-event')",
        'WebContentsPrintOptions.usePrinterDefaultPageSize',
      ]);
      expect([...found.keys()]).toEqual(expect.arrayContaining(['App.quit', "App.on('window-all-closed')", 'WebPreferences.sandbox', 'Session.fromPartition', 'WebContentsPrintOptions.silent']));
    } finally {
      removeTree(tree);
    }
  });

  it('reads the names of declarations as paths', () => {
    const text = "declare namespace Electron { class App { on(event: 'ready', f: () => void): this; quit(): void; } interface Options { deep: { flag: boolean } } }";
    expect([...declaredNames(text)].toSorted()).toEqual(['App', "App.on('ready')", 'App.quit', 'Options', 'Options.deep', 'Options.deep.flag']);
  });
});

describe('electron-runtime/breaking changes', () => {
  const changes = changesIn(read('docs/electron-runtime.md'));

  it('are listed for the versions between the two runtimes', () => {
    expect(changes.length).toBeGreaterThan(20);
    for (const { since } of changes) {
      expect(Number(since)).toBeGreaterThan(Number.parseInt(newer.missingIn, 10));
      expect(Number(since)).toBeLessThanOrEqual(Number.parseInt(newer.olderThan, 10));
    }
  });

  it.each(changes.filter(({ isBanned }) => isBanned))('$since: electron/ has no $pattern', ({ pattern }) => {
    const expression = new RegExp(pattern);
    const hits = sources().flatMap((file) =>
      read(file)
        .split('\n')
        .flatMap((line, index) => (expression.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(hits).toEqual([]);
  });
});
