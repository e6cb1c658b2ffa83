// Selling stops by the carrier's word: written down, and told to the window at once.
import type { Till } from '../till.ts';
import { saveStop } from './sync-repository.ts';

/** What the window shows follows the terminal's state: not told, it would leave the clerk at a workbench that refuses everything. */
export function stopSelling(till: Till, reason: Parameters<typeof saveStop>[1]): void {
  till.store.write((db) => saveStop(db, reason));
  till.announce('terminal');
}
