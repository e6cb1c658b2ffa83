// The real gateway with single answers played from a script: what a test wants to hold in its own hands.
import { connectHttpGateway } from '#core/gateway-client/http-gateway.ts';
import type { CorePorts, Gateway, GatewayFailure, GatewayReply } from '#core/ports.ts';
import type { PutRefundRequest, RefundPreviewReply, RefundReply } from '#shared/contract/gateway-api.ts';
import { refundReplySchema } from '#shared/contract/gateway-api.ts';
import { uuidIds } from '../../electron/hosts/system-clock.ts';
import type { TestGateway } from './open-till.ts';

/** Hands out a client for `connectGateway`: the real one, but for the calls that `change` makes of it. */
export function realBut(change: (real: Gateway) => Partial<Gateway>): CorePorts['connectGateway'] {
  return (url, clock) => {
    const real = connectHttpGateway(url, { clock, ids: uuidIds });
    return { ...real, ...change(real) };
  };
}

/** Hands out a client for `connectGateway`: the real one, but for the calls in `script`. */
export function scripted(script: Partial<Gateway>): CorePorts['connectGateway'] {
  return (url, clock) => {
    const real = connectHttpGateway(url, { clock, ids: uuidIds });
    // Looked up at each call, so that a test may change its script on the way.
    return new Proxy(real, { get: (target, name: keyof Gateway) => script[name] ?? target[name] });
  };
}

export const unreachable: GatewayReply<never> = { ok: false, failure: { kind: 'unreachable', detail: 'script' } };

export function refusedWith(code: Extract<GatewayFailure, { kind: 'refused' }>['code'], status = 409): GatewayReply<never> {
  return { ok: false, failure: { kind: 'refused', code, status, retryAfter: null, expected: null } };
}

export interface RefundDesk {
  readonly calls: Pick<Gateway, 'previewRefund' | 'putRefund'>;
  /** Refunds the gateway did, once each, whatever it answered. */
  readonly done: Map<string, PutRefundRequest>;
  /** How many requests came in. */
  asked: number;
  /** What the next requests are answered with after they were done; empty: done. */
  readonly answers: ('lost-before' | 'lost-after' | 'accepted' | 'failed' | 'unknown-sale' | 'exceeds')[];
  /** Refuses to preview so: */
  previewRefusal: GatewayReply<never> | null;
  validity: 'moved-back' | 'stays';
  /** Given back by somebody else, as this gateway knows. */
  readonly elsewhere: Map<string, number>;
}

/** The refund desk of a gateway, in memory. */
export function refundDesk(gateway: TestGateway, tendersOf: (saleId: string) => { paymentId: string; method: 'cash' | 'alipay'; amount: number }[]): RefundDesk {
  const reply = (refundId: string, status: 'accepted' | 'done' | 'failed'): GatewayReply<RefundReply> => ({
    ok: true,
    value: refundReplySchema.parse({
      refundId, status, failure: status === 'failed' ? 'provider-refused' : null, validity: desk.validity, expiryAfter: null, askAfterMs: 0, serverTime: gateway.clock.now(),
    }),
  });
  const desk: RefundDesk = {
    done: new Map(), asked: 0, answers: [], previewRefusal: null, validity: 'moved-back', elsewhere: new Map(),
    calls: {
      previewRefund: async (_identity, saleId) => desk.previewRefusal ?? {
        ok: true,
        // Checked by the till's own schema where it is real; here it only has to fit its type.
        value: {
          saleId, paid: 0, refunded: 0, validity: desk.validity, expiryAfter: null, serverTime: gateway.clock.now(),
          tenders: tendersOf(saleId).map((tender) => ({ ...tender, refunded: desk.elsewhere.get(tender.paymentId) ?? 0 })),
        } as unknown as RefundPreviewReply,
      },
      putRefund: async (_identity, refundId, request) => {
        desk.asked += 1;
        const answer = desk.answers.shift() ?? 'done';
        if (answer === 'lost-before') return unreachable;
        // What was done stays done, whatever the script says of requests for it.
        if (desk.done.has(refundId)) return answer === 'lost-after' ? unreachable : reply(refundId, 'done');
        if (answer === 'unknown-sale') return refusedWith('refund-sale-unknown', 404);
        if (answer === 'exceeds') return refusedWith('refund-exceeds');
        if (answer === 'failed') return reply(refundId, 'failed');
        if (answer === 'accepted') return reply(refundId, 'accepted');
        desk.done.set(refundId, request);
        return answer === 'lost-after' ? unreachable : reply(refundId, 'done');
      },
    },
  };
  return desk;
}
