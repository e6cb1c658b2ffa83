// Everything that is not final: open payments, money without a sale, sales laid aside. Over the right side, from every screen.
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePaymentActs } from '#renderer/flow/payment-acts.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { ScrollRegion } from '#renderer/ui/scroll-region.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useShortcuts } from '#renderer/ui/use-shortcuts.ts';
import { FindPayment } from './find-payment.tsx';
import { useInbox } from './inbox-store.ts';
import { ParkedRow } from './parked-row.tsx';
import { PaymentRow } from './payment-row.tsx';
import { useResume } from './use-resume.ts';

function Empty(): ReactNode {
  const { t } = useTranslation('open-payments');
  return <p className="inbox-empty" data-testid="inbox-empty"><span aria-hidden="true">✓</span>{t('empty')}<small>{t('emptyHint')}</small></p>;
}

/** The arrows choose a row, Enter does its next step. */
function Rows({ onShowSale }: { readonly onShowSale: () => void }): ReactNode {
  const { t } = useTranslation('open-payments');
  const payments = useTillQuery('payment.list-open', {});
  const parked = useTillQuery('sale.list-parked', {});
  const acts = usePaymentActs();
  const resume = useResume(onShowSale);
  const [chosen, setChosen] = useState(0);
  const open = payments.value ?? [];
  const aside = parked.value ?? [];
  const last = open.length + aside.length - 1;
  useShortcuts({ ArrowDown: () => setChosen(Math.min(last, chosen + 1)), ArrowUp: () => setChosen(Math.max(0, chosen - 1)) }, { isModal: true });
  const problem = payments.problem ?? parked.problem;
  if (payments.value === undefined || parked.value === undefined) return problem === null ? <Skeleton lines={5} label={t('title')} /> : <ProblemNotice problem={problem} actions={<PushButton isModal onPress={payments.reload}>{t('again')}</PushButton>} />;
  const refusal = acts.problem ?? resume.problem;
  return (
    <>
      {refusal === null ? null : <ProblemNotice problem={refusal} testId="inbox-problem" />}
      {last < 0 ? <Empty /> : null}
      {open.length === 0 ? null : (
        <section><h3>{t('payments')}</h3><ul className="inbox-list">
          {open.map((payment, index) => <PaymentRow key={payment.paymentId} payment={payment} isChosen={index === Math.min(chosen, last)} acts={acts} resume={resume} onChoose={() => setChosen(index)} />)}
        </ul></section>
      )}
      {aside.length === 0 ? null : (
        <section><h3>{t('parked')}</h3><ul className="inbox-list">
          {aside.map((sale, index) => <ParkedRow key={sale.saleId} sale={sale} isChosen={open.length + index === Math.min(chosen, last)} resume={resume} onChoose={() => setChosen(open.length + index)} />)}
        </ul></section>
      )}
    </>
  );
}

/** The rest of the window waits until it is closed. */
export function InboxPanel({ onShowSale }: { readonly onShowSale: () => void }): ReactNode {
  const { t } = useTranslation('open-payments');
  const close = useInbox((inbox) => inbox.close);
  const dialog = useRef<HTMLDialogElement>(null);
  useShortcuts({ Escape: close }, { isModal: true });
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // On the drawer itself, not on its first button: Enter is for the chosen row.
    element?.focus();
    return () => element?.close();
  }, []);
  return (
    // The role is written out because the keyboard registry looks for it.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <dialog ref={dialog} tabIndex={-1} role="dialog" aria-modal="true" aria-labelledby="inbox-title" className="inbox-panel" data-testid="inbox-panel" onCancel={(event) => event.preventDefault()}>
      <div className="inbox-head"><h2 id="inbox-title">{t('title')}</h2><PushButton shortcut="Escape" isModal testId="inbox-close" onPress={close}>{t('close')}</PushButton></div>
      <ScrollRegion className="inbox-body" label={t('payments')}><Rows onShowSale={onShowSale} /></ScrollRegion>
      <FindPayment />
    </dialog>
  );
}
