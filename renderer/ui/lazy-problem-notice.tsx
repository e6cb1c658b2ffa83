// A problem notice for the first screens: the words of all problems are many, so they come only when one is to be shown.
import { lazy, Suspense, type ReactNode } from 'react';
import type { ProblemNoticeProps } from './problem-notice.tsx';

const ProblemNotice = lazy(async () => ({ default: (await import('./problem-notice.tsx')).ProblemNotice }));

/** The same as ProblemNotice, a moment later. */
export function LazyProblemNotice(props: ProblemNoticeProps): ReactNode {
  return <Suspense fallback={null}><ProblemNotice {...props} /></Suspense>;
}
