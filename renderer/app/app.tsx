// The window: who may see what. Behind a lock nothing of a customer is drawn at all.
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApprovalHost } from '#renderer/features/approval/approval-host.tsx';
import { EnrolmentScreen } from '#renderer/features/enrolment/enrolment-screen.tsx';
import { HostNotice } from '#renderer/features/host-notice/host-notice.tsx';
import { PrintQueueWorker } from '#renderer/features/receipt/print-queue-worker.tsx';
import { SignInScreen } from '#renderer/features/sign-in/sign-in-screen.tsx';
import { TillQueryProvider } from '#renderer/till/till-query-provider.tsx';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Band } from '#renderer/ui/band.tsx';
import { loadedApart } from '#renderer/ui/loaded-apart.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Language } from './language.tsx';

/** A page without the rail: before anybody is signed in. */
function EntrancePage({ isTraining, children }: { readonly isTraining: boolean; readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('frame');
  return (
    <div className="entrance">
      {isTraining ? <Band tone="training" testId="training-banner">{t('band.training')}</Band> : null}
      <HostNotice />
      {children}
    </div>
  );
}

/** While the workbench is on its way: the page as it was, without its panel. */
function BareEntrance(): ReactNode {
  const isTraining = useTillQuery('terminal.read', {}).value?.isTraining === true;
  return <EntrancePage isTraining={isTraining}>{null}</EntrancePage>;
}

const Workbench = loadedApart(async () => (await import('./workbench.tsx')).Workbench, BareEntrance);

/** Chooses between enrolment, sign-in and the workbench by what the till says. */
function Gate(): ReactNode {
  const terminal = useTillQuery('terminal.read', {}).value;
  const session = useTillQuery('session.read', {}).value;
  const hasTerminal = terminal !== undefined;
  useEffect(() => {
    // The sign-in screen is small; what comes after it is fetched while the PIN is typed.
    if (!hasTerminal) return undefined;
    const handle = requestIdleCallback(() => void Workbench.loadAhead());
    return () => cancelIdleCallback(handle);
  }, [hasTerminal]);
  const isTraining = terminal?.isTraining === true;
  // Training enrols by itself: there is nothing to type, so the sign-in screen says that data is on its way.
  const mustEnrol = terminal?.phase === 'not-enrolled' || (terminal?.phase === 'enrolling' && !isTraining);
  if (mustEnrol) return <EntrancePage isTraining={isTraining}><EnrolmentScreen /></EntrancePage>;
  // The sign-in screen also says when the till cannot be read or has stopped.
  if (session?.state !== 'signed-in' || terminal === undefined || terminal.phase === 'stopped') return <EntrancePage isTraining={isTraining}><SignInScreen /></EntrancePage>;
  return <Workbench />;
}

/** Everything in the window. */
export function App(): ReactNode {
  return (
    <TillQueryProvider>
      <Language>
        <ErrorBoundary>
          <Gate />
          <ApprovalHost />
        </ErrorBoundary>
        <PrintQueueWorker />
      </Language>
    </TillQueryProvider>
  );
}
