// The plans side by side, each with the digit that picks it.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanVersion } from '#shared/domain/plan.ts';
import type { PlanId } from '#shared/domain/ids.ts';
import { formatMoney } from '#shared/domain/fen.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { dataAmountText } from '#renderer/ui/data-amount.ts';
import { KeyHint } from '#renderer/ui/key-hint.tsx';

export interface PlanCardsProps {
  readonly plans: readonly PlanVersion[];
  readonly chosenId: PlanId | null;
  readonly currentId: PlanId | null;
  readonly onChoose: (plan: PlanVersion) => void;
}

function Price({ plan }: { readonly plan: PlanVersion }): ReactNode {
  const { t } = useTranslation('plan');
  return <span className="plan-price"><span>{formatMoney(plan.priceFen).replace(/\.00$/, '')}</span><small>{t('perMonth')}</small></span>;
}

function PlanCard({ plan, digit, isChosen, isCurrent, onChoose }: { readonly plan: PlanVersion; readonly digit: number; readonly isChosen: boolean; readonly isCurrent: boolean; readonly onChoose: () => void }): ReactNode {
  const { t } = useTranslation('plan');
  const locale = useLocale();
  const contents = [
    t('data', { amount: dataAmountText(plan.dataMb) }),
    plan.voiceMinutes === 0 ? t('noVoice') : t('voice', { n: plan.voiceMinutes }),
    plan.roamingMb === 0 ? t('noRoaming') : t('roaming', { amount: dataAmountText(plan.roamingMb) }),
  ];
  return (
    <button
      type="button" role="radio" aria-checked={isChosen} className="plan-card" data-enter="screen" data-testid={`plan-${plan.planId}`} aria-keyshortcuts={`${digit}`}
      tabIndex={isChosen ? 0 : -1} onClick={onChoose}
    >
      <span className="plan-name"><span>{plan.name[locale]}</span><KeyHint name={`${digit}`} /></span>
      <Price plan={plan} />
      <span className="plan-contents">{contents.map((content) => <span key={content}>{content}</span>)}</span>
      {isCurrent ? <span className="plan-current">{t('current')}</span> : null}
    </button>
  );
}

/** A group of radio buttons in which digits choose. */
export function PlanCards({ plans, chosenId, currentId, onChoose }: PlanCardsProps): ReactNode {
  const { t } = useTranslation('plan');
  return (
    <div className="plan-cards" role="radiogroup" aria-label={t('plans')} data-count={plans.length}>
      {plans.map((plan, index) => (
        <PlanCard key={plan.planId} plan={plan} digit={index + 1} isChosen={plan.planId === chosenId} isCurrent={plan.planId === currentId} onChoose={() => onChoose(plan)} />
      ))}
    </div>
  );
}
