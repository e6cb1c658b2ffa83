// The only bridge between the page and the program: calls by name, announcements back. Runs sandboxed.
import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { TillBridge } from '#shared/contract/till-bridge.ts';
import { CALL_CHANNEL, tillChannels } from '#shared/contract/till-channels.ts';
import { TOPIC_EVENT } from '#shared/contract/till-topics.ts';
import type { TopicEvent } from '#shared/contract/till-topics.ts';

const known: ReadonlySet<string> = new Set(tillChannels);

const bridge: TillBridge = {
  call: async (channel, request) => {
    if (!known.has(channel)) return { ok: false, problem: { code: 'request-invalid', path: 'channel' } };
    return ipcRenderer.invoke(CALL_CHANNEL, channel, request);
  },
  on: (listener) => {
    // The event object would hand the page Electron's own sender: only the announcement goes on.
    const hear = (_event: IpcRendererEvent, event: TopicEvent): void => listener(event);
    ipcRenderer.on(TOPIC_EVENT, hear);
    return () => {
      ipcRenderer.removeListener(TOPIC_EVENT, hear);
    };
  },
};

contextBridge.exposeInMainWorld('till', bridge);
