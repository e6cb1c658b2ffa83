// What an answer of the gateway to a refund means. A table, without any effect.
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { RefundReply } from '#shared/contract/gateway-api.ts';
import type { GatewayReply } from '../ports.ts';

export type RefundVerdict =
  /** The money is on its way back; cash may be handed out. */
  | { readonly kind: 'done'; readonly validity: 'moved-back' | 'stays'; readonly expiryAfter: BusinessDate | null }
  /** No money moved, and none will. */
  | { readonly kind: 'failed'; readonly failure: string }
  /** Taken, or not known: ask again. Nothing may be handed out, and the amount stays held. */
  | { readonly kind: 'wait'; readonly reason: string };

/** Refusals after which the gateway will never do this refund. All others say nothing about the money. */
const final: ReadonlySet<string> = new Set(['refund-mismatch', 'refund-exceeds', 'refund-not-possible', 'request-invalid']);

export function classifyRefund(reply: GatewayReply<RefundReply>): RefundVerdict {
  if (!reply.ok) {
    const { failure } = reply;
    if (failure.kind === 'unreachable') return { kind: 'wait', reason: 'gateway-unreachable' };
    return final.has(failure.code) ? { kind: 'failed', failure: failure.code } : { kind: 'wait', reason: failure.code };
  }
  const { status, failure, validity, expiryAfter } = reply.value;
  if (status === 'done') return { kind: 'done', validity, expiryAfter };
  return status === 'failed' ? { kind: 'failed', failure: failure ?? 'provider-refused' } : { kind: 'wait', reason: 'accepted' };
}
