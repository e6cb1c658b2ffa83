// Leads a terminal through every screen and state a clerk can meet, and calls back at each of them.
import type { Page } from '@playwright/test';
import { expect } from './patient-expect.ts';
import type { LiveStore } from './live-store.ts';
import { approve, readRequest } from './pages/approval.ts';
import { barred, ranOut, unknownMsisdn, zhangSan } from './pages/customers.ts';
import { chooseLanguage, expectLevel, syncState } from './pages/frame.ts';
import { checkDocument } from './pages/identity.ts';
import { findCustomer, lookUp } from './pages/look-up.ts';
import { typeReceived } from './pages/payment.ts';
import { goBack, openReview, openRows, openStory } from './pages/review.ts';
import { closeShift } from './pages/shift.ts';
import { signIn, typePin, unlock } from './pages/sign-in.ts';
import { clerk, manager, otherClerk } from './pages/synthetic-people.ts';
import { fillRefund } from './pages/transactions.ts';
import type { TillWindow } from './till-window.ts';

export type Visit = (name: string) => Promise<void>;
export type Language = 'zh-CN' | 'en';

async function walkEntrance(page: Page, visit: Visit): Promise<void> {
  await visit('sign-in');
  await typePin(page, { staffId: clerk.staffId, pin: '111111' });
  await expect(page.getByTestId('problem')).toHaveAttribute('data-code', 'pin-wrong');
  await visit('sign-in-wrong-pin');
  for (const left of [4, 3, 2, 1, 0]) {
    await expect(page.getByTestId('pin-input')).toHaveValue('');
    await typePin(page, { staffId: otherClerk.staffId, pin: '111111' });
    await expect(page.getByTestId('problem')).toHaveAttribute('data-code', left === 0 ? 'staff-locked' : 'pin-wrong');
  }
  await visit('sign-in-person-locked');
}

async function walkShiftOpening(page: Page, visit: Visit): Promise<void> {
  await visit('sell-no-shift');
  await page.getByTestId('nav-transactions').click();
  await expect(page.getByTestId('sales-empty')).toBeVisible();
  await visit('transactions-empty');
  await page.getByTestId('nav-shift').click();
  await expect(page.getByTestId('shift-open-panel')).toBeVisible();
  await visit('shift-none-yet');
  await page.getByTestId('shift-float').fill('200');
  await page.getByTestId('shift-open').click();
  await expect(page.getByTestId('shift-current')).toBeVisible();
  await page.getByTestId('nav-sell').click();
}

async function walkLookUp(page: Page, visit: Visit): Promise<void> {
  await expect(page.getByTestId('flow-customer')).toBeVisible();
  await visit('look-up');
  await lookUp(page, unknownMsisdn);
  await expect(page.getByTestId('lookup-problem')).toHaveAttribute('data-code', 'subscriber-unknown');
  await visit('look-up-unknown');
  await lookUp(page, '165000');
  await expect(page.getByTestId('lookup-problem')).not.toHaveAttribute('data-code', 'subscriber-unknown');
  await visit('look-up-unreadable');
  for (const [bar, msisdn] of Object.entries(barred)) {
    await lookUp(page, msisdn);
    await expect(page.getByTestId('lookup-bar')).toHaveAttribute('data-code', bar);
    await visit(`look-up-${bar}`);
  }
  await findCustomer(page, ranOut.msisdn);
  await visit('look-up-ran-out');
  await findCustomer(page, zhangSan.msisdn);
  await visit('look-up-found');
}

async function walkIdentity(page: Page, visit: Visit): Promise<void> {
  await page.getByTestId('sale-begin').click();
  await expect(page.getByTestId('id-number')).toBeVisible();
  await visit('identity');
  await checkDocument(page, { documentType: 'RESIDENT_ID', number: '999999199003070013' });
  await expect(page.getByTestId('id-problem')).toBeVisible();
  await visit('identity-check-digit');
  await checkDocument(page, ranOut.paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'mismatch');
  await visit('identity-mismatch');
  await page.getByTestId('id-again').click();
  await checkDocument(page, zhangSan.paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await visit('identity-match');
  await page.getByTestId('id-check').click();
}

async function walkPlanAndPayment(page: Page, visit: Visit): Promise<void> {
  await expect(page.getByTestId('plan-confirm')).toBeEnabled();
  await visit('plan');
  await page.getByTestId('plan-max-100').click();
  await page.getByTestId('plan-months-12').click();
  await expect(page.getByTestId('quote-total')).toHaveText(/1,200\.00/);
  await visit('plan-another-for-a-year');
  await page.getByTestId('plan-confirm').click();
  await expect(page.getByTestId('cash-received')).toBeVisible();
  await visit('payment');
  await typeReceived(page, '1000');
  await expect(page.getByTestId('change-due')).toHaveAttribute('data-state', 'short');
  await visit('payment-short');
  await typeReceived(page, '12..0');
  await visit('payment-unreadable');
  await typeReceived(page, '1500');
  await expect(page.getByTestId('change-due')).toHaveAttribute('data-state', 'ready');
  await visit('payment-ready');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('sale-done')).toBeVisible();
}

