// The middle column of the third step: which plan, for how long.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanVersion } from '#shared/domain/plan.ts';
import { isQuoted, type PlanStep, type Selection } from '#renderer/flow/renewal-flow.ts';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { ActionArea } from '#renderer/ui/action-area.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useShortcuts, type ShortcutMap } from '#renderer/ui/use-shortcuts.ts';
import { useSlow } from '#renderer/ui/use-slow.ts';
import { MonthChoice } from './month-choice.tsx';
import { firstSelection, monthsBeside, plansOnOffer, withPlan } from './plan-choice.ts';
import { PlanCards } from './plan-cards.tsx';

const pick = (selection: Selection): void => void renewalFlow().pick(selection);

/** Says in words whether the plan stays. */
function ChangeNote({ plan, step }: { readonly plan: PlanVersion; readonly step: PlanStep }): ReactNode {
  const { t } = useTranslation('plan');
  const locale = useLocale();
  const { planId, planName } = step.draft.account;
  const isSame = planId === plan.planId;
  return (
    <Card className="plan-note">
      <p className="plan-note-title">{isSame || planName === null ? t('same') : t('different', { current: planName[locale], chosen: plan.name[locale] })}</p>
      <p>{isSame || planName === null ? t('sameHint') : t('differentHint', { date: step.draft.quote?.startsOn ?? '' })}</p>
    </Card>
  );
}

function Choice({ step, plans }: { readonly step: PlanStep; readonly plans: readonly PlanVersion[] }): ReactNode {
  const group = useRef<HTMLDivElement>(null);
  const { account } = step.draft;
  const selection = step.entries.selection ?? firstSelection(plans, account);
  const plan = plans.find(({ planId }) => planId === selection?.planId) ?? null;
  const isUnasked = selection !== null && step.quoteNo === null && step.problem === null && !isQuoted(step);
  useEffect(() => {
    if (isUnasked) pick(selection);
  }, [isUnasked, selection]);
  useEffect(() => group.current?.focus(), []);
  const months = selection?.months ?? 1;
  const moveMonths = (by: 1 | -1): void => {
    if (plan !== null) pick({ planId: plan.planId, months: monthsBeside(plan.months, months, by) });
  };
  const digits: ShortcutMap = Object.fromEntries(plans.map((one, index) => [`${index + 1}`, () => pick(withPlan(one, months))]));
  useShortcuts({ ...digits, ArrowLeft: () => moveMonths(-1), ArrowRight: () => moveMonths(1) });
  return (
    <div className="plan-choice" ref={group} tabIndex={-1}>
      <PlanCards plans={plans} chosenId={plan?.planId ?? null} currentId={account.planId} onChoose={(one) => pick(withPlan(one, months))} />
      {plan === null ? null : <MonthChoice months={plan.months} priceFen={plan.priceFen} chosen={months} onChoose={(count) => pick({ planId: plan.planId, months: count })} />}
      {plan === null ? null : <ChangeNote plan={plan} step={step} />}
    </div>
  );
}

function Catalogue({ step }: { readonly step: PlanStep }): ReactNode {
  const { t } = useTranslation('plan');
  const frame = useTranslation('frame');
  const catalogue = useTillQuery('plan.list', {});
  const terminal = useTillQuery('terminal.read', {}).value;
  if (catalogue.value === undefined || terminal === undefined) {
    return catalogue.problem === null ? <Skeleton lines={8} label={frame.t('loading')} /> : <ProblemNotice problem={catalogue.problem} />;
  }
  const plans = plansOnOffer(catalogue.value, terminal.todayOn);
  if (plans.length === 0) return <Card className="look-up-intro"><h2>{t('none')}</h2><p>{t('noneHint')}</p></Card>;
  return <Choice step={step} plans={plans} />;
}

/** Digits pick a plan, the arrows the months, Enter goes to payment. */
export function PlanPanel({ step }: { readonly step: PlanStep }): ReactNode {
  const { t } = useTranslation('plan');
  const frame = useTranslation('frame');
  const { send, back } = renewalFlow();
  const isSlow = useSlow(step.quoteNo !== null);
  return (
    <>
      <Catalogue step={step} />
      {step.problem === null ? null : <ProblemNotice problem={step.problem} testId="plan-problem" />}
      <ActionArea>
        <PrimaryButton testId="plan-confirm" isDisabled={!isQuoted(step)} onPress={() => send({ type: 'go-on' })}>{t(isSlow ? 'quoting' : 'confirm')}</PrimaryButton>
        <PushButton isWide shortcut="Escape" onPress={back}>{frame.t('flow.back')}</PushButton>
      </ActionArea>
    </>
  );
}
