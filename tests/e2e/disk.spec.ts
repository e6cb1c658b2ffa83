// A disk that fails under the till's file, in the real window: what the clerk is told, and that a press goes on once it works again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from '@playwright/test';
import { buildShim } from '#tests/core/disk/build-shim.ts';
import { repositoryRoot } from './electron-executable.ts';
import { expect, test, type Bench } from './fixtures.ts';
import { ranOut, zhangSan } from './pages/customers.ts';
import { chooseLanguage } from './pages/frame.ts';
import { pay, typeReceived } from './pages/payment.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { goToPayment } from './pages/whole-renewal.ts';
import type { TillWindow } from './till-window.ts';

const pictures = path.join(repositoryRoot, 'test-results', 'screens', 'disk');

/** Numbers of the shim's acts. */
const acts = { write: 2, sync: 3, open: 8 } as const;

interface Disk {
  readonly env: Readonly<Record<string, string>>;
  /** From now on every such act on the till's file fails. */
  readonly refuse: (act: keyof typeof acts, error: keyof typeof constants.errno) => void;
  readonly mend: () => void;
}

/** The disk under the till's own file in training; all other files are on the real one. */
function failingDisk(bench: Bench, dataDir: string): Disk {
  const folder = bench.emptyFolder();
  const switchFile = path.join(folder, 'switch');
  return {
    env: { LD_PRELOAD: buildShim(folder), DISK_SHIM_DIR: path.join(dataDir, 'training'), DISK_SHIM_SWITCH: switchFile },
    refuse: (act, error) => {
      writeFileSync(`${switchFile}.new`, `${acts[act]}:${constants.errno[error]}`);
      renameSync(`${switchFile}.new`, switchFile);
    },
    mend: () => rmSync(switchFile, { force: true }),
  };
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
}

async function salesOf({ call }: TillWindow): Promise<number> {
  const list = await call('sale.list', {});
  return list.ok ? list.value.count : -1;
}

/** A window that was just started has asked by itself; a press counts when a person could have made it. */
async function pressUntilOpen(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('staff-c01')).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
}

test('[D11] full while the customer pays: nothing is taken, and the same press sells once there is room', async ({ bench }) => {
  const dataDir = bench.trainedFolder();
  const disk = failingDisk(bench, dataDir);
  const till = await bench.open({ dataDir, env: disk.env });
  const { page } = till;
  await signIn(page);
  await openShift(page);
  await goToPayment(page, zhangSan);
  await typeReceived(page, '100');
  disk.refuse('write', 'ENOSPC');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-problem')).toContainText('硬盘满了');
  await expect(page.getByTestId('pay-problem')).toContainText('先不要收钱');
  await picture(page, 'full-zh-CN');
  expect(await salesOf(till)).toBe(0);
  disk.mend();
  await pay(page, '100');
  await expect(page.getByTestId('done-change')).toHaveText(/40\.00/);
  expect(await salesOf(till)).toBe(1);

  // A drive that fails at the sync does not say what it kept, so the clerk looks before selling again.
  await page.getByTestId('sale-new').click();
  await goToPayment(page, ranOut);
  await typeReceived(page, '100');
  disk.refuse('sync', 'EIO');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('pay-problem')).toContainText('还说不准');
  await picture(page, 'broken-zh-CN');
  disk.mend();
  expect(await salesOf(till)).toBe(1);
  await pay(page, '100');
  expect(await salesOf(till)).toBe(2);
});

test('[D19] unreadable at the start: says so in both languages, and a press opens the till when the disk is back', async ({ bench }) => {
  const dataDir = bench.trainedFolder();
  const disk = failingDisk(bench, dataDir);
  disk.refuse('open', 'EIO');
  const { page } = await bench.open({ dataDir, env: { ...disk.env, HEYON_LOCALE: 'en' } });
  await expect(page.getByTestId('problem')).toContainText('cannot be opened');
  await picture(page, 'unreadable-en');
  await chooseLanguage(page, 'zh-CN');
  await expect(page.getByTestId('problem')).toContainText('账本文件打不开');
  await picture(page, 'unreadable-zh-CN');
  disk.mend();
  await pressUntilOpen(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await signIn(page);
  await openShift(page);
});

test('[D18] another program holds the books, and [D20] the books are gone: each says so, and a press goes on', async ({ bench }) => {
  const dataDir = bench.trainedFolder();
  const coreDir = path.join(dataDir, 'training');
  const other = spawn(process.execPath, [path.join(repositoryRoot, 'tests', 'core', 'store', 'hold-child.ts'), coreDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  expect(await once(createInterface(other.stdout), 'line')).toEqual(['held']);
  const second = await bench.open({ dataDir });
  await expect(second.page.getByTestId('problem')).toContainText('另一个收银程序正在用这份账本');
  await expect(second.page.getByTestId('rescue')).toHaveCount(0);
  await picture(second.page, 'in-use-zh-CN');
  await chooseLanguage(second.page, 'en');
  await picture(second.page, 'in-use-en');
  other.kill('SIGKILL');
  await once(other, 'exit');
  await pressUntilOpen(second.page);
  await second.close();

  const [books, away] = [path.join(coreDir, 'pos.db'), path.join(coreDir, 'pos-away.db')];
  renameSync(books, away);
  const without = await bench.open({ dataDir });
  await expect(without.page.getByTestId('problem')).toContainText('账本文件不见了');
  await picture(without.page, 'gone-zh-CN');
  await chooseLanguage(without.page, 'en');
  await expect(without.page.getByTestId('problem')).toContainText('its books are gone');
  await picture(without.page, 'gone-en');
  renameSync(away, books);
  await pressUntilOpen(without.page);
});
