// What the till does when the machine sleeps, wakes, is locked or unlocked.
import { powerMonitor } from 'electron';
import type { CoreHost } from './core-host.ts';

/** Locks the till with the machine; asks the gateway at once when it is back. */
export function followPower(host: Pick<CoreHost, 'call' | 'wake'>, session: () => string | null): void {
  const lock = (): void => {
    const name = session();
    if (name !== null) void host.call(name, 'session.lock', {});
  };
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('resume', () => host.wake());
  powerMonitor.on('unlock-screen', () => host.wake());
}
