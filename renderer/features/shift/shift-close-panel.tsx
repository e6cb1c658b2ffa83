// Closing a shift: count first, commit the count, then see what should have been there, and close.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShiftId } from '#shared/domain/ids.ts';
import type { ZReport } from '#shared/contract/till/shift-channels.ts';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Card } from '#renderer/ui/card.tsx';
import { MoneyText } from '#renderer/ui/money-text.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { CountField } from './count-field.tsx';
import { CountResult } from './count-result.tsx';
import { OpenWorkList, type OpenWorkPlace } from './open-work-list.tsx';
import { useCountEntry, type CountEntry } from './use-count-entry.ts';
import { useShiftClose, type ShiftClose } from './use-shift-close.ts';

export interface ShiftClosePanelProps {
  readonly shiftId: ShiftId;
  readonly onClosed: (z: ZReport) => void;
  readonly onShow?: (place: OpenWorkPlace) => void;
}

/** What will happen, as long as there is nothing to show. */
function Steps(): ReactNode {
  const { t } = useTranslation('shift');
  const steps = [t('closeSteps.count'), t('closeSteps.type'), t('closeSteps.confirm')];
  return <ol className="shift-steps">{steps.map((step, index) => <li key={step}><span aria-hidden="true">{index + 1}</span>{step}</li>)}</ol>;
}

function Confirmation({ entry, isAsking }: { readonly entry: CountEntry; readonly isAsking: boolean }): ReactNode {
  const { t } = useTranslation('shift');
  if (entry.countedFen === null) return <Steps />;
  return (
    <div className="shift-confirmation" data-testid="shift-confirmation" role={isAsking ? 'alert' : undefined}>
      {isAsking ? <h3>{t('confirmTitle')}</h3> : <span className="shift-label">{t('counted')}</span>}
      <MoneyText amountFen={entry.countedFen} size="huge" />
      {isAsking ? <p>{t('confirmText')}</p> : null}
    </div>
  );
}

function OpenWorkOfShift({ onShow }: Pick<ShiftClosePanelProps, 'onShow'>): ReactNode {
  const { value } = useTillQuery('shift.open-work', {});
  return value === undefined ? null : <OpenWorkList items={value} {...(onShow === undefined ? {} : { onShow })} />;
}

type PartProps = Pick<ShiftClosePanelProps, 'onShow'> & { readonly shiftClose: ShiftClose };

/** The big button asks at the first press and commits the count at the second; Escape goes back to counting. */
function Counting({ shiftClose, onShow }: PartProps): ReactNode {
  const { t } = useTranslation('shift');
  const { isBusy, problem, clearProblem } = shiftClose;
  const entry = useCountEntry();
  const [isAsking, setIsAsking] = useState(false);
  const back = (): void => {
    setIsAsking(false);
    clearProblem();
  };
  const press = async (): Promise<void> => {
    const counted = entry.insist();
    if (counted === null) return;
    if (!isAsking) {
      clearProblem();
      return setIsAsking(true);
    }
    await shiftClose.commit(counted);
    setIsAsking(false);
  };
  return (
    <>
      <Card title={t('closeTitle')} className="shift-panel">
        <p className="shift-why">{t('closeWhy')}</p>
        <CountField entry={entry} label={t('counted')} hint={t('countedHint')} testId="shift-counted" isReadOnly={isAsking || isBusy} />
      </Card>
      <Card title={t('closeSummary')} className="shift-panel">
        {problem === null ? <Confirmation entry={entry} isAsking={isAsking} /> : <ProblemNotice problem={problem} hasCustomer={false} />}
        <OpenWorkOfShift {...(onShow === undefined ? {} : { onShow })} />
        <div className="shift-panel-foot">
          <PrimaryButton testId="shift-close" isDisabled={isBusy || entry.isEmpty} onPress={() => void press()}>
            {isBusy ? t('counting') : t(entry.isEmpty ? 'countFirst' : isAsking ? 'confirm' : 'close')}
          </PrimaryButton>
          <PushButton shortcut="Escape" isWide isDisabled={!isAsking || isBusy} testId="shift-close-back" onPress={back}>{t('back')}</PushButton>
        </div>
      </Card>
    </>
  );
}

/** Now that what should be there is known, the only ways are closing over this count or counting once more. */
function Settling({ shiftClose, committed, onShow }: PartProps & { readonly committed: NonNullable<ShiftClose['committed']> }): ReactNode {
  const { t } = useTranslation('shift');
  const { isBusy, problem, recount, close } = shiftClose;
  const { count } = committed;
  const [reason, setReason] = useState('');
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const press = async (): Promise<void> => {
    const lacksReason = count.needsReason && reason.trim() === '';
    setIsReasonMissing(lacksReason);
    if (!lacksReason) await close(reason.trim());
  };
  const change = (next: string): void => {
    setReason(next);
    setIsReasonMissing(false);
  };
  return (
    <>
      <CountResult count={count} reason={reason} onReason={change} isReasonMissing={isReasonMissing} isHeld={isBusy} />
      <Card title={t('closeSummary')} className="shift-panel">
        {problem === null ? <p className="shift-why">{t('settleWhy')}</p> : <ProblemNotice problem={problem} hasCustomer={false} />}
        <OpenWorkOfShift {...(onShow === undefined ? {} : { onShow })} />
        <div className="shift-panel-foot">
          <PrimaryButton testId="shift-close" isDisabled={isBusy} onPress={() => void press()}>{t(isBusy ? 'closing' : 'closeOver')}</PrimaryButton>
          <PushButton shortcut="Escape" isWide isDisabled={isBusy} testId="shift-recount" onPress={recount}>{t('recount')}</PushButton>
        </div>
      </Card>
    </>
  );
}

/** Two cards side by side: the count, and what comes of it. */
export function ShiftClosePanel({ shiftId, onClosed, onShow }: ShiftClosePanelProps): ReactNode {
  const shiftClose = useShiftClose(shiftId, onClosed);
  const show = onShow === undefined ? {} : { onShow };
  return shiftClose.committed === null
    ? <Counting shiftClose={shiftClose} {...show} />
    : <Settling shiftClose={shiftClose} committed={shiftClose.committed} {...show} />;
}
