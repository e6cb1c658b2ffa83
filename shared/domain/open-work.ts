// What a shift leaves behind when it closes, and what of it a second person has to know.
import { Temporal } from 'temporal-polyfill';
import type { Fen } from './fen.ts';

export const openWorkKinds = ['unsent', 'payment', 'refund', 'parked', 'unprinted', 'task'] as const;
export type OpenWorkKind = (typeof openWorkKinds)[number];

export interface WorkItem {
  readonly kind: OpenWorkKind;
  readonly amountFen: Fen | null;
  /** RFC 3339 instant since when it waits. */
  readonly at: string;
}

/** So long something may be on its way to the carrier or to the printer without being anybody's concern. */
const ON_ITS_WAY_MINUTES = 2;

export function isOnItsWay(at: string, now: string): boolean {
  return Temporal.Instant.from(now).epochMilliseconds - Temporal.Instant.from(at).epochMilliseconds < ON_ITS_WAY_MINUTES * 60_000;
}

/**
 * Money with no end yet always asks for a second person. Sales the carrier lacks and slips that did not come out do once
 * they have waited too long to be on their way. A refund task has an owner and outlives many shifts, so it is only named.
 */
export function asksSecondPerson(item: WorkItem, now: string): boolean {
  switch (item.kind) {
    case 'payment': case 'refund': case 'parked': return true;
    case 'unsent': return item.amountFen !== null && !isOnItsWay(item.at, now);
    case 'unprinted': return !isOnItsWay(item.at, now);
    default: return false;
  }
}
