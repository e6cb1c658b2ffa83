// How long the manager waits in the real window: from the press that asks for a day until its figures are drawn.
import { createRequire } from 'node:module';
import { _electron, type Page } from '@playwright/test';
import { isLinuxRoot } from './launch-window.ts';
import { summarise, type Summary } from './statistics.ts';

const DAYS = 20;
/** From the sign-in to the hand at the next button. */
const BREATH_MS = 1000;

export interface ScreenResults {
  /** The rail's button, the first time: the screen's own code is loaded, too. */
  readonly firstMs: number;
  /** One day back, as drawn. */
  readonly day: Summary;
}

/** `dataDir` is an enrolled terminal's, in which m01 signs in with `pin`. */
export async function measureReviewScreen(dataDir: string, pin: string): Promise<ScreenResults> {
  const executablePath: unknown = createRequire(import.meta.url)('electron');
  const app = await _electron.launch({
    executablePath: String(executablePath), args: ['.', '--force-device-scale-factor=1', ...(isLinuxRoot() ? ['--no-sandbox'] : [])],
    env: { ...definedEnvironment(), HEYON_DATA_DIR: dataDir, HEYON_GATEWAY_URL: 'https://bench.invalid' },
  });
  try {
    const page = await app.firstWindow();
    await page.getByTestId('staff-m01').click();
    await page.getByTestId('pin-input').fill(pin);
    await page.keyboard.press('Enter');
    await page.getByTestId('nav-review').waitFor();
    await page.waitForTimeout(BREATH_MS);
    const firstMs = await pressAndWait(page, 'nav-review');
    const days: number[] = [];
    for (let day = 0; day < DAYS; day += 1) days.push(await pressAndWait(page, 'day-previous'));
    return { firstMs, day: summarise(days) };
  } finally {
    await app.close();
  }
}

/** In the page itself, so that no message between processes is counted: press, then the first drawn frame with fresh figures. */
function pressAndWait(page: Page, testId: string): Promise<number> {
  return page.evaluate(async (id) => {
    const dayShown = (): string => document.querySelector<HTMLInputElement>('[data-testid="review-date"]')?.value ?? '';
    const before = dayShown();
    const isFresh = (): boolean => dayShown() !== before && document.querySelector('[data-testid="review-figures"][data-stale="false"] [data-testid="review-total"]') !== null;
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const startedAt = performance.now();
    document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.click();
    do await frame(); while (!isFresh());
    await frame();
    return performance.now() - startedAt;
  }, testId);
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
