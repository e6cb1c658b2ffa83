// Words for why a payment failed, is not known or was undone, and for why a refund came to nothing.
import { paymentFailures, type PaymentFailure } from '#shared/contract/gateway-api.ts';
import type { Locale } from '#shared/contract/values.ts';

/** What the reason is about: the same code may mean another thing elsewhere. */
export type PaymentReasonOf = 'failed' | 'unknown' | 'undone' | 'refund-failed';

export const unknownReasons = ['no-answer', 'provider-unclear', 'other-payment', 'other-amount', 'order-known', 'replayed'] as const;
export const undoReasons = ['clerk', 'left', 'time-out', 'restart'] as const;
export const refundFailures = [...paymentFailures, 'refund-mismatch', 'refund-exceeds', 'refund-not-possible', 'request-invalid'] as const;

interface ReasonWords {
  readonly 'failed': Readonly<Record<PaymentFailure, string>>;
  readonly 'unknown': Readonly<Record<(typeof unknownReasons)[number], string>>;
  readonly 'undone': Readonly<Record<(typeof undoReasons)[number], string>>;
  readonly 'refund-failed': Readonly<Record<Exclude<(typeof refundFailures)[number], PaymentFailure>, string>>;
  /** For codes of a newer gateway. */
  readonly neutral: Readonly<Record<PaymentReasonOf, string>>;
}

const zh: ReasonWords = {
  'failed': {
    'insufficient-funds': '客户余额不足。', 'declined-by-risk': '被支付方风控拦下。', 'code-expired': '付款码过期了，请客户刷新。', 'code-invalid': '付款码无效，请客户刷新。', 'code-used': '付款码已用过，请客户刷新。',
    'customer-cancelled': '客户取消了。', 'limit-exceeded': '超过客户的支付限额。', 'account-blocked': '客户的账户受限。', 'method-unavailable': '这种付款方式现在用不了。', 'order-closed': '订单已关闭。',
    'provider-refused': '支付方拒绝了。', 'provider-down': '支付方系统维护中。', 'abandoned': '客户没有付款。',
  },
  'unknown': {
    'no-answer': '没有收到答复。', 'provider-unclear': '支付方的答复不明确。', 'other-payment': '收到的是另一笔支付的答复。', 'other-amount': '答复里的金额对不上。', 'order-known': '刷卡机已经有这一笔。', 'replayed': '请求发送了两次，结果要再查。',
  },
  'undone': { 'clerk': '店员撤销。', 'left': '这一单没有办下去。', 'time-out': '等待超时，自动撤销。', 'restart': '终端重启，自动撤销。' },
  'refund-failed': { 'refund-mismatch': '和运营商的记录对不上。', 'refund-exceeds': '超过了还能退的金额。', 'refund-not-possible': '这一单不能再退。', 'request-invalid': '运营商没有读懂这个请求。' },
  'neutral': { 'failed': '支付方没有通过。', 'unknown': '还没有收到结果。', 'undone': '已要求撤销。', 'refund-failed': '没有被接受。' },
};

const en: ReasonWords = {
  'failed': {
    'insufficient-funds': 'Not enough money there.', 'declined-by-risk': 'Stopped by the provider\'s risk control.', 'code-expired': 'The code has expired; have it refreshed.', 'code-invalid': 'The code is not valid; have it refreshed.',
    'code-used': 'The code was used before; have it refreshed.', 'customer-cancelled': 'The customer cancelled.', 'limit-exceeded': 'Over the customer\'s limit.', 'account-blocked': 'The customer\'s account is restricted.',
    'method-unavailable': 'This way to pay does not work now.', 'order-closed': 'The order was closed.', 'provider-refused': 'The provider refused.', 'provider-down': 'The provider is under maintenance.', 'abandoned': 'The customer did not pay.',
  },
  'unknown': {
    'no-answer': 'No answer came.', 'provider-unclear': 'The provider\'s answer was not clear.', 'other-payment': 'The answer was about another payment.', 'other-amount': 'The amount in the answer does not match.',
    'order-known': 'The card machine has this payment already.', 'replayed': 'It was sent twice; the result has to be asked for.',
  },
  'undone': { 'clerk': 'Undone by the clerk.', 'left': 'The sale was left.', 'time-out': 'Waited too long, undone by itself.', 'restart': 'The terminal restarted, undone by itself.' },
  'refund-failed': {
    'refund-mismatch': 'It does not match the carrier\'s record.', 'refund-exceeds': 'It is more than can still be refunded.', 'refund-not-possible': 'This sale can no longer be refunded.', 'request-invalid': 'The carrier could not read the request.',
  },
  'neutral': { 'failed': 'The provider did not let it pass.', 'unknown': 'No result has come yet.', 'undone': 'An undo was asked for.', 'refund-failed': 'It was not accepted.' },
};

const words: Readonly<Record<Locale, ReasonWords>> = { 'zh-CN': zh, en };

/** A sentence for every code; one nobody here knows gets a neutral sentence, never its code. */
export function paymentReasonText(of: PaymentReasonOf, code: string, locale: Locale): string {
  const own = words[locale];
  const known: Readonly<Record<string, string>> = of === 'refund-failed' ? { ...own.failed, ...own['refund-failed'] } : own[of];
  return Object.hasOwn(known, code) ? known[code] ?? own.neutral[of] : own.neutral[of];
}
