// What every end-to-end test is given: data directories of its own, windows that are closed after it, and the evidence when it fails.
import { test as base, type TestInfo } from '@playwright/test';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from './patient-expect.ts';
import { PREPARED_FOLDER } from './prepare-training-data.ts';
import { enrol } from './pages/enrolment.ts';
import { activationCode, openLiveStore, storeCode, type LiveStore, type LiveStoreOptions } from './live-store.ts';
import { openTillWindow, type TillWindow, type TillWindowOptions } from './till-window.ts';

export { expect };

export interface Bench {
  /** An empty data directory. */
  readonly emptyFolder: () => string;
  /** The data directory of a training terminal that has its data and has sold nothing. */
  readonly trainedFolder: () => string;
  readonly open: (options: TillWindowOptions) => Promise<TillWindow>;
  /** A terminal in training mode with all its data, at the sign-in screen. */
  readonly openTrained: (env?: TillWindowOptions['env']) => Promise<TillWindow>;
  /** A terminal of a live store, enrolled through its screen, with all its data, at the sign-in screen. */
  readonly openEnrolled: (store: LiveStore, env?: TillWindowOptions['env']) => Promise<TillWindow>;
  /** A carrier's gateway behind a network that can be cut, and nothing enrolled with it yet. */
  readonly openStore: (options?: LiveStoreOptions) => Promise<LiveStore>;
}

function logsOf(dataDir: string): readonly string[] {
  const folders = [path.join(dataDir, 'logs'), path.join(dataDir, 'training', 'logs')].filter((folder) => existsSync(folder));
  return folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.log')).map((name) => path.join(folder, name)));
}

async function keepEvidence(windows: readonly TillWindow[], info: TestInfo): Promise<void> {
  for (const [index, { page, errorOutput, dataDir }] of windows.entries()) {
    if (!page.isClosed()) {
      const picture = await page.screenshot({ timeout: 5000 }).catch(() => null);
      if (picture !== null) await info.attach(`window-${index}.png`, { body: picture, contentType: 'image/png' });
    }
    await info.attach(`window-${index}-stderr.txt`, { body: errorOutput(), contentType: 'text/plain' });
    for (const log of logsOf(dataDir)) await info.attach(`window-${index}-${path.basename(log)}`, { body: readFileSync(log, 'utf8'), contentType: 'text/plain' });
  }
}

/** Chromium's own files are of no interest; the gateway's port and lock are each terminal's own. */
const isWorthCopying = (source: string): boolean => !/\/(?:window|Singleton[A-Za-z]+|gateway\.json|[^/]*\.(?:lock|pid))$/.test(source);

export const test = base.extend<{ bench: Bench }>({
  // Playwright reads the names of the fixtures needed from this pattern.
  // eslint-disable-next-line no-empty-pattern
  bench: async ({}, use, info) => {
    const folders: string[] = [];
    const windows: TillWindow[] = [];
    const stores: LiveStore[] = [];
    const emptyFolder = (): string => {
      const folder = mkdtempSync(path.join(os.tmpdir(), 'heyon-e2e-'));
      folders.push(folder);
      return folder;
    };
    const trainedFolder = (): string => {
      const prepared = process.env[PREPARED_FOLDER];
      if (prepared === undefined || !existsSync(prepared)) throw new Error('the prepared training folder is missing');
      const folder = emptyFolder();
      cpSync(prepared, folder, { recursive: true, filter: isWorthCopying });
      return folder;
    };
    const open = async (options: TillWindowOptions): Promise<TillWindow> => {
      const till = await openTillWindow(options);
      windows.push(till);
      return till;
    };
    await use({
      emptyFolder, trainedFolder, open,
      openTrained: (env) => open({ dataDir: trainedFolder(), ...(env === undefined ? {} : { env }) }),
      openEnrolled: async (store, env) => {
        const till = await open({ dataDir: emptyFolder(), env: { ...env, HEYON_GATEWAY_URL: store.url } });
        await enrol(till.page, storeCode, activationCode);
        return till;
      },
      openStore: async (options) => {
        const store = await openLiveStore(options);
        stores.push(store);
        return store;
      },
    });
    if (info.status !== info.expectedStatus) await keepEvidence(windows, info);
    for (const till of windows) await till.close().catch(() => till.kill());
    for (const store of stores) await store.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  },
});
