// Every screen and state in both languages: nothing scrolls, nothing is cut, no word is missing, axe finds nothing.
// The pictures stay in test-results/screens for whoever wants to look; with E2E_ALL_SIZES=1 each in three sizes.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { repositoryRoot } from './electron-executable.ts';
import { screenFaults } from './screen-faults.ts';
import { walkPayments } from './payment-walk.ts';
import { walkOutage, walkTraining, type Language, type Visit } from './screen-walk.ts';
import type { TillWindow } from './till-window.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

const drawnFor: Size = { width: 1280, height: 800 };
const low: Size = { width: 1366, height: 768 };
const large: Size = { width: 1920, height: 1080 };
/** English is the longer text and gets the lower screen. */
const sizes: Readonly<Record<Language, readonly Size[]>> = process.env['E2E_ALL_SIZES'] === undefined
  ? { 'zh-CN': [drawnFor, large], en: [drawnFor, low] }
  : { 'zh-CN': [drawnFor, low, large], en: [drawnFor, low, large] };
const pictures = path.join(repositoryRoot, 'test-results', 'screens');

async function resize({ app, page }: TillWindow, size: Size): Promise<void> {
  const resized = async (): Promise<readonly number[]> => {
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      const window = BrowserWindow.getAllWindows()[0];
      // The window's least size is that of the screen it was opened on; a lower screen makes it lower.
      window?.setMinimumSize(800, 600);
      window?.setContentSize(width, height);
    }, size);
    return page.evaluate(() => [innerWidth, innerHeight]);
  };
  // Without a window manager a request for another size now and then gets lost, and so does the runtime's answer to it when it collects garbage just then.
  await expect(async () => expect(await resized()).toEqual([size.width, size.height])).toPass({ timeout: 30_000 });
}

/** Axe cannot tell contrast below a picture, and in training the watermark lies over everything: it is put away for the look. */
async function axeFindings(page: Page): Promise<readonly string[]> {
  const style = await page.addStyleTag({ content: '.watermark > div[style*="background-image"] { display: none !important; }' });
  const { violations, incomplete } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  await style.evaluate((element) => element.parentNode?.removeChild(element));
  const unjudged = incomplete.filter(({ id }) => id === 'color-contrast').flatMap(({ nodes }) => nodes).filter(({ any }) => any.some(({ data }) => data?.messageKey === 'bgOverlap'));
  return [
    ...violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
    ...unjudged.map(({ target }) => `axe could not judge the contrast of ${target.join(' ')}`),
  ];
}

/** Pictures, faults and axe's findings of each screen; everything found is told at the end, not only the first. */
function inspector(till: TillWindow, language: Language): { readonly visit: Visit; readonly found: string[] } {
  const found: string[] = [];
  let count = 0;
  const visit: Visit = async (name) => {
    count += 1;
    for (const size of sizes[language]) {
      await resize(till, size);
      const folder = path.join(pictures, language, `${size.width}x${size.height}`);
      mkdirSync(folder, { recursive: true });
      await till.page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
      for (const fault of await screenFaults(till.page, language)) found.push(`${name} ${size.width}x${size.height}: ${fault}`);
    }
    await resize(till, drawnFor);
    for (const finding of await axeFindings(till.page)) found.push(`${name}: ${finding}`);
  };
  return { visit, found };
}

for (const language of ['zh-CN', 'en'] as const) {
  test(`every screen of a day in training, ${language}`, async ({ bench }) => {
    test.setTimeout(300_000);
    const till = await bench.openTrained();
    const { visit, found } = inspector(till, language);
    await walkTraining(till, language, visit);
    expect(found).toEqual([]);
  });

  test(`every state of a payment, ${language}`, async ({ bench }) => {
    test.setTimeout(300_000);
    const till = await bench.openTrained();
    const { visit, found } = inspector(till, language);
    await walkPayments(till, language, visit);
    expect(found).toEqual([]);
  });

  test(`every screen of an enrolment, an outage and a refused sale, ${language}`, async ({ bench }) => {
    test.setTimeout(300_000);
    const store = await bench.openStore();
    const till = await bench.open({ dataDir: bench.emptyFolder(), env: { HEYON_GATEWAY_URL: store.url } });
    const { visit, found } = inspector(till, language);
    await walkOutage(till, store, language, visit);
    expect(found).toEqual([]);
  });
}

test('planted faults are found: a scroll bar, cut text, a missing word, a foreign word, a colour nobody can read', async ({ bench }) => {
  const { page } = await bench.openTrained();
  await expect(page.getByTestId('staff-c01')).toBeVisible();
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', `<section class="sell" aria-label="planted" style="position:fixed;inset:0;height:1000px;background:#fff">
      <div style="height:20px;overflow-y:auto"><p style="height:90px">tall</p></div>
      <button style="width:40px;overflow:hidden;white-space:nowrap">a long label</button>
      <p>look-up.idle.title</p><p>套餐</p><p style="color:#ddd;background:#fff">pale</p></section><div style="height:2000px"></div>`);
  });
  expect(await screenFaults(page, 'en')).toEqual(expect.arrayContaining([
    expect.stringContaining('the page scrolls'), expect.stringContaining('scrolls: div'), expect.stringContaining('cut: button'),
    'missing words: look-up.idle.title', 'not English: 套餐',
  ]));
  expect(await axeFindings(page)).toContainEqual(expect.stringContaining('axe color-contrast'));
});
