// Tells the till when the machine has a network again.
import type { Timers } from '../core/ports.ts';
import type { CoreHost } from './core-host.ts';

/** Electron knows whether there is a network and does not say when that changes. */
const LOOK_EVERY_MS = 2000;

/** `isOnline` is the machine's own view; what it calls a network may lead nowhere, so it is only a reason to try. */
export function followNetwork(host: Pick<CoreHost, 'networkIsBack'>, isOnline: () => boolean, timers: Timers): void {
  let was = isOnline();
  const look = (): void => {
    const is = isOnline();
    if (is && !was) host.networkIsBack();
    was = is;
    timers.after(LOOK_EVERY_MS, look);
  };
  timers.after(LOOK_EVERY_MS, look);
}
