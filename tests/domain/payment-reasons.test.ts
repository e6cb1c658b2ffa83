import { describe, expect, it } from 'vitest';
import { paymentFailures } from '#shared/contract/gateway-api.ts';
import { paymentReasonText, refundFailures, undoReasons, unknownReasons, type PaymentReasonOf } from '#shared/i18n/payment-reason-texts.ts';

const codes: Readonly<Record<PaymentReasonOf, readonly string[]>> = { 'failed': paymentFailures, 'unknown': unknownReasons, 'undone': undoReasons, 'refund-failed': refundFailures };
const all = Object.entries(codes).flatMap(([of, known]) => known.map((code) => ({ of: of as PaymentReasonOf, code })));

describe('payment-reason-texts', () => {
  it.each(all)('says $code of $of as a sentence of its own in both languages', ({ of, code }) => {
    expect(paymentReasonText(of, code, 'zh-CN')).toMatch(/^\P{Script=Latin}+。$/u);
    expect(paymentReasonText(of, code, 'en')).toMatch(/^[A-Z][^\p{Script=Han}]+\.$/u);
    expect(paymentReasonText(of, code, 'en')).not.toBe(paymentReasonText(of, 'from-the-future', 'en'));
  });

  it.each(Object.keys(codes) as readonly PaymentReasonOf[])('never shows a code that nobody here knows, of %s', (of) => {
    for (const code of ['from-the-future', 'constructor', '']) for (const locale of ['zh-CN', 'en'] as const) expect(paymentReasonText(of, code, locale)).toMatch(/[。.]$/);
    expect(paymentReasonText(of, 'from-the-future', 'zh-CN')).not.toContain('future');
  });
});
