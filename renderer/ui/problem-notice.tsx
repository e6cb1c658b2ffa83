// A problem in the four parts a clerk needs: what happened, what to tell the customer, what to do now, whether money moved.
import { use, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/contract/problems.ts';
import { problemText } from '#shared/i18n/problem-texts.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { NextStepContext } from './next-step.ts';
import { PushButton } from './push-button.tsx';

export interface ProblemNoticeProps {
  readonly problem: Problem;
  readonly tone?: 'attention' | 'waiting';
  /** Buttons that do what the next step asks for, before the one that leads elsewhere. */
  readonly actions?: ReactNode;
  readonly testId?: string;
  /** False on screens where nobody is being served. */
  readonly hasCustomer?: boolean;
}

/** Stays until the problem is gone; announced at once. */
export function ProblemNotice({ problem, tone = 'attention', actions, testId = 'problem', hasCustomer = true }: ProblemNoticeProps): ReactNode {
  const { t } = useTranslation('frame');
  const step = use(NextStepContext)(problem);
  const text = problemText(problem, useLocale());
  return (
    <div className="problem-notice" role="alert" data-tone={tone} data-testid={testId} data-code={problem.code}>
      <p className="problem-notice-what">{text.what}</p>
      <dl>
        {hasCustomer ? <><dt>{t('problem.tellCustomer')}</dt><dd>{text.tellCustomer}</dd></> : null}
        <dt>{t('problem.next')}</dt><dd>{text.next}</dd>
        {text.money === 'not-about-money' ? null : <><dt>{t('problem.money')}</dt><dd>{t(`problem.moneyState.${text.money}`)}</dd></>}
      </dl>
      {actions === undefined && step === null ? null : (
        <div className="problem-notice-actions">{actions}{step === null ? null : <PushButton testId="next-step" onPress={step.onPress}>{step.label}</PushButton>}</div>
      )}
    </div>
  );
}
