// From the first start to the last: one terminal per data directory, and an order of quitting that loses nothing.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { Logger, Timers } from '../core/ports.ts';
import { requestedDataDir } from '../hosts/data-dir.ts';

const TITLE = 'Heyon POS';
/** How long quitting may take in all before it is forced. Whatever is committed is safe either way. */
const QUIT_LIMIT_MS = 5000;

/** Moves everything Electron keeps below the terminal's own directory. Before ready, and before the lock. */
export function useDataDir(env: Readonly<Record<string, string | undefined>>): void {
  const requested = requestedDataDir(env);
  if (requested !== null) {
    // Electron refuses a path that does not exist.
    mkdirSync(requested, { recursive: true, mode: 0o700 });
    app.setPath('userData', requested);
  }
  const pages = path.join(app.getPath('userData'), 'window');
  mkdirSync(pages, { recursive: true });
  app.setPath('sessionData', pages);
}

/** False when another terminal already runs on this data directory; that one is shown instead. */
export function isOnlyTerminal(window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const shown = window();
    if (shown === null) return;
    if (shown.isMinimized()) shown.restore();
    shown.focus();
  });
  return true;
}

export interface QuitStep {
  readonly name: string;
  run(limitMs: number): Promise<void>;
}

/** Runs the steps one after the other before the program ends, all of them within the limit. */
export function quitInOrder(steps: () => readonly QuitStep[], ports: { readonly logger: Logger; readonly timers: Timers }): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void runSteps(steps(), ports).finally(() => {
      state = 'closed';
      app.quit();
    });
  });
}

async function runSteps(steps: readonly QuitStep[], { logger, timers }: { readonly logger: Logger; readonly timers: Timers }): Promise<void> {
  const tooLate = new Promise<void>((resolve) => {
    timers.after(QUIT_LIMIT_MS, resolve);
  });
  const inOrder = async (): Promise<void> => {
    for (const step of steps) {
      await step.run(QUIT_LIMIT_MS).catch((cause: unknown) => logger.error('quit.step-failed', { step: step.name }, cause));
    }
  };
  await Promise.race([inOrder(), tooLate]);
  logger.info('shell.closed');
}

/** Says in both languages that the terminal cannot start, and ends with exit code 1. */
export function failToStart(cause: unknown): void {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const text = `终端无法启动，没有发生任何收款。请检查数据目录是否存在、可写、磁盘未满，然后重新打开。\n\n`
    + `The terminal cannot start. No money has moved. Check that the data directory exists, can be written and has space left, then open it again.\n\n${detail}`;
  process.stderr.write(`heyon-pos: ${text}\n`);
  app.once('will-quit', () => app.exit(1));
  if (!app.isReady()) {
    // Before it is ready Linux could only write the text a second time.
    if (process.platform !== 'linux') dialog.showErrorBox(TITLE, text);
    return app.exit(1);
  }
  // Not the blocking kind: the program must still obey when the system asks it to end.
  void dialog.showMessageBox({ type: 'error', title: TITLE, message: text, buttons: ['关闭 Close'] }).finally(() => app.exit(1));
}
