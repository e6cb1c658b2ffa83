// Whether the carrier would take this terminal's word now: reaching it is not enough.
import type { Link } from './till.ts';

/** Refusals at the door: who gets one has a network, but neither look-up nor sale gets through. */
const shutOut: ReadonlySet<string | null> = new Set(['signature-invalid', 'replayed', 'terminal-unknown']);

/** Without it a sale is made offline, by the rules and in the words of an outage. */
export function canAskCarrier(link: Link): boolean {
  return link.isReachable && !shutOut.has(link.lastProblem);
}
