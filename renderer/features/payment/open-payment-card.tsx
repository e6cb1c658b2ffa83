// A payment whose end is not known: what is known, how long it is waited for, and only what may safely be done.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import { tenderText } from '#shared/i18n/term-texts.ts';
import { usePaymentActs, type PaymentActs } from '#renderer/flow/payment-acts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ForceDialog } from './force-dialog.tsx';
import { MachineForm } from './machine-form.tsx';
import { StoreCode } from './store-code.tsx';
import { useSecondsUntil } from './use-seconds-until.ts';

type Known = 'created' | 'sent' | 'confirming' | 'storeCode' | 'card' | 'unknown' | 'reversing' | 'account';

/** Which words say what is known of it. */
function knownOf({ state, way, storeCode }: PaymentView): Known {
  if (state === 'unknown' || state === 'reversing') return state;
  if (storeCode !== null) return 'storeCode';
  if (way === 'account') return 'account';
  if (way === 'connected') return 'card';
  return state === 'confirming' ? 'confirming' : (state === 'created' ? 'created' : 'sent');
}

function CountDown({ giveUpAt }: { readonly giveUpAt: string | null }): ReactNode {
  const { t } = useTranslation('payment');
  const seconds = useSecondsUntil(giveUpAt);
  if (giveUpAt === null || seconds === null) return <p className="count-down"> </p>;
  // The figure changes every second: a reader of the screen is told the state, not the clock.
  return <p className="count-down" data-testid="count-down" aria-hidden="true">{seconds > 0 ? t('waiting.countDown', { seconds }) : t('waiting.over')}</p>;
}

interface ActsProps {
  readonly payment: PaymentView;
  readonly acts: PaymentActs;
  readonly about: string;
}

/** F5 asks, F6 undoes, F7 calls it paid: each only where the till says that it is safe. */
function Acts({ payment, acts, about }: ActsProps): ReactNode {
  const { t } = useTranslation('payment');
  const [isForcing, setIsForcing] = useState(false);
  const { actions } = payment;
  const isHeld = acts.busy !== null;
  const force = (walletReference: string): void => {
    setIsForcing(false);
    void acts.run(payment, { type: 'force', walletReference }, about);
  };
  return (
    <>
      <div className="payment-acts">
        {actions.includes('ask') ? <PushButton isWide shortcut="F5" testId="payment-ask" isDisabled={isHeld} onPress={() => void acts.run(payment, { type: 'ask' })}>{t(acts.busy === 'ask' ? 'waiting.asking' : 'waiting.ask')}</PushButton> : null}
        {actions.includes('undo') ? <PushButton isWide shortcut="F6" tone="danger" testId="payment-undo" isDisabled={isHeld} onPress={() => void acts.run(payment, { type: 'undo' }, about)}>{t(acts.busy === 'undo' ? 'waiting.undoing' : 'waiting.undo')}</PushButton> : null}
        {actions.includes('force') ? <PushButton isWide shortcut="F7" testId="payment-force" isDisabled={isHeld} onPress={() => setIsForcing(true)}>{t('waiting.force')}</PushButton> : null}
      </div>
      {isForcing ? <ForceDialog onForce={force} onClose={() => setIsForcing(false)} /> : null}
    </>
  );
}

/** What is known in words, announced; loudly where nobody knows. A machine of its own says it itself. */
function KnownWords({ payment, isUnsure }: { readonly payment: PaymentView; readonly isUnsure: boolean }): ReactNode {
  const { t } = useTranslation('payment');
  return (
    <>
      {payment.storeCode === null || isUnsure ? null : <StoreCode data={payment.storeCode} label={t('waiting.known.storeCode')} />}
      <div className="open-payment-state" role={isUnsure ? 'alert' : 'status'}>
        <h2>{isUnsure ? null : <span className="spinner" aria-hidden="true" />}{t(`state.${payment.state}`)}</h2>
        <p>{t(`waiting.known.${knownOf(payment)}`)}</p>
      </div>
      <CountDown giveUpAt={payment.state === 'reversing' ? null : payment.giveUpAt} />
      {payment.reference === null ? null : <p className="open-payment-reference">{t('waiting.reference')} {payment.reference}</p>}
    </>
  );
}

/** Fills the middle of the step. */
export function OpenPaymentCard({ payment, about, isUnused }: { readonly payment: PaymentView; readonly about: string; readonly isUnused: boolean }): ReactNode {
  const { t } = useTranslation('payment');
  const locale = useLocale();
  const acts = usePaymentActs();
  const isUnsure = payment.state === 'unknown' || payment.state === 'reversing';
  const isMachine = payment.way === 'stand-alone';
  return (
    <section className="card open-payment" data-testid="open-payment" data-state={payment.state} data-tone={isUnsure ? 'waiting' : 'brand'} aria-label={tenderText(payment.method, locale)}>
      <p className="open-payment-method">{tenderText(payment.method, locale)}{isMachine ? ` · ${t('machine.type')}` : ''}</p>
      <MoneyText amountFen={payment.amountFen} size="giant" testId="open-payment-amount" />
      {isMachine ? null : <KnownWords payment={payment} isUnsure={isUnsure} />}
      {isUnused ? <p className="warning-line" role="alert" data-testid="code-unused">{t('scanWhileOpen')}</p> : null}
      {acts.problem === null ? null : <ProblemNotice problem={acts.problem} testId="payment-problem" />}
      {isMachine ? <MachineForm payment={payment} acts={acts} /> : <Acts payment={payment} acts={acts} about={about} />}
    </section>
  );
}
