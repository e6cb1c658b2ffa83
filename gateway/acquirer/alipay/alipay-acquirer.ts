// Alipay through its official SDK: face-to-face payments, queries, cancellations, refunds. Translates, decides nothing.
import { AlipaySdk } from 'alipay-sdk';
import { z } from 'zod';
import type { Acquirer, AcquirerAnswer, AcquirerTiming, Charge, RefundAnswer } from '../acquirer.ts';
import { yuanText } from '../fen-text.ts';
import { classifyCancel, classifyCharge, classifyQuery, classifyRefund, classifyRefundQuery, type AlipayAnswer } from './classify-alipay.ts';

export interface AlipayConfig {
  readonly appId: string;
  /** PKCS#8 PEM, or its base64 body. */
  readonly privateKey: string;
  /** Alipay's public key, under which its answers are checked. */
  readonly alipayPublicKey: string;
  /** https://openapi.alipay.com/gateway.do unless told otherwise. */
  readonly gatewayUrl?: string;
  readonly timeoutMs?: number;
  readonly timing?: Partial<AcquirerTiming>;
}

/** Alipay asks to query every 3 to 6 s and to give up after a minute; unpaid trades close by themselves after three. */
const defaultTiming: AcquirerTiming = {
  askAfterMs: 4000, giveUpAfterMs: 60_000, storeCodeGiveUpAfterMs: 120_000, undoNotBeforeMs: 0, askRefundAfterMs: 10_000,
};

const answerSchema = z.looseObject({
  code: z.string(), subCode: z.string().optional(), tradeNo: z.string().optional(), tradeStatus: z.string().optional(), totalAmount: z.string().optional(),
  qrCode: z.string().optional(), retryFlag: z.string().optional(), fundChange: z.string().optional(), refundStatus: z.string().optional(),
});

/** Answers that do not verify under Alipay's key, or never come, are `unknown`. */
export function createAlipayAcquirer(config: AlipayConfig): Acquirer {
  const sdk = new AlipaySdk({
    appId: config.appId, privateKey: config.privateKey, alipayPublicKey: config.alipayPublicKey, keyType: 'PKCS8', timeout: config.timeoutMs ?? 10_000,
    ...(config.gatewayUrl !== undefined && { gateway: config.gatewayUrl }),
  });
  const call = async <T>(method: string, bizContent: Record<string, string>, classify: (answer: AlipayAnswer) => T): Promise<T | { word: 'unknown'; detail: string }> => {
    try {
      const answer = answerSchema.safeParse(await sdk.exec(method, { bizContent }, { validateSign: true }));
      return answer.success ? classify(answer.data) : { word: 'unknown', detail: 'not-understood' };
    } catch (cause) {
      // The SDK's messages may quote the request: only the kind of failure is passed on.
      return { word: 'unknown', detail: cause instanceof Error ? cause.name : 'error' };
    }
  };
  return {
    name: 'alipay',
    timing: { ...defaultTiming, ...config.timing },
    charge: (charge) => call(methodOf(charge), orderOf(charge), (answer) => classifyCharge(answer, charge.amountFen)),
    ask: ({ orderNumber, amountFen }) => call('alipay.trade.query', { out_trade_no: orderNumber }, (answer) => classifyQuery(answer, amountFen)),
    undo: ({ orderNumber }) => call<AcquirerAnswer>('alipay.trade.cancel', { out_trade_no: orderNumber }, classifyCancel),
    refund: ({ orderNumber }, refund) => call<RefundAnswer>(
      'alipay.trade.refund',
      { out_trade_no: orderNumber, out_request_no: refund.refundNumber, refund_amount: yuanText(refund.amountFen), refund_reason: refund.reason },
      classifyRefund,
    ),
    askRefund: ({ orderNumber }, refund) => call<RefundAnswer>(
      'alipay.trade.fastpay.refund.query', { out_trade_no: orderNumber, out_request_no: refund.refundNumber }, classifyRefundQuery,
    ),
  };
}

const methodOf = ({ way }: Charge): string => (way === 'payer-code' ? 'alipay.trade.pay' : 'alipay.trade.precreate');

function orderOf(charge: Charge): Record<string, string> {
  const order = {
    out_trade_no: charge.orderNumber, subject: charge.subject, total_amount: yuanText(charge.amountFen), store_id: charge.storeId, terminal_id: charge.terminalId,
    timeout_express: '3m',
  };
  return charge.way === 'payer-code' ? { ...order, scene: 'bar_code', auth_code: charge.authCode ?? '' } : order;
}
