// A problem notice for the first screens: the words of all problems are many, so they come only when one is to be shown.
import { loadedApart } from './loaded-apart.tsx';

/** The same as ProblemNotice, a moment later. */
export const LazyProblemNotice = loadedApart(async () => (await import('./problem-notice.tsx')).ProblemNotice);
