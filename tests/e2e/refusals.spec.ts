// Customers whose renewal cannot be taken, or not yet: a clear word, a next step, and no money moved.
import type { Page } from '@playwright/test';
import { trainingIccid } from '#gateway/training/synthetic-numbers.ts';
import { expect, test, type Bench } from './fixtures.ts';
import { barred, noDocument, oldDocument, ranOut, unknownMsisdn, zhangSan } from './pages/customers.ts';
import { checkDocument } from './pages/identity.ts';
import { beginSale, findCustomer, lookUp } from './pages/look-up.ts';
import { pay, typeReceived } from './pages/payment.ts';
import { choosePlan } from './pages/plan.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { goToPayment } from './pages/whole-renewal.ts';

async function openAtCounter(bench: Bench): Promise<Page> {
  const { page } = await bench.openTrained();
  await signIn(page);
  await openShift(page);
  return page;
}

/** Calendar day in Shanghai, `YYYY-MM-DD`. */
const dayInShanghai = (at: Date): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(at);

test('numbers that cannot be read and customers nobody knows are answered in words', async ({ bench }) => {
  const page = await openAtCounter(bench);
  for (const [typed, code] of [
    [unknownMsisdn, 'subscriber-unknown'], ['1650000000', 'msisdn-invalid'], ['hello', 'lookup-unreadable'], [trainingIccid(99_999), 'subscriber-unknown'],
  ] as const) {
    await lookUp(page, typed);
    const problem = page.getByTestId('lookup-problem');
    await expect(problem, typed).toHaveAttribute('data-code', code);
    await expect(problem).toContainText('下一步');
    await expect(page.getByTestId('account-card')).toHaveCount(0);
  }
});

test('a barred card says why and offers no way to take money', async ({ bench }) => {
  const page = await openAtCounter(bench);
  for (const [code, msisdn] of Object.entries(barred)) {
    await lookUp(page, msisdn);
    await expect(page.getByTestId('lookup-bar'), msisdn).toHaveAttribute('data-code', code);
    await expect(page.getByTestId('lookup-bar')).toContainText('下一步');
    await expect(page.getByTestId('sale-begin')).toBeDisabled();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('account-card')).toBeVisible();
    await expect(page.getByTestId('id-number')).toHaveCount(0);
  }
});

test('somebody else’s document stops the sale, the right one lets it go on', async ({ bench }) => {
  const page = await openAtCounter(bench);
  await findCustomer(page, zhangSan.msisdn);
  await beginSale(page);
  await checkDocument(page, ranOut.paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'mismatch');
  await expect(page.getByTestId('id-check')).toBeDisabled();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('plan-months')).toHaveCount(0);
  await page.getByTestId('id-again').click();
  await expect(page.getByTestId('id-number')).toHaveValue('');
  await checkDocument(page, zhangSan.paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  expect(await page.content()).not.toContain(zhangSan.paper.number);
});

test('a document with a wrong check digit is refused before it is compared', async ({ bench }) => {
  const page = await openAtCounter(bench);
  await findCustomer(page, zhangSan.msisdn);
  await beginSale(page);
  await checkDocument(page, { documentType: 'RESIDENT_ID', number: '999999199003070013' });
  await expect(page.getByTestId('id-problem')).toHaveAttribute('data-code', 'document-check-digit');
  await expect(page.getByTestId('id-number')).toHaveValue('999999199003070013');
});

test('a document whose time has passed is refused, a record without one asks the clerk to look', async ({ bench }) => {
  const page = await openAtCounter(bench);
  await findCustomer(page, oldDocument.msisdn);
  await beginSale(page);
  await checkDocument(page, oldDocument.paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'expired');
  await expect(page.getByTestId('id-check')).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await findCustomer(page, noDocument.msisdn);
  await beginSale(page);
  await checkDocument(page, noDocument.paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'not-comparable');
  await page.getByTestId('id-check').click();
  await expect(page.getByTestId('plan-months')).toBeVisible();
});

test('a card that ran out is renewed from today', async ({ bench }) => {
  const page = await openAtCounter(bench);
  await findCustomer(page, ranOut.msisdn);
  await expect(page.getByTestId('account-expiry')).toContainText(dayInShanghai(new Date(Date.now() - 10 * 86_400_000)));
  await expect(page.getByTestId('account-card')).toContainText('已过期 10 天');
  await beginSale(page);
  await checkDocument(page, ranOut.paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await page.getByTestId('id-check').click();
  await choosePlan(page);
  const today = dayInShanghai(new Date());
  await expect(page.locator('.summary-note').first()).toContainText(today);
  await pay(page, '30');
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
});

test('too little cash is refused and says what is missing', async ({ bench }) => {
  const page = await openAtCounter(bench);
  await goToPayment(page, zhangSan);
  await typeReceived(page, '50');
  await expect(page.getByTestId('change-due')).toHaveAttribute('data-state', 'short');
  await expect(page.getByTestId('pay')).toBeDisabled();
  await expect(page.getByTestId('pay')).toContainText('10.00');
  await page.getByTestId('cash-received').press('Enter');
  await expect(page.getByTestId('sale-done')).toHaveCount(0);
});
