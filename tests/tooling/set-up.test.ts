// The set-up's steps on machines that lack something: what it says, what it refuses, what it remembers.
// The steps run on the machine's own Node in real life; here each runs as a program of its own.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { repository, runNode } from './planted-tree.ts';
import type { Outcome } from './planted-tree.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'set-up-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a few lines that import the set-up's modules by `load('name.mjs')`. */
function runLines(lines: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const base = pathToFileURL(path.join(repository, 'scripts', 'setup')).href;
  const script = `const load = (name) => import('${base}/' + name);\n${lines}`;
  return runNode(['--input-type=module', '-e', script], folder, { ...process.env, ...env });
}

function program(name: string, text: string): void {
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`);
  chmodSync(path.join(folder, name), 0o755);
}

const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('tooling/system packages', () => {
  // `findProgram` looks into the system's folders too, so what is missing is made up by an ldconfig that knows no library.
  beforeEach(() => {
    program('ldconfig', 'echo nothing');
    program('fc-list', 'echo Noto Sans CJK SC');
    program('apt-cache', 'exit 1');
    program('apt-get', `echo "apt-get $*" >> ${path.join(folder, 'apt.log')}`);
  });
  const env = (): NodeJS.ProcessEnv => ({ PATH: `${folder}:${process.env['PATH'] ?? ''}`, DISPLAY: ':9' });
  const asUser = (uid: number): string => `const os = (await import('node:os')).default; os.userInfo = () => ({ uid: ${uid} });\n`;
  const ensure = "const { ensureSystemPackages } = await load('system-packages.mjs');\nawait ensureSystemPackages(['window', 'display']);";

  it('says each missing package and why, prints the exact command and stops without root', async () => {
    const lines = `${asUser(1000)}const { runCommand } = await load('../setup.mjs');\nawait runCommand(async () => {${ensure} return 0; });`;
    const { code, output } = await runLines(lines, env());
    expect(code).toBe(1);
    expect(output).toContain('setup: missing system package libnss3: needed for Electron’s window\n');
    expect(output).toContain(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends libgtk-3-0 libnss3 libasound2 libgbm1 libatk-bridge2.0-0 libcups2 libxkbcommon0 libxdamage1\n',
    );
    expect(existsSync(path.join(folder, 'apt.log'))).toBe(false);
  });

  it('installs them as root, without a question, after one update', async () => {
    const { code, output } = await runLines(asUser(0) + ensure, env());
    expect({ code, output }).toMatchObject({ code: 0 });
    const calls = readFileSync(path.join(folder, 'apt.log'), 'utf8').trim().split('\n');
    expect(calls).toHaveLength(2);
    expect(calls[0]).toContain('update');
    expect(calls[1]).toMatch(/install -y --no-install-recommends libgtk-3-0 libnss3 /);
  });

  it('takes the names of a newer system where the old ones are gone', async () => {
    program('apt-cache', 'case "$*" in *t64) echo "Version: 1";; *) exit 1;; esac');
    const { output } = await runLines(asUser(0) + ensure, env());
    expect(output).toContain('installing libgtk-3-0t64 libnss3 libasound2t64 ');
  });

  it('stops with apt’s exit code when apt fails twice', async () => {
    program('apt-get', 'exit 100');
    program('dpkg', 'exit 0');
    const lines = `${asUser(0)}const { runCommand } = await load('../setup.mjs');\nawait runCommand(async () => {${ensure} return 0; });`;
    const { code, output } = await runLines(lines, env());
    expect(code).toBe(1);
    expect(output).toContain('apt-get could not install them (exit 100)');
  });

  it('does nothing and says nothing when nothing is missing', async () => {
    const lines = "const { ensureSystemPackages } = await load('system-packages.mjs');\nawait ensureSystemPackages([]);";
    expect(await runLines(lines)).toEqual({ code: 0, output: '' });
  });
});

describe('tooling/official download', () => {
  const lines = `
    const { downloadOfficial } = await load('electron-download.mjs');
    console.log(JSON.stringify(await downloadOfficial('9.9.9', process.env.FAKE_NODE, Number(process.env.PATIENCE))));`;

  it.runIf(isLinux)('gives up when nothing moves', async () => {
    program('fake-node', 'sleep 60');
    const { output } = await runLines(lines, { FAKE_NODE: path.join(folder, 'fake-node'), PATIENCE: '700' });
    expect(output).toContain('"no progress for 1 s"');
  });

  it.runIf(isLinux)('goes on while bytes arrive, however long it takes', async () => {
    program('fake-node', 'for i in 1 2 3 4 5; do echo more >> "$TMPDIR/part"; sleep 1; done');
    const { output } = await runLines(lines, { FAKE_NODE: path.join(folder, 'fake-node'), PATIENCE: '4000' });
    expect(output).toMatch(/^undefined$/m);
  });

  it.runIf(isLinux)('takes a refusal at once for a no, and says it in a few words', async () => {
    program('fake-node', 'echo "HTTPError: Response code 403 (Forbidden) for a place" >&2; exit 1');
    const { output } = await runLines(lines, { FAKE_NODE: path.join(folder, 'fake-node'), PATIENCE: '60000' });
    expect(output).toContain('"Response code 403"');
  });

  it('finds the cause in an installer’s output', async () => {
    const { output } = await runLines(`
      const { reasonFrom } = await load('electron-download.mjs');
      for (const text of ['TypeError: fetch failed\\n  at x', 'Error: getaddrinfo ENOTFOUND place', '', 'Odd thing\\n at y']) console.log(reasonFrom(text));`);
    expect(output).toBe('its site cannot be reached\nENOTFOUND\nno message\nOdd thing\n');
  });
});

describe('tooling/runtime choice', () => {
  it('takes ELECTRON_OVERRIDE_DIST_PATH first, and names the version found there', async () => {
    mkdirSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist', 'version'), 'v31.0.1');
    writeFileSync(path.join(folder, 'dist', 'electron'), '');
    const lines = "const { ensureElectron } = await load('electron-runtime.mjs'); console.log(JSON.stringify(await ensureElectron({ node: 'x' })));";
    const { code, output } = await runLines(lines, { ELECTRON_OVERRIDE_DIST_PATH: path.join(folder, 'dist') });
    expect(code).toBe(0);
    expect(output).toContain('setup: runtime: Electron 31.0.1 from ELECTRON_OVERRIDE_DIST_PATH');
    expect(output).toContain('"kind":"override","version":"31.0.1"');
  });

  it('refuses an override without an Electron in it', async () => {
    const lines = "const { runCommand } = await load('../setup.mjs'); const { ensureElectron } = await load('electron-runtime.mjs'); await runCommand(async () => { await ensureElectron({ node: 'x' }); return 0; });";
    const { code, output } = await runLines(lines, { ELECTRON_OVERRIDE_DIST_PATH: folder });
    expect(code).toBe(1);
    expect(output).toContain('ELECTRON_OVERRIDE_DIST_PATH holds no electron');
  });

  it('compiles SQLite for runtimes below Electron 36 only', async () => {
    const { output } = await runLines("const { needsRebuild } = await load('sqlite-addon.mjs'); console.log(['33.2.1', '35.9.9', '36.0.0', '45.4.1', 'unknown'].map(needsRebuild).join());");
    expect(output).toBe('true,true,false,false,false\n');
  });
});

describe('tooling/lock', () => {
  const lines = (name: string, holdMs: number): string => `
    const { withLock } = await load('lock.mjs');
    await withLock(${JSON.stringify(path.join(folder, 'deep', 'lock'))}, async () => {
      console.log('${name} in'); await new Promise((resolve) => setTimeout(resolve, ${holdMs})); console.log('${name} out'); });`;

  it('lets one in at a time, and says for whom the other waits', async () => {
    const file = path.join(folder, 'deep', 'lock');
    const first = runLines(lines('first', 1500));
    await expect.poll(() => existsSync(path.join(file, 'pid')), { timeout: 10_000 }).toBe(true);
    const second = await runLines(`if (!(await import('node:fs')).existsSync(${JSON.stringify(file)})) console.log('free'); ${lines('second', 0)}`);
    expect((await first).output).toBe('first in\nfirst out\n');
    expect(second.output).toMatch(/^second in\nsecond out\nsetup: another set-up is at work \(process \d+\); waiting for it\n$/);
    expect(existsSync(file)).toBe(false);
  });

  it('takes over from a set-up that was cut off', async () => {
    mkdirSync(path.join(folder, 'deep', 'lock'), { recursive: true });
    writeFileSync(path.join(folder, 'deep', 'lock', 'pid'), '4194304');
    expect(await runLines(lines('next', 0))).toEqual({ code: 0, output: 'next in\nnext out\n' });
  });
});

describe.runIf(isLinux)('tooling/commands', () => {
  it('passes a signal on once and ends with the child’s exit code', async () => {
    program('child', 'trap "echo got; exit 7" TERM; echo ready; while :; do sleep 0.05; done');
    const lines = `
      const { runAttached } = await load('run-command.mjs');
      setTimeout(() => { process.kill(process.pid, 'SIGTERM'); process.kill(process.pid, 'SIGTERM'); }, 400);
      const code = await runAttached(${JSON.stringify(path.join(folder, 'child'))}, []);
      console.log('code', code);`;
    expect(await runLines(lines)).toEqual({ code: 0, output: 'ready\ngot\ncode 7\n' });
  });

  it('starts a display of its own when there is none, and ends it', async () => {
    const lines = `
      const { withDisplay } = await load('virtual-display.mjs');
      const { existsSync } = await import('node:fs');
      let socket = '';
      const code = await withDisplay(async (env) => { socket = '/tmp/.X11-unix/X' + env.DISPLAY.slice(1); console.log(existsSync(socket)); return 5; }, { PATH: process.env.PATH });
      await new Promise((resolve) => setTimeout(resolve, 500));
      console.log(code, existsSync(socket));`;
    const { output } = await runLines(lines);
    expect(output).toMatch(/^true\n5 false\nsetup: no display here: started a virtual one \(:\d+\)\n$/);
  });

  it('refuses to package a release on the substitute runtime, and a trial that is not a folder', async () => {
    mkdirSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist', 'version'), '45.4.1');
    writeFileSync(path.join(folder, 'dist', 'electron'), '');
    const script = path.join(repository, 'scripts', 'package.mjs');
    const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: path.join(folder, 'dist') };
    const release = await runNode([script], repository, env);
    expect(release.code).toBe(1);
    expect(release.output).toContain('a release is not packaged with the runtime of ELECTRON_OVERRIDE_DIST_PATH');
    const trial = await runNode([script, '--smoke'], repository, env);
    expect(trial.code).toBe(1);
    expect(trial.output).toContain('usage: npm run package');
  });
});

describe('tooling/commands of package.json', () => {
  it('names a script that exists for each command, and nothing runs after an install', () => {
    const { scripts } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
    expect(Object.keys(scripts).toSorted()).toEqual(['bench', 'check', 'demo', 'dev', 'gateway', 'package', 'pos', 'start', 'test', 'test:faults', 'test:sim']);
    for (const command of Object.values<string>(scripts)) {
      expect(existsSync(path.join(repository, command.replace(/^node /, '')))).toBe(true);
    }
  });

  it('keeps the file that continuous integration runs executable', () => {
    expect(statSync(path.join(repository, '.ci', 'run')).mode & 0o111).not.toBe(0);
  });

  it('has a lock file that `npm ci` accepts: the same wishes, and every platform’s parts', () => {
    const wishes = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
    const { packages } = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8'));
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) expect(packages[''][kind]).toEqual(wishes[kind]);
    const places = new Set(Object.keys(packages));
    const lacking = Object.entries<{ optionalDependencies?: Record<string, string> }>(packages).flatMap(([place, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).filter((name) => !places.has(`${place}/node_modules/${name}`) && !places.has(`node_modules/${name}`)),
    );
    expect(lacking).toEqual([]);
  });

  it('locks every package by its hash and names no registry', () => {
    const lock = readFileSync(path.join(repository, 'package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock);
    const bare = Object.entries<{ integrity?: string; link?: boolean }>(packages).filter(([place, entry]) => place !== '' && !entry.link && !entry.integrity);
    expect(bare.map(([place]) => place)).toEqual([]);
    expect(lock).not.toContain('"resolved"');
  });
});
