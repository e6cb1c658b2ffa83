// Every screen and state in both languages and three sizes: nothing scrolls, nothing is cut, no word is missing, axe finds nothing.
// The pictures stay in test-results/screens for whoever wants to look.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { repositoryRoot } from './electron-executable.ts';
import { screenFaults } from './screen-faults.ts';
import { walkOutage, walkTraining, type Language, type Visit } from './screen-walk.ts';
import type { TillWindow } from './till-window.ts';

const sizes = [{ width: 1280, height: 800 }, { width: 1366, height: 768 }, { width: 1920, height: 1080 }] as const;
const pictures = path.join(repositoryRoot, 'test-results', 'screens');

async function resize({ app, page }: TillWindow, size: (typeof sizes)[number]): Promise<void> {
  const resized = async (): Promise<readonly number[]> => {
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      const window = BrowserWindow.getAllWindows()[0];
      // The window's least size is that of the screen it was opened on; a lower screen makes it lower.
      window?.setMinimumSize(800, 600);
      window?.setContentSize(width, height);
    }, size);
    return page.evaluate(() => [innerWidth, innerHeight]);
  };
  // Without a window manager a request for another size now and then gets lost.
  await expect.poll(resized).toEqual([size.width, size.height]);
}

/** Pictures, faults and axe's findings of each screen; everything found is told at the end, not only the first. */
function inspector(till: TillWindow, language: Language): { readonly visit: Visit; readonly found: string[] } {
  const found: string[] = [];
  let count = 0;
  const visit: Visit = async (name) => {
    count += 1;
    for (const size of sizes) {
      await resize(till, size);
      const folder = path.join(pictures, language, `${size.width}x${size.height}`);
      mkdirSync(folder, { recursive: true });
      await till.page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
      for (const fault of await screenFaults(till.page, language)) found.push(`${name} ${size.width}x${size.height}: ${fault}`);
    }
    await resize(till, sizes[0]);
    const { violations } = await new AxeBuilder({ page: till.page }).setLegacyMode(true).analyze();
    for (const { id, nodes } of violations) found.push(`${name}: axe ${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
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

  test(`every screen of an enrolment, an outage and a refused sale, ${language}`, async ({ bench }) => {
    test.setTimeout(300_000);
    const store = await bench.openStore();
    const till = await bench.open({ dataDir: bench.emptyFolder(), env: { HEYON_GATEWAY_URL: store.url } });
    const { visit, found } = inspector(till, language);
    await walkOutage(till, store, language, visit);
    expect(found).toEqual([]);
  });
}
