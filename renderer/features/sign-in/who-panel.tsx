// Choosing the person and typing the PIN, side by side; behind a lock the person is given.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Initial, PeopleList } from './people-list.tsx';
import { PinPanel } from './pin-panel.tsx';
import { usePinSignIn, type Person } from './use-pin-sign-in.ts';
import { useWho } from './use-who.ts';

function LockedBy({ person, onSwitch }: { readonly person: Person; readonly onSwitch: () => void }): ReactNode {
  const { t } = useTranslation('sign-in');
  return (
    <div className="card sign-in-locked" data-testid="locked-by">
      <Initial name={person.name} />
      <p className="sign-in-locked-what">{t('lockedFor', { name: person.name, staffId: person.staffId })}</p>
      <p>{t('lockedHint', { name: person.name })}</p>
      <PushButton testId="switch-person" shortcut="F3" onPress={onSwitch}>{t('switchPerson')}</PushButton>
      <p className="sign-in-note">{t('switchHint')}</p>
    </div>
  );
}

export interface WhoPanelProps {
  readonly people: readonly Person[];
  /** Who locked the terminal; null when nobody is signed in. */
  readonly locker: Person | null;
}

/** What was typed for one person never stays for another. */
export function WhoPanel({ people, locker }: WhoPanelProps): ReactNode {
  const { t } = useTranslation('sign-in');
  const signIn = usePinSignIn();
  const who = useWho(people, locker);
  const { chosen, isLocked, choice } = who;
  const choose = (person: Person, isMoving: boolean): void => {
    if (person.staffId !== chosen?.staffId) signIn.clear();
    who.choose(person, isMoving);
  };
  const neighbour = (step: 1 | -1): void => {
    const person = who.neighbour(step);
    if (person !== null) choose(person, false);
  };
  const clearThen = (go: () => void) => (): void => {
    signIn.clear();
    go();
  };
  return (
    <>
      <h1>{t(isLocked ? 'titleLocked' : 'title')}</h1>
      <p className="sign-in-lead">{isLocked ? ' ' : t('peopleHint')}</p>
      <div className="sign-in-columns">
        {isLocked && chosen !== null
          ? <LockedBy person={chosen} onSwitch={clearThen(who.switchPerson)} />
          : (
            <PeopleList
              people={people} chosenId={chosen?.staffId ?? null} hasFocusAtFirst={chosen === null || choice.isMoving}
              onMove={(person) => choose(person, true)} onChoose={(person) => choose(person, false)}
            />
          )}
        <PinPanel
          person={chosen} signIn={signIn} isUnlocking={isLocked} holdsFocus={!choice.isMoving} focusTurn={choice}
          onNeighbour={neighbour} onLeave={clearThen(who.leave)}
        />
      </div>
    </>
  );
}
