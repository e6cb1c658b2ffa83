// What became of the last payment when it brought no money, and what to do now.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import { formatYuan } from '#shared/domain/fen.ts';
import { paymentReasonText } from '#shared/i18n/payment-reason-texts.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';

/** The one that changed last, if it brought no money: an older failure has been dealt with since. */
export function lastFailure(payments: readonly PaymentView[]): PaymentView | null {
  const last = payments.toSorted((a, b) => (a.changedAt < b.changedAt ? -1 : Number(a.changedAt > b.changedAt))).at(-1);
  return last !== undefined && (last.state === 'failed' || last.state === 'reversed') ? last : null;
}

/** A newer gateway may name reasons this window does not know. */
export function FailedNotice({ payment }: { readonly payment: PaymentView }): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  const words = { tender: tenderText(payment.method, locale), amount: formatYuan(payment.amountFen) };
  return (
    <div className="warning-line" role="alert" data-testid="payment-failed" data-failure={payment.failure ?? ''}>
      <strong>{t(payment.state === 'reversed' ? 'failed.reversedTitle' : 'failed.title', words)}</strong>{' '}
      {payment.state === 'failed' ? paymentReasonText('failed', payment.failure ?? '', locale) : ''} {t('failed.next')}
    </div>
  );
}
