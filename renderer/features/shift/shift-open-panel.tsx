// Opening a shift: count the float, type it, Enter. Also shown where somebody wants to sell without an open shift.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatYuan, type Fen } from '#shared/domain/fen.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { AmountField } from './amount-field.tsx';
import { useAmountEntry } from './use-amount-entry.ts';
import './shift.css';

function SameAsLast({ lastCountFen, onPut }: { readonly lastCountFen: Fen | null; readonly onPut: (amountFen: Fen) => void }): ReactNode {
  const { t } = useTranslation('shift');
  if (lastCountFen === null) return null;
  return <PushButton shortcut="F5" isWide testId="float-same" onPress={() => onPut(lastCountFen)}>{t('sameAsLast', { amount: `￥${formatYuan(lastCountFen)}` })}</PushButton>;
}

/** The till announces the open shift; whoever placed this panel then shows something else. */
export function ShiftOpenPanel(): ReactNode {
  const { t } = useTranslation('shift');
  const current = useTillQuery('shift.current', {});
  const { run, isBusy, problem, clearProblem } = useTillCommand('shift.open');
  const entry = useAmountEntry();
  const [isOpened, setIsOpened] = useState(false);
  const isHeld = isBusy || isOpened;
  const open = async (): Promise<void> => {
    const floatFen = entry.insist();
    if (floatFen === null) return;
    clearProblem();
    const reply = await run({ floatFen });
    // Until the announcement arrives the button stays down, so that a second Enter opens nothing.
    if (reply.ok) setIsOpened(true);
  };
  return (
    <Card title={t('openTitle')} className="shift-panel" testId="shift-open-panel">
      <p className="shift-why">{t('openWhy')}</p>
      <AmountField entry={entry} label={t('float')} hint={t('floatHint')} testId="shift-float" isReadOnly={isHeld} />
      <SameAsLast lastCountFen={current.value?.lastCountFen ?? null} onPut={entry.put} />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className="shift-panel-foot">
        <PrimaryButton testId="shift-open" isDisabled={isHeld} onPress={() => void open()}>{t(isHeld ? 'opening' : 'open')}</PrimaryButton>
      </div>
    </Card>
  );
}
