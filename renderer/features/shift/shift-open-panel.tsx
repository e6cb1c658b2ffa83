// Opening a shift: count the float, type it, Enter. Also shown where somebody wants to sell without an open shift.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fen, formatMoney, subtractFen, type Fen } from '#shared/domain/fen.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { CountField } from './count-field.tsx';
import { useCountEntry } from './use-count-entry.ts';
import './shift.css';

function SameAsLast({ lastCountFen, onPut }: { readonly lastCountFen: Fen | null; readonly onPut: (amountFen: Fen) => void }): ReactNode {
  const { t } = useTranslation('shift');
  if (lastCountFen === null) return null;
  return <PushButton shortcut="F5" isWide testId="float-same" onPress={() => onPut(lastCountFen)}>{t('sameAsLast', { amount: formatMoney(lastCountFen) })}</PushButton>;
}

/** What was taken out or put in since the last count is said, not judged; until there is something to say, why to count at all. */
function Difference({ lastCountFen, countedFen }: { readonly lastCountFen: Fen | null; readonly countedFen: Fen | null }): ReactNode {
  const { t } = useTranslation('shift');
  if (lastCountFen === null || countedFen === null) return <p className="shift-why">{t('openWhy')}</p>;
  const differenceFen = subtractFen(countedFen, lastCountFen);
  const amount = formatMoney(fen(Math.abs(differenceFen)));
  const text = differenceFen === 0 ? t('floatSame') : t(differenceFen > 0 ? 'floatMore' : 'floatLess', { amount });
  return <p className="shift-difference" role="status" data-different={differenceFen !== 0} data-testid="float-difference">{text}</p>;
}

/** The till announces the open shift; whoever placed this panel then shows something else. */
export function ShiftOpenPanel(): ReactNode {
  const { t } = useTranslation('shift');
  const current = useTillQuery('shift.current', {});
  const { run, isBusy, problem, clearProblem } = useTillCommand('shift.open');
  const entry = useCountEntry();
  const [isOpened, setIsOpened] = useState(false);
  const isHeld = isBusy || isOpened;
  const lastCountFen = current.value?.lastCountFen ?? null;
  const open = async (): Promise<void> => {
    const counted = entry.insist();
    if (counted === null) return;
    clearProblem();
    const { countedFen: floatFen, denominations } = counted;
    const reply = await run({ floatFen, ...(denominations === undefined ? {} : { denominations }) });
    // Until the announcement arrives the button stays down, so that a second Enter opens nothing.
    if (reply.ok) setIsOpened(true);
  };
  return (
    <Card title={t('openTitle')} className="shift-panel" testId="shift-open-panel">
      <Difference lastCountFen={lastCountFen} countedFen={entry.countedFen} />
      <CountField entry={entry} label={t('float')} hint={t('floatHint')} testId="shift-float" isReadOnly={isHeld} />
      <SameAsLast lastCountFen={lastCountFen} onPut={entry.put} />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <div className="shift-panel-foot">
        <PrimaryButton testId="shift-open" isDisabled={isHeld} onPress={() => void open()}>{t(isHeld ? 'opening' : 'open')}</PrimaryButton>
      </div>
    </Card>
  );
}
