// The way from this terminal to the carrier: whom to ask, under which name, and what to tell a person when nothing comes of it.
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Gateway, GatewayFailure, GatewayIdentity } from './ports.ts';
import type { Profile, Till } from './till.ts';

export interface CarrierLine {
  readonly gateway: Gateway;
  readonly identity: GatewayIdentity;
}

/** Null where the terminal's key is not there: nothing can be signed. */
export function carrierLine(till: Till, profile: Profile): CarrierLine | null {
  const { deviceKey } = till.secrets;
  return deviceKey === null ? null : { gateway: till.gatewayOf(profile), identity: { terminalId: profile.terminal.terminalId, privateKey: deviceKey } };
}

/** For failures that have no word of their own where they are met. */
export function unansweredProblem(failure: GatewayFailure): ProblemOf<'gateway-unreachable' | 'gateway-refused'> {
  return failure.kind === 'unreachable' ? { code: 'gateway-unreachable' } : { code: 'gateway-refused', reason: failure.code };
}
