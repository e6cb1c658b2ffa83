// One payment that is not final: what is known, whose it is, and the one safe next step as its big button.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenPayment, PaymentView } from '#shared/contract/till/payment-channels.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import type { PaymentActs } from '#renderer/flow/payment-acts.ts';
import { paymentTone } from '#renderer/flow/payment-tone.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillClock } from '#renderer/till/use-till-clock.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { StateTag } from '#renderer/ui/state-tag.tsx';
import { rowSteps, type RowStep } from './next-step.ts';
import type { Resume } from './use-resume.ts';

function useShortAge(startedAt: string): string {
  const { t } = useTranslation('open-payments');
  const seconds = Math.max(0, Math.floor((useTillClock() - Date.parse(startedAt)) / 1000));
  if (seconds < 60) return t('age.seconds', { n: seconds });
  if (seconds < 3600) return t('age.minutes', { n: Math.floor(seconds / 60) });
  return seconds < 172_800 ? t('age.hours', { n: Math.floor(seconds / 3600) }) : t('age.days', { n: Math.floor(seconds / 86_400) });
}

export interface StepsProps {
  readonly payment: OpenPayment;
  readonly isChosen: boolean;
  readonly acts: PaymentActs;
  readonly resume: Resume;
}

/** Money that goes back is asked about once more before it is sent. */
function Steps({ payment, isChosen, acts, resume }: StepsProps): ReactNode {
  const { t } = useTranslation('open-payments');
  const [sure, setSure] = useState<RowStep | null>(null);
  const isHeld = acts.busy !== null || resume.isBusy;
  const press = (step: RowStep): void => {
    if (step === 'resume') return resume.resume(payment.saleId);
    if (step === 'ask') return void acts.run(payment, { type: 'ask' });
    if (sure !== step) return setSure(step);
    setSure(null);
    void acts.run(payment, { type: 'undo' }, payment.msisdnMasked);
  };
  const label = (step: RowStep): string => {
    switch (step) {
      case 'ask': return t('ask');
      case 'resume': return t('resume');
      case 'undo': return t(sure === step ? 'undoSure' : 'undo');
      case 'give-back': return t(sure === step ? 'giveBackSure' : 'giveBack');
    }
  };
  const steps = rowSteps(payment);
  if (steps.length === 0) return <p className="inbox-small">{t('settledSale')}</p>;
  return (
    <div className="inbox-steps">
      {steps.map((step, index) => (
        <PushButton
          key={step} isModal testId={`open-${step}`} isDisabled={isHeld} tone={index === 0 ? 'primary' : (sure === step ? 'danger' : 'secondary')}
          {...(index === 0 && isChosen ? { shortcut: 'Enter' } : {})} onPress={() => press(step)}
        >
          {label(step)}
        </PushButton>
      ))}
    </div>
  );
}

/** Amount, wallet and state, the same for a found payment and for one of the inbox. */
export function PaymentFacts({ payment, aside }: { readonly payment: PaymentView; readonly aside: ReactNode }): ReactNode {
  const { t } = useTranslation('open-payments');
  const words = useTranslation('payment');
  const locale = useLocale();
  return (
    <>
      <div className="inbox-line">
        <strong>{tenderText(payment.method, locale)}</strong>
        <StateTag tone={paymentTone[payment.state]}>{words.t(`state.${payment.state}`)}</StateTag>
        <MoneyText amountFen={payment.amountFen} size="large" />
      </div>
      <div className="inbox-small">{payment.reference === null ? t('noReference') : t('reference', { reference: payment.reference })}{aside}</div>
    </>
  );
}

/** A press anywhere on the row chooses it; Enter is for the chosen one. */
export function PaymentRow(props: StepsProps & { readonly onChoose: () => void }): ReactNode {
  const { t } = useTranslation('open-payments');
  const { payment, isChosen, onChoose } = props;
  const age = useShortAge(payment.startedAt);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the arrows do it on the keyboard
    <li className="inbox-row" data-testid="open-row" data-payment-id={payment.paymentId} data-why={payment.why} data-chosen={isChosen} aria-current={isChosen} onClick={onChoose}>
      <PaymentFacts payment={payment} aside={<> · {payment.msisdnMasked}</>} />
      <div className="inbox-small"><b data-why={payment.why}>{t(`why.${payment.why}`)}</b> · {age} · {t(`sale.${payment.saleState}`)} · {t('owner', { staffId: payment.ownerId })}</div>
      <Steps {...props} />
    </li>
  );
}
