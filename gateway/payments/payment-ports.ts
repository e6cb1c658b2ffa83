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

/** An instant so many milliseconds after another. */
export function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
