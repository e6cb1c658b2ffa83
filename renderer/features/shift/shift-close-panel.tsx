// Closing a shift: count first, then say it, then say it again; what should have been there is told only afterwards.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftId } from '#shared/domain/ids.ts';
import type { ZReport } from '#shared/contract/till/shift-channels.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { AmountField } from './amount-field.tsx';
import { useAmountEntry, type AmountEntry } from './use-amount-entry.ts';

export interface ShiftClosePanelProps {
  readonly shiftId: ShiftId;
  readonly onClosed: (z: ZReport) => void;
}

/** What will happen, as long as there is nothing to show. */
function Steps(): ReactNode {
  const { t } = useTranslation('shift');
  const steps = [t('closeSteps.count'), t('closeSteps.type'), t('closeSteps.confirm')];
  return <ol className="shift-steps">{steps.map((step, index) => <li key={step}><span aria-hidden="true">{index + 1}</span>{step}</li>)}</ol>;
}

function Confirmation({ entry, isAsking }: { readonly entry: AmountEntry; readonly isAsking: boolean }): ReactNode {
  const { t } = useTranslation('shift');
  if (entry.amountFen === null) return <Steps />;
  return (
    <div className="shift-confirmation" data-testid="shift-confirmation" role={isAsking ? 'alert' : undefined}>
      {isAsking ? <h3>{t('confirmTitle')}</h3> : <span className="shift-label">{t('counted')}</span>}
      <MoneyText amountFen={entry.amountFen} size="huge" />
      {isAsking ? <p>{t('confirmText')}</p> : null}
    </div>
  );
}

/** The one big button asks at the first press and closes at the second; Escape or typing goes back to counting. */
export function ShiftClosePanel({ shiftId, onClosed }: ShiftClosePanelProps): ReactNode {
  const { t } = useTranslation('shift');
  const { run, isBusy, problem, clearProblem } = useTillCommand('shift.close');
  const entry = useAmountEntry();
  const [isAsking, setIsAsking] = useState(false);
  const back = (): void => {
    setIsAsking(false);
    clearProblem();
  };
  const isUncounted = entry.text.trim() === '';
  const press = async (): Promise<void> => {
    const countedFen = entry.insist();
    if (countedFen === null) return;
    if (!isAsking) {
      clearProblem();
      return setIsAsking(true);
    }
    const reply = await run({ shiftId, countedFen });
    if (reply.ok) onClosed(reply.value);
    else setIsAsking(false);
  };
  return (
    <>
      <Card title={t('closeTitle')} className="shift-panel">
        <p className="shift-why">{t('closeWhy')}</p>
        <AmountField entry={entry} label={t('counted')} hint={t('countedHint')} testId="shift-counted" isReadOnly={isAsking || isBusy} />
      </Card>
      <Card title={t('closeSummary')} className="shift-panel">
        {problem === null ? <Confirmation entry={entry} isAsking={isAsking} /> : <ProblemNotice problem={problem} />}
        <div className="shift-panel-foot">
          <PrimaryButton testId="shift-close" isDisabled={isBusy || isUncounted} onPress={() => void press()}>
            {isBusy ? t('closing') : t(isUncounted ? 'countFirst' : isAsking ? 'confirm' : 'close')}
          </PrimaryButton>
          <PushButton shortcut="Escape" isWide isDisabled={!isAsking || isBusy} testId="shift-close-back" onPress={back}>{t('back')}</PushButton>
        </div>
      </Card>
    </>
  );
}
