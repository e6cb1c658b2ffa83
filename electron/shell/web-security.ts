// What no page in this program may do: leave its address, open windows, ask for permissions, reach the network.
import { app, session } from 'electron';
import type { Session, WebContents } from 'electron';
import { isOwnPage } from './trusted-sender.ts';

const networkUrls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'];

function confine(contents: WebContents, devServerUrl: string | null): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url, devServerUrl)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Denies permissions and devices to every page of a session, and the network as well. */
export function closeSession(pages: Session, devServerUrl: string | null): void {
  pages.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  pages.setPermissionCheckHandler(() => false);
  pages.setDevicePermissionHandler(() => false);
  pages.on('will-download', (event) => event.preventDefault());
  if (devServerUrl !== null) return;
  pages.webRequest.onBeforeRequest({ urls: networkUrls }, (_details, answer) => answer({ cancel: true }));
}

/** Holds for every page made from now on. Call once, when ready. */
export function enforceWebSecurity(devServerUrl: string | null): void {
  app.on('web-contents-created', (_event, contents) => confine(contents, devServerUrl));
  closeSession(session.defaultSession, devServerUrl);
}