async function walkAfterwards(page: Page, visit: Visit): Promise<void> {
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied');
  await expect(page.getByTestId('print-status')).toHaveAttribute('data-state', 'saved');
  await visit('done');
  await page.getByTestId('sale-new').click();
  await expect(page.getByTestId('last-sale')).toBeVisible();
  await visit('look-up-after-a-sale');
  await page.getByTestId('nav-transactions').click();
  await page.getByTestId('sale-row').first().click();
  await expect(page.getByTestId('sale-details')).toBeVisible();
  await visit('transactions');
  await walkRefund(page, visit);
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('terminal-facts')).toBeVisible();
  await visit('settings');
  await expectLevel(page);
  await syncState(page).click();
  await expect(page.getByTestId('sync-panel')).toBeVisible();
  await visit('sync-panel');
  await page.getByTestId('sync-close').click();
}

/** A part refund: first said, then approved, then done. The customer of 1,200.00 gets 60.00 back. */
async function walkRefund(page: Page, visit: Visit): Promise<void> {
  await fillRefund(page, '60');
  await visit('refund');
  await page.getByTestId('refund-submit').click();
  await expect(page.getByTestId('approval-what')).toBeVisible();
  await expect(page.getByTestId('approver-m01')).toBeVisible();
  await visit('approval-pin');
  await readRequest(page, manager.staffId);
  await visit('approval-phone');
  await page.getByTestId('approval-way-pin').click();
  await approve(page, manager);
  await expect(page.getByTestId('refund-outcome')).toHaveAttribute('data-state', 'completed');
  await visit('refund-completed');
  await page.getByTestId('refund-close').click();
  await expect(page.getByTestId('sale-refund')).toBeVisible();
  await visit('transactions-refunded');
}

async function walkShiftClosing(page: Page, visit: Visit): Promise<void> {
  await page.getByTestId('nav-shift').click();
  await expect(page.getByTestId('shift-current')).toBeVisible();
  await visit('shift-open');
  await page.getByTestId('cash-in').click();
  await page.getByTestId('cash-amount').fill('50');
  await visit('shift-paid-in');
  await page.getByTestId('cash-cancel').click();
  await page.getByTestId('count-by-pieces').click();
  await page.getByTestId('pieces-10000').fill('13');
  await visit('shift-by-pieces');
  await page.getByTestId('count-by-total').click();
  await page.getByTestId('shift-counted').fill('1335.5');
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-confirmation')).toBeVisible();
  await visit('shift-confirm');
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-result')).toBeVisible();
  await visit('shift-result');
  await page.getByTestId('shift-recount').click();
  await closeShift(page, '1335.5', manager);
  await visit('shift-closed');
  await page.getByTestId('shift-done').click();
  await visit('shift-after-close');
}

/** What a manager sees besides: the X, the list of Zs, approving by phone; and a shift that is somebody else's. */
async function walkManagersShift(page: Page, visit: Visit): Promise<void> {
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-float').fill('100');
  await page.getByTestId('shift-open').click();
  await expect(page.getByTestId('shift-current')).toBeVisible();
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('sign-out').click();
  await signIn(page, manager);
  await page.getByTestId('nav-sell').click();
  await expect(page.getByTestId('shift-of-other')).toBeVisible();
  await visit('sell-shift-of-other');
  await page.getByTestId('nav-shift').click();
  await expect(page.getByTestId('shift-of-other-note')).toBeVisible();
  await visit('shift-of-other');
  await page.getByTestId('shift-x').click();
  await expect(page.getByTestId('z-expected')).toBeVisible();
  await visit('shift-x');
  await page.getByTestId('x-close').click();
  await page.getByTestId('shift-list').click();
  await expect(page.getByTestId('z-row').first()).toBeVisible();
  await visit('shift-list');
  await page.getByTestId('z-back').click();
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('remote-approval').click();
  await expect(page.getByTestId('remote-code')).toBeVisible();
  await visit('remote-approval');
  await page.getByTestId('remote-close').click();
}

