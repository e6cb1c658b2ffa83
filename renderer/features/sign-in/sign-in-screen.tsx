// Signing in and unlocking: who is at the terminal. The first screen of all, so it draws with plain elements only.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/contract/problems.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { LanguageChoice } from '#renderer/ui/language-choice.tsx';
import { LazyProblemNotice } from '#renderer/ui/lazy-problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { useLastPerson } from './last-person-store.ts';
import { NobodyPanel, StartingPanel } from './no-people-yet.tsx';
import { Initial, PeopleList } from './people-list.tsx';
import { PinPanel } from './pin-panel.tsx';
import { PlacePanel, type TerminalView } from './place-panel.tsx';
import { usePinSignIn, type Person } from './use-pin-sign-in.ts';
import './sign-in.css';

const noPeople: readonly Person[] = [];

const stopReasons = [
  'database-newer', 'database-corrupt', 'database-unreadable', 'disk-full', 'disk-read-only', 'journal-broken', 'journal-fork',
  'terminal-revoked', 'data-in-use',
] as const;

function stopOf(terminal: TerminalView | undefined): Problem | null {
  if (terminal?.phase !== 'stopped') return null;
  const reason = stopReasons.find((one) => one === terminal.stoppedBy);
  return reason === undefined ? { code: 'internal', reference: terminal.stoppedBy ?? 'stopped' } : { code: 'till-stopped', reason };
}

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

function Who({ people, locker, terminal }: { readonly people: readonly Person[]; readonly locker: Person | null; readonly terminal: TerminalView | undefined }): ReactNode {
  const { t } = useTranslation('sign-in');
  const lastId = useLastPerson((state) => state.staffId);
  const [choice, setChoice] = useState<{ readonly staffId: string | null; readonly isMoving: boolean }>({ staffId: locker?.staffId ?? lastId, isMoving: false });
  const [isSwitching, setIsSwitching] = useState(false);
  const signIn = usePinSignIn();
  const isLocked = locker !== null && !isSwitching;
  const chosen = isLocked ? locker : (people.find((person) => person.staffId === choice.staffId) ?? (people.length === 1 ? people[0] : undefined) ?? null);

  const choose = (person: Person, isMoving: boolean): void => {
    if (person.staffId !== choice.staffId) signIn.clear();
    setChoice({ staffId: person.staffId, isMoving });
  };
  const leave = (): void => {
    signIn.clear();
    if (!isLocked) setChoice((now) => ({ ...now, isMoving: true }));
  };
  const neighbour = (step: 1 | -1): void => {
    const person = people[(people.findIndex((one) => one.staffId === chosen?.staffId) + step + people.length) % people.length];
    if (!isLocked && person !== undefined) choose(person, false);
  };
  const switchPerson = (): void => {
    setIsSwitching(true);
    setChoice({ staffId: null, isMoving: true });
    signIn.clear();
  };
  return (
    <>
      <h1>{t(isLocked ? 'titleLocked' : 'title')}</h1>
      <p className="sign-in-lead">{isLocked ? ' ' : t('peopleHint')}</p>
      <div className="sign-in-columns">
        {isLocked
          ? <LockedBy person={locker} onSwitch={switchPerson} />
          : (
            <PeopleList
              people={people} chosenId={chosen?.staffId ?? null} hasFocusAtFirst={chosen === null || choice.isMoving}
              onMove={(person) => choose(person, true)} onChoose={(person) => choose(person, false)}
            />
          )}
        <PinPanel
          person={chosen} signIn={signIn} isUnlocking={isLocked} holdsFocus={isLocked || !choice.isMoving} focusTurn={choice}
          onNeighbour={neighbour} onLeave={leave}
        />
      </div>
      {terminal?.phase === 'starting' ? <p className="sign-in-note" role="status">{t('startingMeanwhile', { count: terminal.directoryCount })}</p> : null}
    </>
  );
}

function Body({ terminal, terminalProblem }: { readonly terminal: TerminalView | undefined; readonly terminalProblem: Problem | null }): ReactNode {
  const { t } = useTranslation('sign-in');
  const staff = useTillQuery('staff.list', {});
  const session = useTillQuery('session.read', {});
  const locker = session.value?.state === 'locked' ? session.value.person : null;
  const isStopped = terminal?.phase === 'stopped';
  const problem = stopOf(terminal) ?? terminalProblem ?? staff.problem ?? session.problem;
  const isUnread = terminal === undefined || staff.value === undefined || session.value === undefined;
  if (problem !== null && (isUnread || isStopped) && problem.code !== 'till-restarting') {
    return (
      <>
        <h1>{t('cannotStart')}</h1>
        <LazyProblemNotice problem={problem} actions={<PushButton shortcut="Enter" onPress={staff.reload}>{t('again')}</PushButton>} />
      </>
    );
  }
  if (terminal === undefined || staff.value === undefined || session.value === undefined) return <Skeleton lines={5} label={t('starting')} />;
  const people = staff.value;
  if (people.length > 0) return <Who key={`${session.value.state}-${locker?.staffId ?? ''}`} people={people} locker={locker} terminal={terminal} />;
  return terminal.phase === 'ready' ? <NobodyPanel onAgain={staff.reload} /> : <StartingPanel directoryCount={terminal.directoryCount} />;
}

/** Fills the page the app puts it on, also as the lock screen. */
export function SignInScreen(): ReactNode {
  const { t } = useTranslation('sign-in');
  const locale = useLocale();
  const terminal = useTillQuery('terminal.read', {});
  const staff = useTillQuery('staff.list', {});
  const chooseLocale = useTillCommand('settings.choose-locale');
  return (
    <main className="sign-in" data-testid="sign-in-screen">
      <PlacePanel terminal={terminal.value} people={staff.value ?? noPeople} />
      <div className="sign-in-main">
        <div className="sign-in-top"><LanguageChoice locale={locale} label={t('language')} onChoose={(chosen) => void chooseLocale.run({ locale: chosen })} /></div>
        <div className="sign-in-body"><Body terminal={terminal.value} terminalProblem={terminal.problem} /></div>
      </div>
    </main>
  );
}
