// What WeChat Pay's answers (API v3) mean, as tables without any effect. What stands in no table is unclear, never a failure.
import { z } from 'zod';
import type { PaymentFailure } from '#shared/contract/gateway-api.ts';
import type { AcquirerAnswer, RefundAnswer } from '../acquirer.ts';

/** A verified answer: its HTTP status and its JSON. */
export interface WechatAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Codes after which the order certainly was not paid and never will be; written without the underscores, in which versions differ. */
export const wechatFailures: Readonly<Record<string, PaymentFailure>> = {
  NOTENOUGH: 'insufficient-funds',
  AUTHCODEEXPIRE: 'code-expired',
  AUTHCODEEXPIRED: 'code-expired',
  AUTHCODEERROR: 'code-invalid',
  AUTHCODEINVALID: 'code-invalid',
  NOTSUPORTCARD: 'method-unavailable',
  NOTSUPPORTCARD: 'method-unavailable',
  RULELIMIT: 'declined-by-risk',
  ACCOUNTERROR: 'account-blocked',
  ORDERCLOSED: 'order-closed',
  ORDERREVERSED: 'order-closed',
  BUYERMISMATCH: 'provider-refused',
  TRADEERROR: 'provider-refused',
  NOAUTH: 'provider-refused',
  PARAMERROR: 'provider-refused',
  INVALIDREQUEST: 'provider-refused',
  APPIDMCHIDNOTMATCH: 'provider-refused',
  MCHNOTEXISTS: 'provider-refused',
  SIGNERROR: 'provider-refused',
};

const notFoundCodes: ReadonlySet<string> = new Set(['ORDERNOTEXIST', 'RESOURCENOTEXISTS']);

const transactionSchema = z.looseObject({
  trade_state: z.string(), transaction_id: z.string().optional(), amount: z.looseObject({ total: z.int().optional() }).optional(),
});
const codeSchema = z.looseObject({ code: z.string() });

/** `codepay`, and `native` for a code of ours. */
export function classifyCharge(answer: WechatAnswer, amountFen: number): AcquirerAnswer {
  if (isGood(answer)) {
    const native = z.looseObject({ code_url: z.string().min(1) }).safeParse(answer.body);
    return native.success ? { word: 'confirming', storeCode: native.data.code_url } : classifyTransaction(answer.body, amountFen);
  }
  const code = codeOf(answer.body);
  if (code === 'USERPAYING') return { word: 'confirming' };
  const failure = isRefusal(answer) ? wechatFailures[code] : undefined;
  return failure === undefined ? unclear(answer) : { word: 'failed', failure };
}

/** A query by our order number. */
export function classifyQuery(answer: WechatAnswer, amountFen: number): AcquirerAnswer {
  if (isGood(answer)) return classifyTransaction(answer.body, amountFen);
  return isRefusal(answer) && notFoundCodes.has(codeOf(answer.body)) ? { word: 'not-found' } : unclear(answer);
}

/** States of a transaction that say it all by themselves; SUCCESS is checked against the amount besides. */
const transactionStates: Readonly<Record<string, AcquirerAnswer>> = {
  NOTPAY: { word: 'confirming' },
  USERPAYING: { word: 'confirming' },
  ACCEPT: { word: 'confirming' },
  REVOKED: { word: 'reversed' },
  REFUND: { word: 'reversed' },
  CLOSED: { word: 'failed', failure: 'order-closed' },
  PAYERROR: { word: 'failed', failure: 'provider-refused' },
};

function classifyTransaction(body: unknown, amountFen: number): AcquirerAnswer {
  const transaction = transactionSchema.safeParse(body);
  if (!transaction.success) return { word: 'unknown', detail: 'not-understood' };
  const { trade_state: state, transaction_id: reference, amount } = transaction.data;
  if (state !== 'SUCCESS') return transactionStates[state] ?? { word: 'unknown', detail: state.slice(0, 60) };
  if (reference === undefined || amount?.total !== amountFen) return { word: 'unknown', detail: 'amount-differs' };
  return { word: 'settled', reference, paidFen: amountFen };
}

/** Undoing a `codepay` order. While the customer still types their password nothing is undone: it has to be tried again. */
export function classifyReverse(answer: WechatAnswer): AcquirerAnswer {
  if (isGood(answer)) return { word: 'reversed' };
  return isRefusal(answer) && notFoundCodes.has(codeOf(answer.body)) ? { word: 'not-found' } : unclear(answer);
}

/** Closing a `native` order. `settled`: the customer was faster, the money has to go back as a refund. */
export function classifyClose(answer: WechatAnswer, amountFen: number): AcquirerAnswer {
  if (isGood(answer)) return { word: 'reversed' };
  const code = codeOf(answer.body);
  if (!isRefusal(answer)) return unclear(answer);
  if (code === 'ORDERPAID') return { word: 'settled', reference: '', paidFen: amountFen };
  if (code === 'ORDERCLOSED') return { word: 'reversed' };
  return notFoundCodes.has(code) ? { word: 'not-found' } : unclear(answer);
}

const refundSchema = z.looseObject({ status: z.string() });
const refusedRefunds: ReadonlySet<string> = new Set(['NOTENOUGH', 'PARAMERROR', 'INVALIDREQUEST', 'NOAUTH', 'MCHNOTEXISTS', 'USERACCOUNTABNORMAL']);

/** A refund, or the question about one. ABNORMAL: the customer's account cannot take it, a person has to act at the provider. */
export function classifyRefund(answer: WechatAnswer): RefundAnswer {
  if (isGood(answer)) {
    const refund = refundSchema.safeParse(answer.body);
    switch (refund.success ? refund.data.status : '') {
      case 'SUCCESS': return { word: 'done' };
      case 'PROCESSING': return { word: 'accepted' };
      case 'CLOSED': return { word: 'failed', detail: 'CLOSED' };
      default: return { word: 'unknown', detail: refund.success ? refund.data.status.slice(0, 60) : 'not-understood' };
    }
  }
  const code = codeOf(answer.body);
  if (isRefusal(answer) && notFoundCodes.has(code)) return { word: 'not-found' };
  if (isRefusal(answer) && refusedRefunds.has(code)) return { word: 'failed', detail: code };
  return { word: 'unknown', detail: detailOf(answer) };
}

const isGood = ({ status }: WechatAnswer): boolean => status >= 200 && status < 300;
/** Server errors never decide anything, whatever code they carry. */
const isRefusal = ({ status }: WechatAnswer): boolean => status >= 400 && status < 500;

function codeOf(body: unknown): string {
  const parsed = codeSchema.safeParse(body);
  return parsed.success ? parsed.data.code.replaceAll('_', '').toUpperCase() : '';
}

function unclear(answer: WechatAnswer): AcquirerAnswer {
  return { word: 'unknown', detail: detailOf(answer) };
}

function detailOf(answer: WechatAnswer): string {
  return `${answer.status} ${codeOf(answer.body)}`.trim().slice(0, 100);
}
