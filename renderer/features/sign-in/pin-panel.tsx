// The PIN of the person who was chosen: field, keypad, and what the till said about it.
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Keypad, typedByKeypad } from '#renderer/ui/keypad.tsx';
import { LazyProblemNotice } from '#renderer/ui/lazy-problem-notice.tsx';
import { PrimaryButton } from '#renderer/ui/primary-button.tsx';
import { useSecondsLeft } from '#renderer/ui/use-seconds-left.ts';
import type { PinSignIn, Person } from './use-pin-sign-in.ts';

export interface PinPanelProps {
  readonly person: Person | null;
  readonly signIn: PinSignIn;
  readonly isUnlocking: boolean;
  /** False while somebody goes through the list with the arrows. */
  readonly holdsFocus: boolean;
  /** Another object: the focus comes here once more. */
  readonly focusTurn: object;
  /** Up and down in the field: the neighbour in the list. */
  readonly onNeighbour: (step: 1 | -1) => void;
  /** Escape in the field: back to the list. */
  readonly onLeave: () => void;
}

function Wait({ seconds }: { readonly seconds: number }): ReactNode {
  const { t } = useTranslation('sign-in');
  const wait = seconds < 60 ? t('seconds', { count: seconds }) : t('minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
  return <span aria-live="off" data-testid="pin-wait">{t('staffLockedWait', { wait })}</span>;
}

function Complaint({ signIn, person, secondsLeft }: { readonly signIn: PinSignIn; readonly person: Person; readonly secondsLeft: number }): ReactNode {
  const { t } = useTranslation('sign-in');
  const { complaint } = signIn;
  if (secondsLeft > 0) return <p role="alert" className="sign-in-complaint" data-testid="problem" data-code="staff-locked">{t('staffLocked', { name: person.name })} <Wait seconds={secondsLeft} /></p>;
  if (complaint === null) return null;
  const say = (text: string): ReactNode => <p role="alert" className="sign-in-complaint" data-testid="problem" data-code={complaint.code}>{text}</p>;
  switch (complaint.code) {
    case 'pin-short': return say(t('pinShort'));
    case 'pin-wrong': return say(complaint.triesLeft === 1 ? t('pinWrongLast') : t('pinWrong', { count: complaint.triesLeft }));
    case 'staff-locked': return <p role="status" className="sign-in-note">{t('staffLockedOver')}</p>;
    case 'staff-unknown': return say(t('staffUnknown'));
    default: return <LazyProblemNotice problem={complaint} />;
  }
}

/** Focus goes to the field whenever another person is chosen, and back to it after a refusal. */
export function PinPanel({ person, signIn, isUnlocking, holdsFocus, focusTurn, onNeighbour, onLeave }: PinPanelProps): ReactNode {
  const { t } = useTranslation('sign-in');
  const input = useRef<HTMLInputElement>(null);
  const secondsLeft = useSecondsLeft(person === null ? undefined : signIn.waitsUntilMs[person.staffId]);
  const { isBusy } = signIn;
  const isHeld = person === null || isBusy || secondsLeft > 0;
  useEffect(() => {
    if (!isBusy && holdsFocus) input.current?.focus();
  }, [isBusy, holdsFocus, focusTurn]);
  const submit = (): void => {
    if (person !== null && !isHeld) void signIn.submit(person);
  };
  return (
    <div className="sign-in-pin">
      <label htmlFor="sign-in-pin-field">{person === null ? t('choosePerson') : t('pinOf', { name: person.name })}</label>
      <input
        ref={input} id="sign-in-pin-field" className="text-input sign-in-pin-field" data-testid="pin-input" type="password" inputMode="numeric"
        autoComplete="off" value={signIn.pin} disabled={person === null} readOnly={isBusy} aria-describedby="sign-in-pin-below"
        onChange={(event) => signIn.type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') onNeighbour(event.key === 'ArrowUp' ? -1 : 1);
          if (event.key === 'Escape') onLeave();
        }}
      />
      <Keypad
        label={t('keypad')} backspaceLabel={t('erase')}
        onKey={(key) => (person === null ? undefined : signIn.type(typedByKeypad(signIn.pin, key, 12)))}
      />
      <div id="sign-in-pin-below" className="sign-in-below">{person === null ? null : <Complaint signIn={signIn} person={person} secondsLeft={secondsLeft} />}</div>
      <PrimaryButton testId="sign-in" onPress={submit} isDisabled={isHeld || signIn.pin === ''}>
        {isBusy ? t('busy') : t(isUnlocking ? 'unlock' : 'signIn')}
      </PrimaryButton>
    </div>
  );
}
