// npm run demo: one renewal in the real window, in training mode, from an empty folder. Leaves pictures of each step, the
// receipt as PDF and what the gateway holds of the same sale in demo-out/.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { readTrainingJournal } from '#tests/e2e/gateway-record.ts';
import { zhangSan } from '#tests/e2e/pages/customers.ts';
import { chooseLanguage, expectLevel } from '#tests/e2e/pages/frame.ts';
import { checkDocument } from '#tests/e2e/pages/identity.ts';
import { findCustomer } from '#tests/e2e/pages/look-up.ts';
import { typeReceived } from '#tests/e2e/pages/payment.ts';
import { openShift } from '#tests/e2e/pages/shift.ts';
import { signIn } from '#tests/e2e/pages/sign-in.ts';
import { expect } from '#tests/e2e/patient-expect.ts';
import { openTillWindow, type TillWindow } from '#tests/e2e/till-window.ts';

const out = path.resolve(import.meta.dirname, '..', '..', 'demo-out');
const FIRST_START_MS = 120_000;

/** Takes numbered pictures, so that a folder listing tells the story. */
function photographer({ page }: TillWindow): (name: string) => Promise<void> {
  let count = 0;
  return async (name) => {
    count += 1;
    const file = `${String(count).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ path: path.join(out, file), animations: 'disabled' });
    console.log(`demo: ${file}`);
  };
}

async function beginDay({ page }: TillWindow, picture: (name: string) => Promise<void>): Promise<void> {
  await expect(page.getByTestId('staff-c01')).toBeVisible({ timeout: FIRST_START_MS });
  await picture('sign-in');
  await signIn(page);
  await expect(page.getByTestId('open-shift-first')).toBeVisible();
  await picture('open-the-shift');
  await openShift(page);
  await picture('waiting-for-a-customer');
}

async function renew({ page }: TillWindow, picture: (name: string) => Promise<void>): Promise<void> {
  await findCustomer(page, zhangSan.msisdn);
  await picture('customer');
  await page.getByTestId('sale-begin').click();
  await expect(page.getByTestId('id-number')).toBeVisible();
  await picture('document');
  await checkDocument(page, zhangSan.paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await picture('document-matches');
  await page.getByTestId('id-check').click();
  await expect(page.getByTestId('plan-confirm')).toBeEnabled();
  await picture('plan');
  await chooseLanguage(page, 'en');
  await picture('plan-in-english');
  await chooseLanguage(page, 'zh-CN');
  await page.getByTestId('plan-confirm').click();
  await typeReceived(page, '100');
  await expect(page.getByTestId('payment-state')).toHaveAttribute('data-state', 'ready');
  await picture('cash');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('sale-done')).toBeVisible();
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await expect(page.getByTestId('print-status')).toHaveAttribute('data-state', 'saved');
  await expectLevel(page);
  await picture('done');
  await chooseLanguage(page, 'en');
  await picture('done-in-english');
  await chooseLanguage(page, 'zh-CN');
}

/** The sale as the gateway's journal holds it, and the answer that came back for it. */
async function gatewayRecord(till: TillWindow): Promise<{ readonly entry: JournalEntry; readonly outcome: unknown }> {
  const entry = (await readTrainingJournal(till)).findLast(({ type }) => type === 'sale.completed');
  if (entry === undefined) throw new Error('the gateway holds no sale');
  const list = await till.call('sale.list', {});
  const outcome = list.ok ? list.value.rows.find(({ saleId }) => saleId === entry.payload['saleId'])?.carrier : undefined;
  return { entry, outcome: outcome ?? null };
}

async function run(dataDir: string): Promise<void> {
  const till = await openTillWindow({ dataDir });
  try {
    const picture = photographer(till);
    await beginDay(till, picture);
    await renew(till, picture);
    writeFileSync(path.join(out, 'gateway-record.json'), `${JSON.stringify(await gatewayRecord(till), null, 2)}\n`);
    const receipts = path.join(dataDir, 'training', 'receipts');
    for (const name of readdirSync(receipts).filter((file) => file.endsWith('.pdf'))) copyFileSync(path.join(receipts, name), path.join(out, 'receipt.pdf'));
    await till.page.getByTestId('sale-new').click();
    await till.page.getByTestId('nav-transactions').click();
    await till.page.getByTestId('sale-row').click();
    await expect(till.page.getByTestId('sale-details')).toBeVisible();
    await picture('transactions');
  } finally {
    await till.close();
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'heyon-demo-'));
try {
  await run(dataDir);
  console.log(`demo: one renewal, from look-up to the carrier's answer, is in ${out}`);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
