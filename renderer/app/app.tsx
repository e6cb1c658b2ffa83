// The window: who may see what. Behind a lock nothing of a customer is drawn at all.
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '#shared/contract/problems.ts';
import { EnrolmentScreen } from '#renderer/features/enrolment/enrolment-screen.tsx';
import { HostNotice } from '#renderer/features/host-notice/host-notice.tsx';
import { SignInScreen } from '#renderer/features/sign-in/sign-in-screen.tsx';
import { TillQueryProvider } from '#renderer/till/till-query-provider.tsx';
import { useTillQuery } from '#renderer/till/use-till-query.ts';
import { Band } from '#renderer/ui/band.tsx';
import { ProblemNotice } from '#renderer/ui/problem-notice.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Language } from './language.tsx';

const loadWorkbench = (): Promise<typeof import('./workbench.tsx')> => import('./workbench.tsx');
const Workbench = lazy(async () => ({ default: (await loadWorkbench()).Workbench }));

/** A page without the rail: before anybody is signed in. */
function EntrancePage({ isTraining, children }: { readonly isTraining: boolean; readonly children: ReactNode }): ReactNode {
  const { t } = useTranslation('frame');
  return (
    <div className="entrance">
      {isTraining ? <Band tone="training" testId="training-banner">{t('band.training')}</Band> : null}
      <HostNotice />
      <div className="entrance-corner"><LanguageSwitch /></div>
      <main className="entrance-main">{children}</main>
    </div>
  );
}

function StoppedPage({ problem }: { readonly problem: Problem }): ReactNode {
  return <div className="centred-page"><div className="centred-card"><ProblemNotice problem={problem} testId="till-stopped" /></div></div>;
}

/** Chooses between enrolment, sign-in and the workbench by what the till says. */
function Gate(): ReactNode {
  const terminal = useTillQuery('terminal.read', {});
  const session = useTillQuery('session.read', {});
  const { value } = terminal;
  useEffect(() => {
    // The sign-in screen is small; what comes after it is fetched while the PIN is typed.
    if (value !== undefined) void loadWorkbench();
  }, [value]);
  if (value === undefined) {
    return terminal.problem === null || terminal.problem.code === 'till-restarting'
      ? <EntrancePage isTraining={false}>{null}</EntrancePage>
      : <EntrancePage isTraining={false}><StoppedPage problem={terminal.problem} /></EntrancePage>;
  }
  if (value.phase === 'not-enrolled' || value.phase === 'enrolling') {
    return <EntrancePage isTraining={value.isTraining}><EnrolmentScreen /></EntrancePage>;
  }
  if (session.value?.state !== 'signed-in') {
    return <EntrancePage isTraining={value.isTraining}><SignInScreen /></EntrancePage>;
  }
  return <Suspense fallback={<EntrancePage isTraining={value.isTraining}>{null}</EntrancePage>}><Workbench /></Suspense>;
}

/** Everything in the window. */
export function App(): ReactNode {
  return (
    <TillQueryProvider>
      <Language>
        <ErrorBoundary>
          <Gate />
        </ErrorBoundary>
      </Language>
    </TillQueryProvider>
  );
}
