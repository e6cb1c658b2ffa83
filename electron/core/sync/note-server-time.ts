// How far this computer's clock is from the gateway's, whenever the gateway says what time it is.
import { Temporal } from 'temporal-polyfill';
import type { GatewayFailure } from '../ports.ts';
import type { Till } from '../till.ts';

/** `serverTime` is an instant in the gateway's words; null changes nothing. */
export function noteServerTime(till: Till, serverTime: string | null): void {
  if (serverTime === null) return;
  const ours = Temporal.Instant.from(till.ports.clock.now()).epochMilliseconds;
  till.link.clockSkewSeconds = Math.round((Temporal.Instant.from(serverTime).epochMilliseconds - ours) / 1000);
}

/** A refusal tells the time too: a clock too far off is the usual reason why a signature is not believed. */
export function noteRefusalTime(till: Till, failure: GatewayFailure): void {
  if (failure.kind === 'refused') noteServerTime(till, failure.serverTime ?? null);
}
