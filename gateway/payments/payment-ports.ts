// What payments and refunds need from the program around them.
import type { AcquirerOf } from '../acquirer/acquirer.ts';
import type { Clock, Logger } from '../ports.ts';
import type { GatewayDb } from '../store/gateway-db.ts';
import type { GatewayIdentity } from '../store/gateway-identity.ts';

export interface PaymentPorts {
  readonly db: GatewayDb;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly identity: GatewayIdentity;
  readonly acquirerOf: AcquirerOf;
}

/**
 * How long somebody who talks to a provider may keep a payment for themselves. Longer than any adapter waits; when it
 * runs out (the process was killed), the next one asks what became of it.
 */
export const LEASE_MS = 60_000;

const SOONEST_ASK_MS = 200;
const LATEST_ASK_MS = 600_000;

/** In how many milliseconds a terminal should ask again about what moves on at `nextAt`. */
export function pauseUntil(nextAt: string, now: string): number {
  return Math.min(LATEST_ASK_MS, Math.max(SOONEST_ASK_MS, Date.parse(nextAt) - Date.parse(now)));
}

/** An instant so many milliseconds after another. */
export function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