/** The day as a manager reads it. */
async function walkReview(page: Page, visit: Visit): Promise<void> {
  await openReview(page);
  await visit('review');
  await openRows(page, 'review-count');
  await visit('review-rows');
  await openStory(page);
  await visit('review-story');
  await goBack(page);
  await goBack(page);
  await page.getByTestId('day-pick').click();
  await expect(page.getByTestId('review-calendar')).toBeVisible();
  await visit('review-calendar');
  await goBack(page);
  await page.getByTestId('review-export').click();
  await page.getByTestId('export-pdf').click();
  await expect(page.getByTestId('export-file')).toBeVisible();
  await visit('review-export');
  await goBack(page);
  await page.getByTestId('review-reconcile').click();
  await expect(page.getByTestId('reconcile-panel')).toBeVisible();
  await visit('review-reconcile');
  await page.getByTestId('reconcile-file').setInputFiles({ name: 'statement.csv', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004') });
  await expect(page.getByTestId('reconcile-fault')).toHaveRole('alert');
  await visit('review-reconcile-fault');
  await goBack(page);
  await page.getByTestId('scope-store').click();
  await expect(page.getByTestId('review-store')).toBeVisible();
  await visit('review-store');
}

/** A training terminal at its sign-in screen; ends after everything but an outage has been seen. */
export async function walkTraining({ app, page }: TillWindow, language: Language, visit: Visit): Promise<void> {
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  await chooseLanguage(page, language);
  await walkEntrance(page, visit);
  await signIn(page);
  await walkShiftOpening(page, visit);
  await walkLookUp(page, visit);
  await page.getByTestId('lock').click();
  await expect(page.getByTestId('locked-by')).toBeVisible();
  await visit('locked');
  await unlock(page);
  await findCustomer(page, zhangSan.msisdn);
  await walkIdentity(page, visit);
  await walkPlanAndPayment(page, visit);
  await walkAfterwards(page, visit);
  await walkShiftClosing(page, visit);
  await page.getByTestId('nav-review').click();
  await expect(page.getByTestId('review-not-allowed')).toBeVisible();
  await visit('review-not-allowed');
  await walkManagersShift(page, visit);
  await walkReview(page, visit);
  const till = await app.evaluate(({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === 'Heyon POS till')?.pid ?? 0);
  process.kill(till, 'SIGKILL');
  await expect(page.getByTestId('host-notice')).toHaveAttribute('data-state', 'restarted');
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  await visit('core-restarted');
}

/** A terminal of a live store that nobody has enrolled yet; ends with a sale that the carrier refused. */
export async function walkOutage({ page }: TillWindow, store: LiveStore, language: Language, visit: Visit): Promise<void> {
  await expect(page.getByTestId('enrolment-screen')).toBeVisible();
  await chooseLanguage(page, language);
  await visit('enrolment');
  await page.getByTestId('enrol-store-code').fill('SZ-001');
  await page.getByTestId('enrol-activation-code').fill('WRONG-CODE');
  await page.getByTestId('enrol').click();
  await expect(page.getByTestId('problem')).toBeVisible();
  await visit('enrolment-refused');
  await page.getByTestId('enrol-activation-code').fill('TRAIN-0001');
  await page.getByTestId('enrol').click();
  await signIn(page);
  await page.getByTestId('shift-float').fill('0');
  await page.getByTestId('shift-open').click();
  await expectLevel(page);
  store.proxy.goDown();
  await findCustomer(page, zhangSan.msisdn);
  await expect(page.getByTestId('outage-banner')).toBeVisible();
  await visit('offline-look-up');
  await page.getByTestId('sale-begin').click();
  await checkDocument(page, zhangSan.paper);
  await page.getByTestId('id-check').click();
  await page.getByTestId('plan-confirm').click();
  await typeReceived(page, '100');
  await visit('offline-payment');
  await page.getByTestId('pay').click();
  await expect(page.getByTestId('sale-done')).toBeVisible();
  await visit('offline-done');
  await syncState(page).click();
  await expect(page.getByTestId('sync-panel')).toBeVisible();
  await visit('offline-sync-panel');
  await page.getByTestId('sync-close').click();
  await store.db.query("UPDATE subscribers SET record = jsonb_set(record::jsonb, '{stage}', '\"HOLD\"')::text WHERE ref = 'sub-000001'");
  store.proxy.comeBack();
  // By itself the terminal tries again too, but after so many failures not at once.
  await syncState(page).click();
  await page.getByTestId('sync-now').click();
  await expect(page.getByTestId('sync-rejected-item')).toBeVisible();
  await page.getByTestId('sync-close').click();
  await expect(page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'rejected');
  await visit('rejected-done');
  await syncState(page).click();
  await expect(page.getByTestId('sync-rejected-item')).toBeVisible();
  await visit('rejected-sync-panel');
  await page.getByTestId('sync-close').click();
  await page.getByTestId('nav-transactions').click();
  await page.getByTestId('sale-row').first().click();
  await expect(page.getByTestId('sale-rejected')).toBeVisible();
  await visit('rejected-transactions');
  await page.getByTestId('tasks-toggle').click();
  await expect(page.getByTestId('task-panel')).toBeVisible();
  await visit('refund-tasks');
}
