// The shift: opening it where it is asked for, and closing it on its own screen.
import type { Page } from '@playwright/test';
import { expect } from '../patient-expect.ts';
import { approve } from './approval.ts';
import type { Person } from './synthetic-people.ts';

/** `float` in yuan as typed. Ends where customers can be served. */
export async function openShift(page: Page, float = '200'): Promise<void> {
  await page.getByTestId('shift-float').fill(float);
  await page.getByTestId('shift-open').click();
  await expect(page.getByTestId('shift-open')).toHaveCount(0);
  await expect(page.getByTestId('lookup-input')).toBeVisible();
}

/** Pieces by value in fen, as they are counted. */
export type Pieces = Readonly<Record<number, number>>;

/** Chooses counting by notes and coins, and types them; the way stays chosen for the next count. */
export async function countPieces(page: Page, pieces: Pieces): Promise<void> {
  await page.getByTestId('count-by-pieces').click();
  for (const [valueFen, count] of Object.entries(pieces)) await page.getByTestId(`pieces-${valueFen}`).fill(String(count));
}

/** Opens the shift with a float counted piece by piece. */
export async function openShiftByPieces(page: Page, pieces: Pieces): Promise<void> {
  await countPieces(page, pieces);
  await page.getByTestId('shift-open').click();
  await expect(page.getByTestId('shift-open')).toHaveCount(0);
  await expect(page.getByTestId('lookup-input')).toBeVisible();
}

/** Commits what was counted piece by piece, as `commitCount` does with a total. */
export async function commitPieces(page: Page, pieces: Pieces): Promise<void> {
  await countPieces(page, pieces);
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-confirmation')).toBeVisible();
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-closed').or(page.getByTestId('shift-result'))).toBeVisible();
}

/** Types the whole count and commits it; ends at over or short, or at the Z where the cash was right and nothing was left open. */
export async function commitCount(page: Page, counted: string): Promise<void> {
  await page.getByTestId('nav-shift').click();
  await page.getByTestId('shift-counted').fill(counted);
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-confirmation')).toBeVisible();
  await page.getByTestId('shift-close').click();
  await expect(page.getByTestId('shift-closed').or(page.getByTestId('shift-result'))).toBeVisible();
}

/** Counts, says why where that is asked for, and closes; ends at the Z figures. `approver`: whoever is asked where somebody has to agree. */
export async function closeShift(page: Page, counted: string, approver?: Person): Promise<void> {
  await commitCount(page, counted);
  if (await page.getByTestId('shift-result').isVisible()) {
    if (await page.getByTestId('reason-text').isVisible()) await page.getByTestId('reason-1').click();
    const asksApprover = await page.getByTestId('close-needs-approval').isVisible();
    await page.getByTestId('shift-close').click();
    if (asksApprover && approver !== undefined) await approve(page, approver);
  }
  await expect(page.getByTestId('shift-closed')).toBeVisible();
}

/** Paid in, paid out or a safe drop, for the first of the quick reasons. */
export async function moveCash(page: Page, direction: 'in' | 'out' | 'drop', amount: string, approver?: Person): Promise<void> {
  await page.getByTestId(`cash-${direction}`).click();
  await page.getByTestId('cash-amount').fill(amount);
  await page.getByTestId('reason-1').click();
  await page.getByTestId('cash-submit').click();
  if (approver !== undefined) await approve(page, approver);
  await expect(page.getByTestId('cash-dialog')).toHaveCount(0);
  await expect(page.getByTestId('cash-said')).not.toBeEmpty();
}

/** Opens the drawer without a sale, for the first of the quick reasons. */
export async function openDrawer(page: Page, approver?: Person): Promise<void> {
  await page.getByTestId('cash-open').click();
  await page.getByTestId('reason-1').click();
  await page.getByTestId('cash-submit').click();
  if (approver !== undefined) await approve(page, approver);
  await expect(page.getByTestId('cash-dialog')).toHaveCount(0);
}
