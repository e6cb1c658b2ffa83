// Before the first test: one terminal in training mode is started on an empty folder and left as it is when its first
// data has arrived. Tests copy that folder, so that only the test of the first start pays for it.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from './patient-expect.ts';
import { openTillWindow, type TillWindow } from './till-window.ts';

export const PREPARED_FOLDER = 'E2E_PREPARED_DATA_DIR';

const PATIENCE_MS = 120_000;

async function waitUntilReady({ call }: TillWindow): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    const terminal = await call('terminal.read', {});
    const sync = await call('sync.read', {});
    return terminal.ok && terminal.value.phase === 'ready' && sync.ok && sync.value.pendingCount === 0;
  };
  await expect.poll(isReady, { timeout: PATIENCE_MS }).toBe(true);
}

/** Playwright's global set-up; the answer is its tear-down. */
export default async function prepareTrainingData(): Promise<() => void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heyon-e2e-prepared-'));
  process.env[PREPARED_FOLDER] = folder;
  const till = await openTillWindow({ dataDir: folder });
  try {
    await waitUntilReady(till);
  } catch (cause) {
    throw new Error(`the training terminal did not get ready:\n${till.errorOutput()}`, { cause });
  } finally {
    await till.close();
  }
  return () => rmSync(folder, { recursive: true, force: true });
}
