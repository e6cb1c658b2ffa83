// WeChat Pay, API v3: payment codes, our codes, queries, reversals, refunds. Translates, decides nothing.
import type { Acquirer, AcquirerAnswer, AcquirerOrder, AcquirerRefund, AcquirerTiming, Charge, RefundAnswer } from '../acquirer.ts';
import { classifyCharge, classifyClose, classifyQuery, classifyRefund, classifyReverse, type WechatAnswer } from './classify-wechat.ts';
import { sendToWechat, type WechatConfig, type WechatRequest } from './wechat-client.ts';

/** WeChat Pay asks for 5 s after a system error, 10 s otherwise, 45 s in all, and no reversal within 15 s of the payment. */
const defaultTiming: AcquirerTiming = {
  askAfterMs: 5000, giveUpAfterMs: 45_000, storeCodeGiveUpAfterMs: 120_000, undoNotBeforeMs: 15_000, askRefundAfterMs: 60_000,
};

const noAnswer = { word: 'unknown', detail: 'no-answer' } as const;

export function createWechatAcquirer(config: WechatConfig, timing: Partial<AcquirerTiming> = {}): Acquirer {
  const call = async <T>(request: WechatRequest, classify: (answer: WechatAnswer) => T): Promise<T | typeof noAnswer> => {
    const answer = await sendToWechat(config, request);
    return answer === null ? noAnswer : classify(answer);
  };
  const refund = (order: AcquirerOrder, one: AcquirerRefund): Promise<RefundAnswer> => call({
    method: 'POST', path: '/v3/refund/domestic/refunds',
    body: {
      out_trade_no: order.orderNumber, out_refund_no: one.refundNumber, reason: one.reason,
      amount: { refund: one.amountFen, total: order.amountFen, currency: 'CNY' },
    },
  }, classifyRefund);
  return {
    name: 'wechat',
    timing: { ...defaultTiming, ...timing },
    charge: (charge) => call(chargeRequest(config, charge), (answer) => classifyCharge(answer, charge.amountFen)),
    ask: (order) => call(
      { method: 'GET', path: `${orderPath(order)}?mchid=${config.merchantId}` }, (answer) => classifyQuery(answer, order.amountFen),
    ),
    undo: async (order) => (order.way === 'payer-code'
      ? call({ method: 'POST', path: `${orderPath(order)}/reverse`, body: { appid: config.appId, mchid: config.merchantId } }, classifyReverse)
      : closeOrGiveBack(order)),
    refund,
    askRefund: (_order, one) => call({ method: 'GET', path: `/v3/refund/domestic/refunds/${one.refundNumber}` }, classifyRefund),
  };

  /** An order the customer scanned from our screen is closed; where the customer was faster, the whole amount is given back. */
  async function closeOrGiveBack(order: AcquirerOrder): Promise<AcquirerAnswer> {
    const closed = await call({ method: 'POST', path: `${orderPath(order)}/close`, body: { mchid: config.merchantId } }, (answer) => classifyClose(answer, order.amountFen));
    if (closed.word !== 'settled') return closed;
    const given = await refund(order, { refundNumber: `U${order.orderNumber}`, amountFen: order.amountFen, reason: '撤销' });
    // `accepted` will be done by itself: the same refund number is the same refund, so asking again is safe.
    return given.word === 'done' || given.word === 'accepted' ? { word: 'reversed' } : { word: 'unknown', detail: `refund ${given.word}` };
  }
}

const orderPath = ({ orderNumber }: AcquirerOrder): string => `/v3/pay/transactions/out-trade-no/${orderNumber}`;

function chargeRequest(config: WechatConfig, charge: Charge): WechatRequest {
  const order = {
    appid: config.appId, mchid: config.merchantId, description: charge.subject, out_trade_no: charge.orderNumber,
    amount: { total: charge.amountFen, currency: 'CNY' },
  };
  if (charge.way === 'store-code') {
    return { method: 'POST', path: '/v3/pay/transactions/native', body: { ...order, notify_url: config.notifyUrl, time_expire: inShanghai(charge.expiresAt) } };
  }
  return {
    method: 'POST', path: '/v3/pay/transactions/codepay',
    body: { ...order, payer: { auth_code: charge.authCode ?? '' }, scene_info: { device_id: charge.terminalId, store_info: { out_id: charge.storeId } } },
  };
}

/** RFC 3339 with the offset that WeChat Pay's examples carry. */
function inShanghai(instant: string): string {
  return `${new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}
