// Long work cut into short pieces: the core is one thread, and a sale must not wait behind it.
import type { Timers } from './ports.ts';

/** Lets everything else that waits have its turn. */
export function nextTurn(timers: Timers): Promise<void> {
  return new Promise((resolve) => {
    timers.after(0, resolve);
  });
}
