// After the count was committed: over or short, and what the close still asks for.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftCount } from '#shared/contract/till/shift-channels.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { ReasonChoice } from '#renderer/ui/reason-choice.tsx';
import { overShortOf } from './z-figures.tsx';

export interface CountResultProps {
  readonly count: ShiftCount;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly isReasonMissing: boolean;
  readonly isHeld: boolean;
}

/** Every count is kept, so counting again is no secret and no shame. */
export function CountResult({ count, reason, onReason, isReasonMissing, isHeld }: CountResultProps): ReactNode {
  const { t } = useTranslation('shift');
  const { kind, amountFen } = overShortOf(count);
  return (
    <Card title={t('resultTitle', { attempt: count.attempt })} className="shift-panel" testId="shift-result">
      <div role="status" className="shift-result-head">
        <span className="shift-label">{t(kind)}</span>
        <MoneyText amountFen={amountFen} size="giant" tone={kind === 'even' ? 'ok' : 'attention'} testId="shift-result-over-short" />
      </div>
      <dl className="fact-list">
        <div><dt>{t('expected')}</dt><dd data-testid="shift-result-expected"><MoneyText amountFen={count.expectedFen} /></dd></div>
        <div><dt>{t('counted')}</dt><dd><MoneyText amountFen={count.countedFen} /></dd></div>
      </dl>
      <p className="shift-why">{t(count.needsReason ? 'beyondLimit' : (kind === 'even' ? 'evenHint' : 'withinLimit'))}</p>
      {count.needsReason ? (
        <ReasonChoice label={t('differenceReason')} act="shift.close-difference" value={reason} onChange={onReason} isMissing={isReasonMissing} isDisabled={isHeld} />
      ) : null}
      {count.needsApproval ? <p className="shift-note" data-testid="close-needs-approval">{t('closeNeedsApproval')}</p> : null}
    </Card>
  );
}
