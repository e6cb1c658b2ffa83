// Money that was wanted back and was paid after all: alone in the middle, or as a strip while something is left to pay.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { usePaymentActs } from '#renderer/flow/payment-acts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

/** Somebody wanted the money back and it was paid after all: loud, and for a person to decide. */
export function PaidAfterUndoCard({ payment, about }: { readonly payment: PaymentView; readonly about: string }): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  const acts = usePaymentActs();
  return (
    <section className="card open-payment" data-testid="paid-after-undo" data-tone="attention" role="alert" aria-label={t('waiting.paidAfterUndo')}>
      <p className="open-payment-method">{tenderText(payment.method, locale)}</p>
      <MoneyText amountFen={payment.amountFen} size="giant" />
      <div className="open-payment-state"><h2>{t('waiting.paidAfterUndo')}</h2><p>{t('waiting.paidAfterUndoHint')}</p></div>
      {payment.reference === null ? null : <p className="open-payment-reference">{t('waiting.reference')} {payment.reference}</p>}
      {acts.problem === null ? null : <ProblemNotice problem={acts.problem} testId="payment-problem" />}
      <div className="payment-acts">
        <PushButton isWide shortcut="F6" tone="danger" testId="payment-give-back" isDisabled={acts.busy !== null} onPress={() => void acts.run(payment, { type: 'undo' }, about)}>
          {t(acts.busy === 'undo' ? 'waiting.undoing' : 'waiting.giveBack')}
        </PushButton>
      </div>
    </section>
  );
}

/** The same above the ways to pay. No key: F6 is a note of the cash there; pressed twice, since the money is there. */
export function PaidAfterUndoStrip({ payment, about }: { readonly payment: PaymentView; readonly about: string }): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  const acts = usePaymentActs();
  const [isSure, setIsSure] = useState(false);
  const press = (): void => {
    setIsSure(!isSure);
    if (isSure) void acts.run(payment, { type: 'undo' }, about);
  };
  return (
    <section className="paid-strip" data-testid="paid-after-undo" role="alert" aria-label={t('waiting.paidAfterUndo')}>
      <div>
        <strong>{tenderText(payment.method, locale)} <MoneyText amountFen={payment.amountFen} /> {t('waiting.paidAfterUndoShort')}</strong>
        <p>{t('waiting.paidAfterUndoHint')}</p>
        {acts.problem === null ? null : <ProblemNotice problem={acts.problem} testId="payment-problem" />}
      </div>
      <PushButton tone="danger" testId="payment-give-back" isDisabled={acts.busy !== null} onPress={press}>{t(acts.busy === 'undo' ? 'waiting.undoing' : (isSure ? 'sum.undoSure' : 'waiting.giveBack'))}</PushButton>
    </section>
  );
}
