// What Alipay's answers mean, as tables without any effect. What stands in no table is unclear, never a failure.
import type { PaymentFailure } from '#shared/contract/gateway-api.ts';
import type { AcquirerAnswer, RefundAnswer } from '../acquirer.ts';
import { fenOf } from '../fen-text.ts';

/** The members of a verified answer that decide; the official SDK writes them in camel case. */
export interface AlipayAnswer {
  readonly code: string;
  readonly subCode?: string | undefined;
  readonly tradeNo?: string | undefined;
  readonly tradeStatus?: string | undefined;
  readonly totalAmount?: string | undefined;
  readonly qrCode?: string | undefined;
  readonly retryFlag?: string | undefined;
  readonly fundChange?: string | undefined;
  readonly refundStatus?: string | undefined;
}

/** Sub-codes of 40004 after which the order certainly was not paid and never will be. */
export const alipayFailures: Readonly<Record<string, PaymentFailure>> = {
  'ACQ.BUYER_BALANCE_NOT_ENOUGH': 'insufficient-funds',
  'ACQ.BUYER_BANKCARD_BALANCE_NOT_ENOUGH': 'insufficient-funds',
  'ACQ.PAYMENT_AUTH_CODE_INVALID': 'code-invalid',
  'ACQ.SOUNDWAVE_PARSER_FAIL': 'code-invalid',
  'ACQ.PAYMENT_REQUEST_HAS_RISK': 'declined-by-risk',
  'ACQ.BUYER_ENABLE_STATUS_FORBID': 'account-blocked',
  'ACQ.BEYOND_PAY_RESTRICTION': 'limit-exceeded',
  'ACQ.BEYOND_PER_RECEIPT_RESTRICTION': 'limit-exceeded',
  'ACQ.BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR': 'limit-exceeded',
  'ACQ.BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR': 'limit-exceeded',
  'ACQ.TOTAL_FEE_EXCEED': 'limit-exceeded',
  'ACQ.ERROR_BALANCE_PAYMENT_DISABLE': 'method-unavailable',
  'ACQ.MOBILE_PAYMENT_SWITCH_OFF': 'method-unavailable',
  'ACQ.USER_FACE_PAYMENT_SWITCH_OFF': 'method-unavailable',
  'ACQ.NO_PAYMENT_INSTRUMENTS_AVAILABLE': 'method-unavailable',
  'ACQ.TRADE_HAS_CLOSE': 'order-closed',
  'ACQ.BUYER_SELLER_EQUAL': 'provider-refused',
  'ACQ.TRADE_BUYER_NOT_MATCH': 'provider-refused',
  'ACQ.PAYMENT_FAIL': 'provider-refused',
  'ACQ.INVALID_PARAMETER': 'provider-refused',
  'ACQ.INVALID_STORE_ID': 'provider-refused',
  'ACQ.ACCESS_FORBIDDEN': 'provider-refused',
  'ACQ.EXIST_FORBIDDEN_WORD': 'provider-refused',
  'ACQ.PARTNER_ERROR': 'provider-refused',
  'ACQ.SELLER_BEEN_BLOCKED': 'provider-refused',
};

const DONE = '10000';
const WAITING = '10003';
/** Refused at the door (authorisation, missing or invalid arguments, permission): the order was never looked at. */
const atTheDoor: ReadonlySet<string> = new Set(['20001', '40001', '40002', '40006']);

/** `alipay.trade.pay`, and `alipay.trade.precreate` for a code of ours. */
export function classifyCharge(answer: AlipayAnswer, amountFen: number): AcquirerAnswer {
  if (answer.code === DONE && answer.qrCode !== undefined) return { word: 'confirming', storeCode: answer.qrCode };
  if (answer.code === DONE) return settled(answer, amountFen);
  if (answer.code === WAITING) return { word: 'confirming' };
  if (atTheDoor.has(answer.code)) return { word: 'failed', failure: 'provider-refused' };
  const failure = answer.code === '40004' ? alipayFailures[answer.subCode ?? ''] : undefined;
  return failure === undefined ? unclear(answer) : { word: 'failed', failure };
}

