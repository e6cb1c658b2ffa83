// A hidden page that shows one receipt and can be printed: no scripts, no network, gone when done.
import { BrowserWindow, session } from 'electron';
import type { Session } from 'electron';
import { closeSession } from '../web-security.ts';
import { APP_SCHEME } from '../trusted-sender.ts';
import { mmToPixels, pageFor, toInches, toMicrons } from './paper-size.ts';

const PRINT_URL = `${APP_SCHEME}://print/receipt.html`;
const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

let currentHtml = '';
let printSession: Session | undefined;

/** Pages of this session get the receipt at hand and nothing else. Kept in memory only. */
function receiptSession(): Session {
  if (printSession !== undefined) return printSession;
  const made = session.fromPartition('print');
  closeSession(made, null);
  made.protocol.handle(APP_SCHEME, (request) => (
    request.url === PRINT_URL
      ? new Response(currentHtml, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': contentSecurityPolicy } })
      : new Response(null, { status: 404 })
  ));
  printSession = made;
  return made;
}

export interface PrintPage {
  /** Resolves when everything on the page is there and its height is known. */
  load(): Promise<void>;
  /** Hands the page to the system's queue of this printer; rejects with Electron's reason. */
  spool(printer: string): Promise<void>;
  pdf(): Promise<Uint8Array>;
  close(): void;
}

/** One HTML page on paper of this width. One page at a time: see oneAtATime. */
export function createPrintPage(html: string, paperMm: number, title: string): PrintPage {
  currentHtml = html;
  const window = new BrowserWindow({
    show: false, width: Math.ceil(mmToPixels(paperMm)), height: 800, useContentSize: true, title,
    webPreferences: {
      session: receiptSession(), sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, webviewTag: false, spellcheck: false,
    },
  });
  let page = pageFor(paperMm, 0);
  return {
    load: async () => {
      await window.loadURL(PRINT_URL);
      page = pageFor(paperMm, await contentHeight(window, paperMm));
    },
    spool: (printer) => spool(window, printer, toMicrons(page)),
    pdf: () => window.webContents.printToPDF({ pageSize: toInches(page), margins: { top: 0, bottom: 0, left: 0, right: 0 }, printBackground: true }),
    close: () => {
      currentHtml = '';
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** Height of the content in CSS pixels, laid out as for print. The page runs no scripts, so the engine is asked. */
async function contentHeight(window: BrowserWindow, paperMm: number): Promise<number> {
  const { debugger: engine } = window.webContents;
  engine.attach('1.3');
  try {
    await engine.sendCommand('Emulation.setEmulatedMedia', { media: 'print' });
    const width = Math.floor(mmToPixels(paperMm));
    // A low viewport: the answer is never less than its height.
    await engine.sendCommand('Emulation.setDeviceMetricsOverride', { width, height: 1, deviceScaleFactor: 1, mobile: false });
    const metrics: unknown = await engine.sendCommand('Page.getLayoutMetrics');
    return heightIn(metrics);
  } finally {
    engine.detach();
  }
}

function heightIn(metrics: unknown): number {
  if (typeof metrics === 'object' && metrics !== null && 'cssContentSize' in metrics) {
    const size = metrics.cssContentSize;
    if (typeof size === 'object' && size !== null && 'height' in size && typeof size.height === 'number') return size.height;
  }
  throw new Error('the page has no measurable height');
}

function spool(window: BrowserWindow, printer: string, pageSize: { width: number; height: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    window.webContents.print(
      { silent: true, deviceName: printer, pageSize, margins: { marginType: 'none' }, printBackground: true },
      (success, failureReason) => (success ? resolve() : reject(new Error(failureReason === '' ? 'not accepted' : failureReason))),
    );
  });
}
