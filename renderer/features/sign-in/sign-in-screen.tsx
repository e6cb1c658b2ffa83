// Signing in and unlocking: who is at the terminal. The first screen of all, so it draws with plain elements only.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/contract/problems.ts';
import { useLocale } from '#renderer/i18n/window-language.ts';
import { useTillCommand, useTillQuery } from '#renderer/till/use-till-query.ts';
import { LanguageChoice } from '#renderer/ui/language-choice.tsx';
import { LazyProblemNotice } from '#renderer/ui/lazy-problem-notice.tsx';
import { PushButton } from '#renderer/ui/push-button.tsx';
import { Skeleton } from '#renderer/ui/skeleton.tsx';
import { NobodyPanel, StartingPanel } from './no-people-yet.tsx';
import { PlacePanel, type TerminalView } from './place-panel.tsx';
import { RescuePart } from './rescue-part.tsx';
import type { Person } from './use-pin-sign-in.ts';
import { WhoPanel } from './who-panel.tsx';
import './sign-in.css';

const noPeople: readonly Person[] = [];

const stopReasons = [
  'database-newer', 'database-corrupt', 'database-unreadable', 'disk-full', 'disk-read-only', 'journal-broken', 'journal-fork',
  'terminal-revoked', 'data-in-use', 'keys-missing', 'books-missing',
] as const;

/** Why the till has stopped, as a problem with words. */
function stopOf(terminal: TerminalView | undefined): Problem | null {
  if (terminal?.phase !== 'stopped') return null;
  const reason = stopReasons.find((one) => one === terminal.stoppedBy);
  return reason === undefined ? { code: 'internal', reference: terminal.stoppedBy ?? 'stopped' } : { code: 'till-stopped', reason };
}

/** Not beside another program, whose books these are, and not without any. */
function canRescue(problem: Problem): boolean {
  return problem.code === 'till-stopped' && problem.reason !== 'data-in-use' && problem.reason !== 'books-missing';
}

function CannotStart({ problem, isTrying, onAgain }: { readonly problem: Problem; readonly isTrying: boolean; readonly onAgain: () => void }): ReactNode {
  const { t } = useTranslation('sign-in');
  return (
    <>
      <h1>{t('cannotStart')}</h1>
      <LazyProblemNotice problem={problem} actions={<PushButton shortcut="Enter" testId="try-again" isDisabled={isTrying} onPress={onAgain}>{t(isTrying ? 'trying' : 'again')}</PushButton>} />
      {canRescue(problem) ? <RescuePart /> : null}
    </>
  );
}

/** Below the people: the directory is still filling, and work can begin. */
function Meanwhile({ terminal }: { readonly terminal: TerminalView }): ReactNode {
  const { t } = useTranslation('sign-in');
  const delivery = useTillQuery('sync.read', {}).value?.delivery;
  if (delivery != null) return <p className="sign-in-note" role="status">{t('meanwhileOf', delivery)}</p>;
  return terminal.phase === 'starting' ? <p className="sign-in-note" role="status">{t('startingMeanwhile', { count: terminal.directoryCount })}</p> : null;
}

/** With everything read: people to choose from, or why there are none. */
function Ready({ terminal, people, locker, onAgain }: { readonly terminal: TerminalView; readonly people: readonly Person[]; readonly locker: Person | null; readonly onAgain: () => void }): ReactNode {
  if (people.length === 0) return terminal.phase === 'ready' ? <NobodyPanel onAgain={onAgain} /> : <StartingPanel directoryCount={terminal.directoryCount} isTraining={terminal.isTraining} />;
  return <><WhoPanel key={locker?.staffId ?? ''} people={people} locker={locker} /><Meanwhile terminal={terminal} /></>;
}

function Body(): ReactNode {
  const { t } = useTranslation('sign-in');
  const terminal = useTillQuery('terminal.read', {});
  const staff = useTillQuery('staff.list', {});
  const session = useTillQuery('session.read', {});
  const stop = stopOf(terminal.value);
  if (stop !== null) return <CannotStart problem={stop} isTrying={terminal.isReading} onAgain={terminal.reload} />;
  if (terminal.value !== undefined && staff.value !== undefined && session.value !== undefined) {
    const locker = session.value.state === 'locked' ? session.value.person : null;
    return <Ready terminal={terminal.value} people={staff.value} locker={locker} onAgain={staff.reload} />;
  }
  const failed = [terminal, staff, session].find((query) => query.problem !== null && query.problem.code !== 'till-restarting');
  if (failed?.problem == null) return <Skeleton lines={5} label={t('starting')} />;
  return <CannotStart problem={failed.problem} isTrying={failed.isReading} onAgain={failed.reload} />;
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
        <div className="sign-in-body"><Body /></div>
      </div>
    </main>
  );
}
