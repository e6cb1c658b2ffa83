// What an answer of the gateway about a payment means. A table, without any effect. Unclear is never a failure.
import type { Fen } from '#shared/domain/fen.ts';
import type { PaymentId } from '#shared/domain/ids.ts';
import type { PaymentReply } from '#shared/contract/gateway-api.ts';
import type { GatewayFailure, GatewayReply } from '../ports.ts';
import type { PaymentNews } from './record-payment.ts';

export type PaymentVerdict =
  /** Somebody who can know said something. */
  | { readonly kind: 'news'; readonly news: PaymentNews; readonly askAfterMs: number | null }
  /** The provider's side gave up waiting and is undoing it by itself. */
  | { readonly kind: 'undoing'; readonly askAfterMs: number | null }
  /** Nothing was learnt: ask again. */
  | { readonly kind: 'silent'; readonly reason: string; readonly retryAfter: string | null };

export interface AskedPayment {
  /** charge: the one request that may move money. ask and undo may be repeated. */
  readonly question: 'charge' | 'ask' | 'undo';
  readonly paymentId: PaymentId;
  readonly amountFen: Fen;
}

export function classifyPaymentReply(reply: GatewayReply<PaymentReply>, asked: AskedPayment): PaymentVerdict {
  if (!reply.ok) return asked.question === 'charge' ? chargeFailure(reply.failure) : askFailure(reply.failure, asked);
  const { value } = reply;
  // An answer about another payment, or about other money, is no answer to this one.
  if (value.paymentId !== asked.paymentId) return contradiction('other-payment', asked);
  if (value.status === 'settled' && value.amount !== asked.amountFen) return contradiction('other-amount', asked);
  return answered(value);
}

function answered({ status, phase, reference, failure, storeCode, giveUpAt, askAfterMs }: PaymentReply): PaymentVerdict {
  const facts = { reference, storeCode, giveUpAt };
  switch (status) {
    case 'settled': return { kind: 'news', news: { word: 'settled', reference, giveUpAt: null }, askAfterMs };
    case 'failed': return { kind: 'news', news: { word: 'failed', reason: failure ?? 'provider-refused', reference, giveUpAt: null }, askAfterMs };
    case 'reversed': return { kind: 'news', news: { word: 'reversed', reference, giveUpAt: null }, askAfterMs };
    case 'pending':
      if (phase === 'reversing') return { kind: 'undoing', askAfterMs };
      return { kind: 'news', news: { word: phase === 'confirming' ? 'confirming' : 'unknown', reason: 'provider-unclear', ...facts }, askAfterMs };
  }
}

function contradiction(reason: string, asked: AskedPayment): PaymentVerdict {
  if (asked.question === 'charge') return { kind: 'news', news: { word: 'unknown', reason }, askAfterMs: null };
  return { kind: 'silent', reason, retryAfter: null };
}

/**
 * Refusals at the gateway's door: the one request that was sent never reached a provider. `replayed` is not among them,
 * because its first copy may have got through; nor is anything that may have failed half-way.
 */
const atTheDoor: Readonly<Record<string, string>> = {
  'request-invalid': 'provider-refused', 'signature-invalid': 'provider-refused', 'terminal-unknown': 'provider-refused', 'terminal-revoked': 'provider-refused',
  'subscriber-unknown': 'provider-refused', 'payload-too-large': 'provider-refused', 'not-found': 'method-unavailable', 'not-yet-available': 'method-unavailable',
};

function chargeFailure(failure: GatewayFailure): PaymentVerdict {
  if (failure.kind === 'unreachable') return { kind: 'news', news: { word: 'unknown', reason: 'no-answer' }, askAfterMs: null };
  const refused = atTheDoor[failure.code];
  if (refused !== undefined) return { kind: 'news', news: { word: 'failed', reason: refused }, askAfterMs: null };
  return { kind: 'news', news: { word: 'unknown', reason: failure.code }, askAfterMs: null };
}

function askFailure(failure: GatewayFailure, { question }: AskedPayment): PaymentVerdict {
  if (failure.kind === 'unreachable') return { kind: 'silent', reason: 'no-answer', retryAfter: null };
  if (failure.code === 'payment-unknown' && question === 'ask') return { kind: 'news', news: { word: 'not-found' }, askAfterMs: null };
  return { kind: 'silent', reason: failure.code, retryAfter: failure.retryAfter };
}
