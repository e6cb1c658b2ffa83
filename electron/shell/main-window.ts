// The one window: sandboxed, without menu, drawn for 1280 by 800.
import { BrowserWindow, screen } from 'electron';
import type { Input, WebContents } from 'electron';
import type { Logger } from '../core/ports.ts';
import { APP_URL } from './trusted-sender.ts';

const WIDTH = 1280;
const HEIGHT = 800;
/** The ground colour of the page, so that nothing flashes before it is drawn. */
const BACKGROUND = '#f3f5f7';
const MAX_RELOADS = 3;
const RELOADS_WITHIN_MS = 60_000;

export interface WindowOptions {
  readonly preload: string;
  readonly devServerUrl: string | null;
  readonly hasDevTools: boolean;
  readonly logger: Logger;
  readonly monotonicMs: () => number;
}

/** Opens the window and starts loading; it is shown once it has something to show. */
export function openMainWindow(options: WindowOptions): BrowserWindow {
  const { workAreaSize } = screen.getPrimaryDisplay();
  const width = Math.min(WIDTH, workAreaSize.width);
  const height = Math.min(HEIGHT, workAreaSize.height);
  const window = new BrowserWindow({
    title: 'Heyon POS', width, height, minWidth: width, minHeight: height, useContentSize: true, show: false, backgroundColor: BACKGROUND,
    webPreferences: {
      preload: options.preload, contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false,
      devTools: options.hasDevTools, spellcheck: false, navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  window.webContents.on('before-input-event', (event, input) => {
    if (takeKey(window, input, options.hasDevTools)) event.preventDefault();
  });
  window.on('unresponsive', () => options.logger.warn('window.unresponsive'));
  reloadWhenGone(window.webContents, options);
  load(window, options);
  return window;
}

function load(window: BrowserWindow, options: WindowOptions): void {
  window.loadURL(options.devServerUrl ?? APP_URL).catch((cause: unknown) => options.logger.error('window.load-failed', {}, cause));
}

/** Keys of the window itself; everything else belongs to the page. */
function takeKey(window: BrowserWindow, input: Input, hasDevTools: boolean): boolean {
  if (input.type !== 'keyDown') return false;
  // F11 alone belongs to a screen, like the other function keys.
  if (input.key === 'F11' && input.shift) {
    window.setFullScreen(!window.isFullScreen());
    return true;
  }
  if (hasDevTools && input.control && input.shift && input.key.toLowerCase() === 'i') {
    window.webContents.toggleDevTools();
    return true;
  }
  return (input.control || input.meta) && ['+', '-', '=', '0', '_'].includes(input.key);
}

/** The page holds nothing that the core does not know: after a crash it is simply loaded again, but not for ever. */
function reloadWhenGone(contents: WebContents, options: WindowOptions): void {
  let reloadsMs: number[] = [];
  contents.on('render-process-gone', (_event, details) => {
    options.logger.error('window.gone', { reason: details.reason, exitCode: details.exitCode });
    if (contents.isDestroyed()) return;
    const nowMs = options.monotonicMs();
    reloadsMs = [...reloadsMs.filter((atMs) => nowMs - atMs < RELOADS_WITHIN_MS), nowMs];
    if (reloadsMs.length > MAX_RELOADS) return options.logger.error('window.given-up', { reloads: MAX_RELOADS });
    contents.reload();
  });
}
