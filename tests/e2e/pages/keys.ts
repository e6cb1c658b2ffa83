// A counter without a mouse: keys alone, at the pace of a person.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';
import type { Person } from './synthetic-people.ts';
import type { Customer } from './whole-renewal.ts';

/** Slower than any scanner, so that the keys are taken for typing. */
const TYPING = { delay: 110 } as const;

/** Into the field that has the focus by itself. */
export async function typeInto(page: Page, testId: string, text: string): Promise<void> {
  await expect(page.getByTestId(testId)).toBeFocused();
  await page.keyboard.type(text, TYPING);
}

/** Presses Tab until something has the focus. */
export async function tabTo(page: Page, testId: string): Promise<void> {
  const isThere = (): Promise<boolean> => page.getByTestId(testId).evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 30 && !(await isThere()); presses += 1) await page.keyboard.press('Tab');
  await expect(page.getByTestId(testId)).toBeFocused();
}

/** After somebody else has left, whose PIN is waited for: back to the list, along it, and on. Ends behind the sign-in. */
export async function signInByKeys(page: Page, { staffId, pin }: Person): Promise<void> {
  await expect(page.getByTestId('pin-input')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  const person = page.getByTestId(`staff-${staffId}`);
  for (let presses = 0; presses < 9 && (await person.getAttribute('aria-checked')) !== 'true'; presses += 1) await page.keyboard.press('ArrowRight');
  await expect(person).toHaveAttribute('aria-checked', 'true');
  await page.keyboard.press('Enter');
  await typeInto(page, 'pin-input', pin);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lock')).toBeVisible();
}

/** From the empty first step to the payment. */
export async function goToPaymentByKeys(page: Page, { msisdn, paper }: Customer): Promise<void> {
  await typeInto(page, 'lookup-input', msisdn);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('sale-begin')).toBeEnabled();
  await page.keyboard.press('Enter');
  await typeInto(page, 'id-number', paper.number);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', 'match');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('plan-confirm')).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('cash-received')).toBeFocused();
}

/** In the dialog of the second person. */
export async function approveByKeys(page: Page, { staffId, pin }: Person): Promise<void> {
  await expect(page.getByTestId(`approver-${staffId}`)).toBeVisible();
  await tabTo(page, `approver-${staffId}`);
  await page.keyboard.press('Space');
  await typeInto(page, 'approval-pin', pin);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('approval-dialog')).toHaveCount(0);
}
