// The sign-in and lock screen.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';
import { clerk, type Person } from './synthetic-people.ts';

/** Waits for the list of people, chooses one and types the PIN. */
export async function typePin(page: Page, person: Person): Promise<void> {
  await page.getByTestId(`staff-${person.staffId}`).click();
  await page.getByTestId('pin-input').fill(person.pin);
  await page.getByTestId('sign-in').click();
}

/** Ends at the workbench. */
export async function signIn(page: Page, person: Person = clerk): Promise<void> {
  await expect(page.getByTestId(`staff-${person.staffId}`)).toBeVisible({ timeout: 60_000 });
  await typePin(page, person);
  await expect(page.getByTestId('lock')).toBeVisible();
}

/** At the lock screen of somebody who comes back. */
export async function unlock(page: Page, person: Person = clerk): Promise<void> {
  await expect(page.getByTestId('locked-by')).toBeVisible();
  await page.getByTestId('pin-input').fill(person.pin);
  await page.getByTestId('sign-in').click();
  await expect(page.getByTestId('lock')).toBeVisible();
}

/** From the workbench of one person to that of another; an open shift stays open. */
export async function changePerson(page: Page, person: Person): Promise<void> {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('sign-out').click();
  await signIn(page, person);
}
