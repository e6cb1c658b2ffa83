// Carries what the till announces to the window. An announcement that no window hears is not missed by anybody.
import type { BrowserWindow } from 'electron';
import { TOPIC_EVENT } from '#shared/contract/till-topics.ts';
import type { CoreHost } from './core-host.ts';

/** Until the window is gone. */
export function broadcastTopics(host: Pick<CoreHost, 'onTopic'>, window: BrowserWindow): void {
  const stop = host.onTopic((event) => {
    if (!window.isDestroyed()) window.webContents.send(TOPIC_EVENT, event);
  });
  window.once('closed', stop);
}
