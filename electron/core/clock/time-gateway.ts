// Listens to every answer of the gateway for the time it tells.
import type { Gateway, GatewayReply } from '../ports.ts';
import type { TillClock } from './till-clock.ts';

/** A refusal tells the time by its `Date`, which has whole seconds. */
const DATE_GRAIN_MS = 1000;

/** The same gateway. After an answer that tells the time the clock has heard it, and `heard` was called, before whoever asked goes on. */
export function timeGateway(gateway: Gateway, clock: TillClock, heard: () => void): Gateway {
  // Every member of the port is a call that answers a reply; a proxy keeps members of later versions from being forgotten here.
  return new Proxy(gateway, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<GatewayReply<unknown>> => {
        const askedMs = clock.elapsedMs();
        // As the port's type says of each of its members.
        const reply = (await Reflect.apply(member, target, args)) as GatewayReply<unknown>;
        const told = toldBy(reply);
        if (told !== null) {
          clock.heard(told, askedMs, reply.ok ? 0 : DATE_GRAIN_MS);
          heard();
        }
        return reply;
      };
    },
  });
}

function toldBy(reply: GatewayReply<unknown>): string | null {
  if (!reply.ok) return reply.failure.kind === 'refused' ? (reply.failure.serverTime ?? null) : null;
  const { value } = reply;
  return typeof value === 'object' && value !== null && 'serverTime' in value && typeof value.serverTime === 'string' ? value.serverTime : null;
}
