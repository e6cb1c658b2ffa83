// The dialog of the second person, and the manager's side of a telephone call.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';
import type { Person } from './synthetic-people.ts';

/** Chooses who is asked and sends a PIN; says nothing about the outcome. */
export async function typeApproverPin(page: Page, { staffId, pin }: Person): Promise<void> {
  await page.getByTestId(`approver-${staffId}`).check();
  await page.getByTestId('approval-pin').fill(pin);
  await page.getByTestId('approval-submit').click();
}

/** With the PIN, at this terminal; ends when the dialog is gone. */
export async function approve(page: Page, person: Person): Promise<void> {
  await typeApproverPin(page, person);
  await expect(page.getByTestId('approval-dialog')).toHaveCount(0);
}

export interface RequestRead {
  readonly requestCode: string;
  readonly tail: string;
}

/** Chooses whom to phone and reads off the screen what is to be said; the dialog waits for the answer. */
export async function readRequest(page: Page, staffId: string): Promise<RequestRead> {
  await page.getByTestId(`approver-${staffId}`).check();
  await page.getByTestId('approval-way-code').click();
  await expect(page.getByTestId('approval-request-code')).toBeVisible();
  const digits = await page.getByTestId('approval-request-code').textContent();
  return { requestCode: (digits ?? '').replace(/\D/g, ''), tail: await page.getByTestId('approval-tail').textContent() ?? '' };
}

/** Types an answer; says nothing about the outcome. */
export async function typeAnswer(page: Page, code: string): Promise<void> {
  await page.getByTestId('approval-answer').fill(code.replace(/\D/g, ''));
  await page.getByTestId('approval-submit').click();
}

/** Types the manager's answer. */
export async function answerRequest(page: Page, code: string): Promise<void> {
  await typeAnswer(page, code);
  await expect(page.getByTestId('approval-dialog')).toHaveCount(0);
}

export interface RequestHeard extends RequestRead {
  readonly terminalId: string;
  readonly operation: string;
  /** In yuan as typed. */
  readonly amount: string;
}

/** On the manager's terminal, from the settings: what was heard goes in, the answer comes out. */
export async function computeAnswer(page: Page, heard: RequestHeard): Promise<string> {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('remote-approval').click();
  await page.getByTestId('remote-code').fill(heard.requestCode);
  await page.getByTestId('remote-terminal').fill(heard.terminalId);
  await page.getByTestId('remote-operation').selectOption(heard.operation);
  await page.getByTestId('remote-amount').fill(heard.amount);
  await page.getByTestId('remote-tail').fill(heard.tail);
  await page.getByTestId('remote-compute').click();
  await expect(page.getByTestId('remote-answer')).toBeVisible();
  const code = await page.getByTestId('remote-answer').textContent();
  await page.getByTestId('remote-close').click();
  return (code ?? '').replace(/\D/g, '');
}
