// Shutting another terminal out: what that means, and the manager's PIN once more.
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreTerminal } from '#shared/contract/till/session-channels.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { Keypad, typedByKeypad } from '#renderer/ui/keypad.tsx';
import { ModalDialog } from '#renderer/ui/modal-dialog.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { typedDigits } from '#renderer/ui/typed-digits.ts';

const shortestPin = 4;
const longestPin = 12;

interface PinEntryProps {
  readonly pin: string;
  readonly isHeld: boolean;
  readonly onType: (pin: string) => void;
}

/** Holds the focus: digits of the keyboard and of the pad go the same way. */
function PinEntry({ pin, isHeld, onType }: PinEntryProps): ReactNode {
  const { t } = useTranslation('settings');
  const name = useTillQuery('session.read', {}).value?.person?.name ?? '';
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!isHeld) input.current?.focus();
  }, [isHeld]);
  return (
    <div className="shut-out-pin">
      <label htmlFor={id}>{t('shutOut.pinOf', { name })}</label>
      <input
        ref={input} id={id} className="text-input shut-out-pin-field" data-testid="shut-out-pin" type="password" inputMode="numeric" autoComplete="off" value={pin} readOnly={isHeld}
        onChange={(event) => onType(typedDigits(event.target.value, longestPin))}
      />
      <Keypad label={t('shutOut.keypad')} backspaceLabel={t('shutOut.backspace')} onKey={(key) => (isHeld ? undefined : onType(typedByKeypad(pin, key, longestPin)))} />
    </div>
  );
}

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
      <PrimaryButton isModal isDisabled={isBusy || pin.length < shortestPin} testId="shut-out-submit" onPress={() => void submit()}>{t(isBusy ? 'shutOut.busy' : 'shutOut.submit', { terminalId })}</PrimaryButton>
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
        <PinEntry pin={pin} isHeld={isBusy} onType={(next) => { setPin(next); clearProblem(); }} />
      </div>
    </ModalDialog>
  );
}
