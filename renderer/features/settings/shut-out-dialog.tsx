// Shutting another terminal out: what that means, and the manager's PIN once more.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreTerminal } from '#shared/contract/till/session-channels.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { DigitsEntry } from '#renderer/ui/digits-entry.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { pinDigits } from '#renderer/ui/typed-digits.ts';

function Done({ terminalId, onClose }: { readonly terminalId: string; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('settings');
  return (
    <ModalDialog title={t('shutOut.title', { terminalId })} onClose={onClose} testId="shut-out-dialog" foot={<PrimaryButton isModal testId="shut-out-close" onPress={onClose}>{t('terminals.close')}</PrimaryButton>}>
      <div className="shut-out-what" role="status" data-testid="shut-out-done">
        <strong>{t('shutOut.done', { terminalId })}</strong>
        <p>{t('shutOut.doneHint')}</p>
      </div>
    </ModalDialog>
  );
}

/** Escape leaves everything as it is. */
export function ShutOutDialog({ terminal, onClose }: { readonly terminal: StoreTerminal; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('settings');
  const { terminalId } = terminal;
  const { run, isBusy, problem, clearProblem } = useTillCommand('terminal.shut-out');
  const name = useTillQuery('session.read', {}).value?.person?.name ?? '';
  const [pin, setPin] = useState('');
  const [isDone, setIsDone] = useState(false);
  const submit = async (): Promise<void> => {
    const reply = await run({ terminalId, pin });
    setPin('');
    if (reply.ok) setIsDone(true);
  };
  if (isDone) return <Done terminalId={terminalId} onClose={onClose} />;
  const foot = (
    <>
      <PushButton shortcut="Escape" isModal isDisabled={isBusy} testId="shut-out-cancel" onPress={onClose}>{t('shutOut.keep')}</PushButton>
      <PrimaryButton isModal isDisabled={isBusy || pin.length < pinDigits.shortest} testId="shut-out-submit" onPress={() => void submit()}>{t(isBusy ? 'shutOut.busy' : 'shutOut.submit', { terminalId })}</PrimaryButton>
    </>
  );
  return (
    <ModalDialog title={t('shutOut.title', { terminalId })} onClose={onClose} isHeld={isBusy} size="wide" testId="shut-out-dialog" foot={foot}>
      <div className="shut-out-columns">
        <div className="shut-out-side">
          <ul className="shut-out-what">
            <li>{t('shutOut.stops')}</li>
            <li>{t('shutOut.unsent')}</li>
            <li>{t('shutOut.undo')}</li>
          </ul>
          {problem === null || isBusy ? null : <ProblemNotice problem={problem} hasCustomer={false} />}
        </div>
        <DigitsEntry
          label={t('shutOut.pinOf', { name })} value={pin} maxLength={pinDigits.longest} isSecret isHeld={isBusy} testId="shut-out-pin"
          onType={(next) => { setPin(next); clearProblem(); }}
        />
      </div>
    </ModalDialog>
  );
}
