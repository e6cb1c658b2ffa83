// The manager's day: which days, its figures, the rows behind them, and what leaves the till.
import type { Locator, Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';

/** From any screen; ends when the figures of the day are there. */
export async function openReview(page: Page): Promise<void> {
  await page.getByTestId('nav-review').click();
  await expect(page.getByTestId('review-figures')).toHaveAttribute('data-stale', 'false');
}

/** One day, YYYY-MM-DD; ends when its figures are there. */
export async function chooseDay(page: Page, date: string): Promise<void> {
  await page.getByTestId('review-date').fill(date);
  await page.getByTestId('review-date').press('Enter');
  await expect(page.getByTestId('review-date')).toHaveValue(date);
  await expect(page.getByTestId('review-figures')).toHaveAttribute('data-stale', 'false');
}

/** Net sales and the number of sales as the cards show them. */
export async function readFigures(page: Page): Promise<{ readonly net: string; readonly count: string }> {
  return { net: await page.getByTestId('review-total').innerText(), count: await page.getByTestId('review-count').innerText() };
}

/** Opens the rows of a figure by the figure's test id; ends when all of them are read. */
export async function openRows(page: Page, figure: string): Promise<Locator> {
  await page.getByTestId(figure).click();
  await expect(page.getByTestId('rows-agreement')).toBeVisible();
  return page.getByTestId('review-row');
}

/** From the open rows to the whole story of the sale in one of them. */
export async function openStory(page: Page, row = 0): Promise<Locator> {
  await page.getByTestId('row-story').nth(row).click();
  await expect(page.getByTestId('review-story')).toBeVisible();
  return page.getByTestId('story-event');
}

/** Out of the story, out of the rows, or out of any other sheet. */
export async function goBack(page: Page): Promise<void> {
  await page.getByTestId('review-back').click();
}

/** Ends when the file is written; answers its path. */
export async function exportDay(page: Page, format: 'csv' | 'xlsx' | 'pdf'): Promise<string> {
  await page.getByTestId('review-export').click();
  await page.getByTestId(`export-${format}`).click();
  // What was exported before is still shown.
  const saved = page.locator(`[data-testid="export-file"][value$=".${format}"]`);
  await expect(saved).toBeVisible();
  const file = await saved.inputValue();
  await goBack(page);
  return file;
}

/** Compares a statement given as the bytes of its file; ends at the result. */
export async function reconcile(page: Page, wallet: 'alipay' | 'wechat' | 'unionpay' | 'card', statement: Buffer): Promise<void> {
  await page.getByTestId('review-reconcile').click();
  await page.getByTestId(`reconcile-${wallet}`).click();
  await page.getByTestId('reconcile-file').setInputFiles({ name: 'statement.csv', mimeType: 'text/csv', buffer: statement });
  await page.getByTestId('reconcile-run').click();
  await expect(page.getByTestId('reconcile-matched')).toBeVisible();
}

/** 1234.50, -5.00: an amount as it is written anywhere on this screen, or a plain count. */
export function figureIn(text: string): string {
  const [, minus = '', digits = ''] = /(-?)￥?([\d,]+(?:\.\d\d)?)/.exec(text) ?? [];
  return `${minus}${digits.replaceAll(',', '')}`;
}

/** Opens every figure of the screen in turn; answers those whose rows do not come to it, in words. */
export async function figuresThatDisagree(page: Page): Promise<readonly string[]> {
  const figures = page.getByTestId('review-figures').locator('button[aria-haspopup="dialog"]');
  const faults: string[] = [];
  for (let index = 0; index < await figures.count(); index += 1) {
    const figure = figures.nth(index);
    const shown = await figure.innerText();
    await figure.click();
    const agreement = page.getByTestId('rows-agreement');
    await expect(agreement).toBeVisible();
    if (await agreement.getAttribute('data-agrees') !== 'true') faults.push(`figure ${index} "${shown}": ${await page.getByTestId('rows-panel').innerText()}`);
    await goBack(page);
  }
  return faults;
}
