// What an answer of the gateway to a batch of journal entries means. A table, without any effect.
import type { GatewayFailure, GatewayReply } from '../ports.ts';

export type PushVerdict =
  /** Everything up to `through` is at the gateway, under the hash we gave it. */
  | { readonly kind: 'accepted'; readonly through: number; readonly hash: string }
  /** Try the same again later. */
  | { readonly kind: 'retry'; readonly reason: string; readonly retryAfter: string | null; readonly isReachable: boolean }
  /** The gateway holds less than we were told: go back to what it expects. */
  | { readonly kind: 'rewind'; readonly expected: number }
  /** Halve the batch. */
  | { readonly kind: 'too-large' }
  /** Selling stops until a person acts. */
  | { readonly kind: 'stop'; readonly reason: 'journal-fork' | 'terminal-revoked' | 'journal-broken' }
  /** A person must look; retried slowly all the same. */
  | { readonly kind: 'attention'; readonly reason: string };

/**
 * `sent` names the last entry of the batch; a gateway that says to hold less contradicts itself. `hashAt` gives our own hash at a seq (null: we have no such entry).
 * An answer about entries we do not have, or with another hash, means that two journals claim this terminal.
 */
export function classifyPush(
  reply: GatewayReply<{ acceptedThrough: number; head: string }>,
  sent: { readonly lastSeq: number },
  hashAt: (seq: number) => string | null,
): PushVerdict {
  if (!reply.ok) return classifyFailure(reply.failure);
  const { acceptedThrough, head } = reply.value;
  if (hashAt(acceptedThrough) !== head) return { kind: 'stop', reason: 'journal-fork' };
  if (acceptedThrough < sent.lastSeq) return { kind: 'attention', reason: 'gateway-lost-entries' };
  return { kind: 'accepted', through: acceptedThrough, hash: head };
}

const stops: Readonly<Record<string, 'journal-fork' | 'terminal-revoked' | 'journal-broken'>> = {
  'journal-fork': 'journal-fork',
  'terminal-revoked': 'terminal-revoked',
  'journal-broken': 'journal-broken',
};

const retryStatuses: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

export function classifyFailure(failure: GatewayFailure): PushVerdict {
  if (failure.kind === 'unreachable') return { kind: 'retry', reason: 'gateway-unreachable', retryAfter: null, isReachable: false };
  const stop = stops[failure.code];
  if (stop !== undefined) return { kind: 'stop', reason: stop };
  if (failure.code === 'journal-gap' && failure.expected !== null) return { kind: 'rewind', expected: failure.expected };
  if (failure.status === 413) return { kind: 'too-large' };
  if (retryStatuses.has(failure.status)) {
    // Overload is an answer, but nothing can be had from it: for the clerk the carrier is out of reach.
    return { kind: 'retry', reason: failure.code, retryAfter: failure.retryAfter, isReachable: false };
  }
  return { kind: 'attention', reason: failure.code };
}
