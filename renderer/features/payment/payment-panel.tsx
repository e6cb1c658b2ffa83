// The middle column of the fourth step: how to pay, and what becomes of it.
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import type { TenderMethod } from '#shared/domain/tender.ts';
import { cashDue, isPaidAfterUndo, leftToPay, openPaymentOf, settledFen } from '#renderer/flow/sale-money.ts';
import type { PaymentStep, SubmittingStep } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useTillQuery, type TillQuery } from '#renderer/till/use-till-query.ts';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { AllowanceLine } from './allowance-line.tsx';
import { BalancePart } from './balance-part.tsx';
import { CardPart } from './card-part.tsx';
import { readCash } from './cash-entry.ts';
import { CashPart } from './cash-part.tsx';
import { FailedNotice, lastFailure } from './failed-notice.tsx';
import { OpenPaymentCard } from './open-payment-card.tsx';
import { PaidAfterUndoCard, PaidAfterUndoStrip } from './paid-after-undo.tsx';
import { ParkOffer } from './park-offer.tsx';
import type { PartHandle } from './part-handle.ts';
import { StepButtons } from './step-buttons.tsx';
import { shutBarOf } from './tender-keys.ts';
import { TenderChoice } from './tender-choice.tsx';
import { usePayerCode, type Charge } from './use-payer-code.ts';
import { WalletPart } from './wallet-part.tsx';
import { WhichWallet } from './which-wallet.tsx';
import './payment.css';

type State = 'entering' | 'short' | 'ready' | 'submitting' | 'refused' | 'starting' | 'paid' | PaymentView['state'];

function stateOf(step: PaymentStep | SubmittingStep): State {
  if (step.name === 'submitting') return 'submitting';
  if (step.isStarting) return 'starting';
  const open = openPaymentOf(step.draft);
  if (open !== null) return open.state;
  if (step.problem !== null) return 'refused';
  if (leftToPay(step.draft) === 0) return 'paid';
  const cash = readCash(step.entries.receivedText, cashDue(step.draft, step.options));
  return cash.state === 'unreadable' ? 'entering' : cash.state;
}

type OptionsReading = Pick<TillQuery<'payment.options'>, 'problem' | 'reload'>;

/** What can be paid how is read anew with every announcement; the flow hears it and completes when nothing is left. */
function useOptions(step: PaymentStep | SubmittingStep): OptionsReading {
  const { saleId } = step.draft;
  const { value, problem, reload } = useTillQuery('payment.options', { saleId });
  useEffect(() => {
    if (value !== undefined) void renewalFlow().noteOptions(saleId, value);
  }, [saleId, value]);
  return { problem, reload };
}

interface PartProps {
  readonly step: PaymentStep | SubmittingStep;
  readonly chosen: TenderMethod;
  readonly part: RefObject<PartHandle | null>;
  readonly charge: Charge;
  readonly reading: OptionsReading;
  readonly onTender: (method: TenderMethod) => void;
}

function Part({ step, chosen, part, charge, onTender }: PartProps): ReactNode {
  // Nothing but the commit is left, and cash is where its button is.
  if (step.name === 'submitting' || chosen === 'cash' || leftToPay(step.draft) === 0) return <CashPart step={step} handle={part} onTender={onTender} />;
  if (chosen === 'card') return <CardPart step={step} handle={part} onTender={onTender} />;
  if (chosen === 'balance') return <BalancePart step={step} handle={part} onTender={onTender} />;
  return <WalletPart key={chosen} step={step} wallet={chosen} handle={part} charge={charge} onTender={onTender} />;
}

/** Problems, failures and the outage: below what is being done, where nothing else moves. */
function Notices({ step, reading }: Pick<PartProps, 'step' | 'reading'>): ReactNode {
  const { t } = useTranslation('payment');
  const isReachable = useTillQuery('sync.read', {}).value?.isReachable ?? true;
  const problem = step.name === 'payment' ? step.problem : null;
  const failure = lastFailure(step.draft.payments);
  const isTooLong = step.options?.methods.some(({ bar }) => bar === 'shift-too-long') === true;
  if (problem !== null) return <ProblemNotice problem={problem} testId="pay-problem" />;
  if (isTooLong) return <ProblemNotice problem={{ code: 'shift-too-long' }} testId="tender-problem" />;
  if (reading.problem !== null) return <ProblemNotice problem={reading.problem} testId="options-problem" actions={<PushButton testId="options-again" onPress={reading.reload}>{t('again')}</PushButton>} />;
  if (failure !== null) return <FailedNotice payment={failure} />;
  return isReachable ? null : <AllowanceLine offline={step.options?.offline ?? null} />;
}

function Choosing(props: PartProps): ReactNode {
  const { step, chosen, reading, onTender } = props;
  const isHeld = step.name === 'submitting' || step.isStarting;
  return (
    <>
      <TenderChoice options={step.options} chosen={chosen} isHeld={isHeld} isUnreadable={reading.problem !== null} onChoose={onTender} />
      <Part {...props} />
      <Notices step={step} reading={reading} />
    </>
  );
}

/** One payment at a time: while one is open there is no way to pay on the screen. */
function Body(props: PartProps & { readonly isUnused: boolean }): ReactNode {
  const { t } = useTranslation('payment');
  const { step } = props;
  const about = step.draft.account.msisdnMasked;
  const open = openPaymentOf(step.draft);
  const stuck = step.draft.payments.find(isPaidAfterUndo);
  if (open !== null) return <><OpenPaymentCard key={open.paymentId} payment={open} about={about} isUnused={props.isUnused} /><StepButtons step={step} primary={null} /></>;
  if (stuck === undefined || step.name === 'submitting') return <Choosing {...props} />;
  const isCovered = leftToPay(step.draft) === 0;
  if (!isCovered) return <><PaidAfterUndoStrip payment={stuck} about={about} /><Choosing {...props} /></>;
  return (
    <>
      <PaidAfterUndoCard payment={stuck} about={about} />
      <Notices step={step} reading={props.reading} />
      <StepButtons step={step} primary={{ label: t('waiting.keep'), isDisabled: false, onPress: () => void renewalFlow().pay() }} />
    </>
  );
}

/** A payment code may be scanned at any time; the ways to pay have a key each. Nothing can be changed while it is saved. */
export function PaymentPanel({ step }: { readonly step: PaymentStep | SubmittingStep }): ReactNode {
  const { t } = useTranslation('payment');
  const part = useRef<PartHandle>(null);
  const [chosen, setChosen] = useState<TenderMethod>('cash');
  const reading = useOptions(step);
  const paidFen = settledFen(step.draft);
  // What is left after a payment is mostly cash, and cash comes last.
  useEffect(() => setChosen('cash'), [paidFen]);
  const { charge, question, answer, isUnused } = usePayerCode(step, chosen, part);
  const choose = (method: TenderMethod): void => {
    if (step.name === 'submitting' || step.isStarting || shutBarOf(step.options, method) !== null) return;
    setChosen(method);
    if (method === chosen) part.current?.focus();
  };
  const state = stateOf(step);
  return (
    <ParkOffer step={step}>
      <Body step={step} chosen={chosen} part={part} charge={charge} reading={reading} onTender={choose} isUnused={isUnused} />
      {question === null ? null : <WhichWallet question={question} options={step.options} onAnswer={answer} />}
      <p className="visually-hidden" role="status" data-testid="payment-state" data-state={state}>{t(`state.${state}`)}</p>
    </ParkOffer>
  );
}
