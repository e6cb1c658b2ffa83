// A terminal that must not sell any more: its only screen says why and what to do, and saves what can be read of its books.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from '@playwright/test';
import { repositoryRoot } from './electron-executable.ts';
import { expect, test, type Bench } from './fixtures.ts';
import { zhangSan, ranOut } from './pages/customers.ts';
import { chooseLanguage, expectLevel } from './pages/frame.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { renew } from './pages/whole-renewal.ts';

const pictures = path.join(repositoryRoot, 'test-results', 'screens', 'stops');

function copyOf(bench: Bench, dataDir: string): string {
  const copy = bench.emptyFolder();
  cpSync(dataDir, copy, { recursive: true, filter: (source) => !/\/(?:window|Singleton[A-Za-z]+|[^/]*\.(?:lock|pid))$/.test(source) });
  return copy;
}

function onFile(dataDir: string, sql: string): void {
  const db = new Database(path.join(dataDir, 'pos.db'));
  db.exec(sql);
  db.close();
}

async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
}

/** Nobody can sign in, the words are right, and one press saves the sale that was made. */
async function expectStopped(page: Page, name: string, words: RegExp, receiptNumber: string): Promise<void> {
  await expect(page.getByTestId('problem')).toContainText(words);
  await expect(page.getByTestId('pin-input')).toHaveCount(0);
  await page.getByTestId('rescue').click();
  const file = await page.getByTestId('rescue-file').inputValue();
  expect(existsSync(file)).toBe(true);
  const lines = readFileSync(file, 'utf8');
  expect(lines).toContain(receiptNumber);
  expect(lines).not.toMatch(/\b1[3-9]\d{9}\b/);
  await picture(page, name);
}

test('a copy of an old day, another program’s file, books that do not add up, and a terminal that was shut out', async ({ bench }) => {
  test.setTimeout(240_000);
  const store = await bench.openStore();
  const first = await bench.openEnrolled(store);
  await signIn(first.page);
  await openShift(first.page);
  await renew(first.page, zhangSan);
  const receiptNumber = await first.page.getByTestId('receipt-number').textContent() ?? '';
  await expectLevel(first.page);
  await first.close();
  const [old, newer, broken] = [copyOf(bench, first.dataDir), copyOf(bench, first.dataDir), copyOf(bench, first.dataDir)];
  const goneOn = await bench.open({ dataDir: first.dataDir });
  await signIn(goneOn.page);
  await renew(goneOn.page, ranOut);
  await expectLevel(goneOn.page);

  const copy = await bench.open({ dataDir: old });
  await expectStopped(copy.page, 'fork-zh-CN', /和运营商手里的对不上/, receiptNumber);
  await chooseLanguage(copy.page, 'en');
  await expect(copy.page.getByTestId('problem')).toContainText('differ from what the carrier holds');
  await picture(copy.page, 'fork-en');
  await copy.close();

  onFile(newer, 'PRAGMA user_version = 999');
  const older = await bench.open({ dataDir: newer, env: { HEYON_LOCALE: 'en' } });
  await expectStopped(older.page, 'newer-en', /newer version/, receiptNumber);
  await chooseLanguage(older.page, 'zh-CN');
  await expect(older.page.getByTestId('problem')).toContainText('新版程序');
  await picture(older.page, 'newer-zh-CN');
  await older.close();

  onFile(broken, `DROP TRIGGER journal_no_update; UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE seq = (SELECT max(seq) - 1 FROM journal)`);
  const unsound = await bench.open({ dataDir: broken });
  await expectStopped(unsound.page, 'broken', /校验对不上/, receiptNumber);
  await expect(unsound.page.getByTestId('rescue-done')).toContainText('1 行对不上');
  await unsound.close();

  await store.db.query(`UPDATE terminals SET status = 'revoked'`, []);
  await expectStopped(goneOn.page, 'revoked', /已被停用/, receiptNumber);
});
