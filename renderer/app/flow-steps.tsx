// The five steps above the middle column.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { renewalFlow } from '#renderer/flow/renewal-flow-store.ts';
import { hasMoney } from '#renderer/flow/sale-money.ts';
import type { FlowStep } from '#renderer/flow/renewal-flow.ts';
import { StepBar, type Step } from '#renderer/ui/step-bar.tsx';

const names = ['customer', 'identity', 'plan', 'payment', 'done'] as const;
type Shown = (typeof names)[number];

const shownAs = (step: FlowStep): Shown => (step.name === 'submitting' ? 'payment' : step.name);

/** Done steps lead back as long as no money is moving. */
export function FlowSteps({ step }: { readonly step: FlowStep }): ReactNode {
  const { t } = useTranslation('frame');
  const current = names.indexOf(shownAs(step));
  const canReturn = step.name === 'identity' || step.name === 'plan' || (step.name === 'payment' && !step.isStarting && !hasMoney(step.draft));
  const steps = names.map((name, index): Step => {
    const state = index < current ? 'done' : index === current ? 'current' : 'ahead';
    const isTarget = canReturn && state === 'done' && (name === 'customer' || name === 'identity' || name === 'plan');
    return { name, label: t(`flow.${name}`), state, ...(isTarget ? { onReturn: () => renewalFlow().send({ type: 'return-to', step: name }) } : {}) };
  });
  return (
    <>
      <h1 className="visually-hidden">{t('nav.sell')}</h1>
      <StepBar steps={steps} label={t('flow.label')} />
    </>
  );
}
