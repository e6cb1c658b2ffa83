// Whose calls count: the top frame of our own window, showing our own page.

export const APP_SCHEME = 'heyon';
export const APP_HOST = 'app';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

export interface Sender {
  readonly webContentsId: number;
  readonly isMainFrame: boolean;
  /** Of the frame at the moment of the call. */
  readonly url: string;
}

export interface Trust {
  readonly webContentsId: number;
  /** Address of the dev server while developing; null otherwise. */
  readonly devServerUrl: string | null;
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** Whether an address shows our page. Origins of own schemes read `null` in Node, so protocol and host are compared. */
export function isOwnPage(url: string, devServerUrl: string | null): boolean {
  const page = parse(url);
  if (page === null || page.username !== '' || page.password !== '') return false;
  if (page.protocol === `${APP_SCHEME}:` && page.host === APP_HOST) return true;
  const dev = devServerUrl === null ? null : parse(devServerUrl);
  return dev !== null && page.protocol === dev.protocol && page.host === dev.host;
}

/** Whether a call may be served at all. */
export function isTrustedSender(sender: Sender, trust: Trust): boolean {
  return sender.webContentsId === trust.webContentsId && sender.isMainFrame && isOwnPage(sender.url, trust.devServerUrl);
}
