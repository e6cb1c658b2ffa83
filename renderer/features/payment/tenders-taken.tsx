// What was paid so far, and what is left: stands in the right column from the first payment on.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import { subtractFen } from '#shared/domain/fen.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { usePaymentActs, type PaymentActs } from '#renderer/flow/payment-acts.ts';
import { paymentTone } from '#renderer/flow/payment-tone.ts';
import { cashDue, hasMoney, leftToPay, settledFen } from '#renderer/flow/sale-money.ts';
import type { PaymentStep, SubmittingStep } from '#renderer/flow/renewal-flow.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { StateTag } from '#renderer/ui/state-tag.tsx';

function detailOf({ reference, approvalCode, cardLast4 }: PaymentView, t: ReturnType<typeof useTranslation<'payment'>>['t']): string {
  if (approvalCode !== null) return t('sum.approval', { code: approvalCode, last4: cardLast4 ?? '—' });
  return reference === null ? '' : t('sum.reference', { reference });
}

interface TakenProps {
  readonly payment: PaymentView;
  readonly acts: PaymentActs;
  readonly about: string;
  readonly isHeld: boolean;
}

/** In a list of what was taken only what is not there yet says its state. Undo asks once more before it is sent. */
function Taken({ payment, acts, about, isHeld }: TakenProps): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  const [isSure, setIsSure] = useState(false);
  const canUndo = payment.state === 'settled' && (payment.actions.includes('undo') || payment.actions.includes('give-back'));
  const press = (): void => {
    setIsSure(!isSure);
    if (isSure) void acts.run(payment, { type: 'undo' }, about);
  };
  return (
    <li className="taken" data-testid="tender-taken" data-state={payment.state}>
      <span className="taken-what"><strong>{tenderText(payment.method, locale)}</strong> {payment.state === 'settled' ? <span className="taken-tick"><span aria-hidden="true">✓</span><span className="visually-hidden">{t('state.settled')}</span></span> : <StateTag tone={paymentTone[payment.state]}>{t(`state.${payment.state}`)}</StateTag>}</span>
      <MoneyText amountFen={payment.amountFen} />
      <small title={detailOf(payment, t)}>{detailOf(payment, t)}</small>
      {canUndo ? <PushButton tone={isSure ? 'danger' : 'secondary'} testId="taken-undo" isDisabled={isHeld || acts.busy !== null} onPress={press}>{t(isSure ? 'sum.undoSure' : 'sum.undo')}</PushButton> : null}
    </li>
  );
}

function Sums({ step }: { readonly step: PaymentStep | SubmittingStep }): ReactNode {
  const { t } = useTranslation('payment');
  const left = leftToPay(step.draft);
  const rounding = subtractFen(cashDue(step.draft, step.options), left);
  // Before the first payment the large amount below says it all.
  if (!hasMoney(step.draft) && rounding === 0) return null;
  return (
    <dl className="money-sums">
      <div><dt>{t('sum.due')}</dt><dd><MoneyText amountFen={step.draft.quote.totalFen} /></dd></div>
      <div><dt>{t('sum.paid')}</dt><dd><MoneyText amountFen={settledFen(step.draft)} testId="paid-so-far" /></dd></div>
      {left > 0 && rounding !== 0 ? <div><dt>{t('sum.rounding')}</dt><dd data-testid="cash-rounding">{rounding > 0 ? '+' : ''}<MoneyText amountFen={rounding} /></dd></div> : null}
      <div data-left="true"><dt>{t('sum.left')}</dt><dd><MoneyText amountFen={left} testId="left-to-pay" /></dd></div>
    </dl>
  );
}

/** Tenders that brought no money are told at the time and not kept here. */
export function TendersTaken({ step }: { readonly step: PaymentStep | SubmittingStep }): ReactNode {
  const { t } = useTranslation('payment');
  const acts = usePaymentActs();
  const { payments, account } = step.draft;
  const shown = payments.filter(({ state }) => state !== 'failed' && state !== 'reversed');
  return (
    <div className="tenders-taken" data-testid="tenders-taken">
      {shown.length === 0 ? null : (
        <ul aria-label={t('sum.taken')}>
          {shown.map((payment) => <Taken key={payment.paymentId} payment={payment} acts={acts} about={account.msisdnMasked} isHeld={step.name === 'submitting'} />)}
        </ul>
      )}
      {acts.problem === null ? null : <ProblemNotice problem={acts.problem} />}
      <Sums step={step} />
    </div>
  );
}
