// The one place that listens to windows. What becomes of a call is decided in serve-call.ts.
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { CALL_CHANNEL } from '#shared/contract/till-channels.ts';
import { serveCall } from './serve-call.ts';
import type { CallServer } from './serve-call.ts';
import type { Sender } from './trusted-sender.ts';

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame;
  return { webContentsId: event.sender.id, isMainFrame: frame !== null && frame.parent === null, url: frame?.url ?? '' };
}

/** From now on the preload's calls are answered. */
export function serveCalls(server: CallServer): void {
  ipcMain.handle(CALL_CHANNEL, (event, channel: unknown, raw: unknown) => serveCall(server, senderOf(event), channel, raw));
}
