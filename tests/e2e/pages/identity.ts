// The second step: the document on the counter.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';

export interface Paper {
  readonly documentType: string;
  readonly number: string;
}

/** Enters a document and has it compared; says nothing about the outcome. */
export async function checkDocument(page: Page, paper: Paper): Promise<void> {
  await page.getByTestId('id-type').selectOption(paper.documentType);
  await page.getByTestId('id-number').fill(paper.number);
  await page.getByTestId('id-check').click();
}

/** Ends at the plans. */
export async function passIdentity(page: Page, paper: Paper): Promise<void> {
  await checkDocument(page, paper);
  await expect(page.getByTestId('id-result')).toHaveAttribute('data-outcome', /match|not-comparable/);
  await page.getByTestId('id-check').click();
  await expect(page.getByTestId('plan-months')).toBeVisible();
}