/** `alipay.trade.query`. A closed trade was never paid, or its money went back. */
export function classifyQuery(answer: AlipayAnswer, amountFen: number): AcquirerAnswer {
  if (answer.code === '40004' && answer.subCode === 'ACQ.TRADE_NOT_EXIST') return { word: 'not-found' };
  if (answer.code !== DONE) return unclear(answer);
  switch (answer.tradeStatus) {
    case 'WAIT_BUYER_PAY': return { word: 'confirming' };
    case 'TRADE_SUCCESS': case 'TRADE_FINISHED': return settled(answer, amountFen);
    case 'TRADE_CLOSED': return { word: 'failed', failure: 'order-closed' };
    default: return unclear(answer);
  }
}

/** `alipay.trade.cancel`: closes what is unpaid, gives back what is paid. `retryFlag` Y asks for another try. */
export function classifyCancel(answer: AlipayAnswer): AcquirerAnswer {
  if (answer.code === DONE && answer.retryFlag !== 'Y') return { word: 'reversed' };
  if (answer.code === '40004' && answer.subCode === 'ACQ.TRADE_NOT_EXIST') return { word: 'not-found' };
  return unclear(answer);
}

const refusedRefunds: ReadonlySet<string> = new Set([
  'ACQ.SELLER_BALANCE_NOT_ENOUGH', 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', 'ACQ.REASON_TRADE_REFUND_FEE_ERR', 'ACQ.TRADE_HAS_FINISHED', 'ACQ.TRADE_STATUS_ERROR',
  'ACQ.DISCORDANT_REPEAT_REQUEST', 'ACQ.REASON_TRADE_BEEN_FREEZEN', 'ACQ.INVALID_PARAMETER', 'ACQ.REFUND_FEE_ERROR',
]);

/** `alipay.trade.refund`. `fundChange` N: this call moved nothing, be it a repeat or still under way; then it has to be asked. */
export function classifyRefund(answer: AlipayAnswer): RefundAnswer {
  if (answer.code === DONE) return { word: answer.fundChange === 'Y' ? 'done' : 'accepted' };
  const { subCode = '' } = answer;
  if (answer.code === '40004' && subCode === 'ACQ.TRADE_NOT_EXIST') return { word: 'not-found' };
  if (answer.code === '40004' && refusedRefunds.has(subCode)) return { word: 'failed', detail: subCode };
  return { word: 'unknown', detail: detailOf(answer) };
}

/** `alipay.trade.fastpay.refund.query`: an answer without a status says that nothing was refunded yet. */
export function classifyRefundQuery(answer: AlipayAnswer): RefundAnswer {
  if (answer.code === DONE) return { word: answer.refundStatus === 'REFUND_SUCCESS' ? 'done' : 'accepted' };
  if (answer.code === '40004' && answer.subCode === 'ACQ.TRADE_NOT_EXIST') return { word: 'not-found' };
  return { word: 'unknown', detail: detailOf(answer) };
}

/** Paid, but only when it is what was asked for: anything else needs a person. */
function settled(answer: AlipayAnswer, amountFen: number): AcquirerAnswer {
  const paidFen = fenOf(answer.totalAmount);
  if (answer.tradeNo === undefined || paidFen !== amountFen) return { word: 'unknown', detail: 'amount-differs' };
  return { word: 'settled', reference: answer.tradeNo, paidFen };
}

function unclear(answer: AlipayAnswer): AcquirerAnswer {
  return { word: 'unknown', detail: detailOf(answer) };
}

function detailOf({ code, subCode }: AlipayAnswer): string {
  return [code, subCode].filter((part) => part !== undefined && part !== '').join(' ').slice(0, 100);
}
