// On the screen of a till that has stopped: one press saves what can be read of its books, and says what became of it.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rescued } from '#shared/contract/till/session-channels.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { LazyProblemNotice } from '#renderer/ui/lazy-problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';

function Saved({ rescued }: { readonly rescued: Rescued }): ReactNode {
  const { t } = useTranslation('sign-in');
  const { file, rows, isWhole, faultCount, unreadRanges, unconfirmedRows } = rescued;
  return (
    <div className="sign-in-rescued" role="status" data-testid="rescue-done">
      <p>{t(isWhole ? 'rescue.whole' : 'rescue.part', { count: rows, faults: faultCount, gaps: unreadRanges })}</p>
      {unconfirmedRows === 0 ? null : <p>{t('rescue.unconfirmed', { count: unconfirmedRows })}</p>}
      <label className="field-label">
        {t('rescue.file')}
        <input className="text-input" readOnly value={file} title={file} data-testid="rescue-file" onFocus={(event) => event.target.select()} />
      </label>
      <p>{t('rescue.next')}</p>
    </div>
  );
}

/** Nothing of the till is changed by it, so it may be pressed again. */
export function RescuePart(): ReactNode {
  const { t } = useTranslation('sign-in');
  const { run, isBusy, problem } = useTillCommand('terminal.rescue');
  const [rescued, setRescued] = useState<Rescued | null>(null);
  const press = async (): Promise<void> => {
    const reply = await run({});
    setRescued(reply.ok ? reply.value : null);
  };
  return (
    <section className="sign-in-rescue">
      <p className="sign-in-note">{t('rescue.why')}</p>
      <PushButton testId="rescue" isDisabled={isBusy} onPress={() => void press()}>{t(isBusy ? 'rescue.busy' : 'rescue.button')}</PushButton>
      {problem === null ? null : <LazyProblemNotice problem={problem} />}
      {rescued === null ? null : <Saved rescued={rescued} />}
    </section>
  );
}
