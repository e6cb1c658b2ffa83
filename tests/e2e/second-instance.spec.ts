// One terminal per data directory: a second start shows the first and ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { electronArguments, electronExecutable, repositoryRoot } from './electron-executable.ts';
import { expect, test } from './fixtures.ts';

test('a second start on the same data focuses the first window and ends', async ({ bench }) => {
  const { app, page, dataDir } = await bench.openTrained();
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  const asked = app.evaluate(({ app: electron }) => new Promise<string>((resolve) => {
    electron.once('second-instance', () => resolve('asked'));
  }));
  const second = spawn(electronExecutable(), electronArguments(), { cwd: repositoryRoot, env: { ...process.env, HEYON_DATA_DIR: dataDir }, stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(await asked).toBe('asked');
  expect(code).toBe(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await expect(page.getByTestId('staff-c01')).toBeVisible();
});

test('[D18] the mark of a program that crashed under another name of the computer keeps nobody out', async ({ bench }) => {
  const dataDir = bench.trainedFolder();
  symlinkSync('a-former-name-99999', path.join(dataDir, 'SingletonLock'));
  const { page } = await bench.open({ dataDir });
  await expect(page.getByTestId('staff-c01')).toBeVisible();
});
