// Before the first test: one terminal in training mode is started on an empty folder and left as it is when its first
// data has arrived. Tests copy that folder, so that only the test of the first start pays for it.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openTillWindow } from './till-window.ts';

export const PREPARED_FOLDER = 'E2E_PREPARED_DATA_DIR';

const PATIENCE_MS = 120_000;

async function waitUntilReady(till: Awaited<ReturnType<typeof openTillWindow>>): Promise<void> {
  await till.page.waitForFunction(async () => {
    // The reply's type is the contract's; only two fields of it matter here.
    const terminal = await window.till?.call('terminal.read', {}) as { value?: { phase: string } };
    const sync = await window.till?.call('sync.read', {}) as { value?: { pendingCount: number } };
    return terminal.value?.phase === 'ready' && sync.value?.pendingCount === 0;
  }, undefined, { timeout: PATIENCE_MS, polling: 200 });
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
