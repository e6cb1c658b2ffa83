// A state in one word, by colour and by word.
import type { ReactNode } from 'react';

export type StateTone = 'ok' | 'waiting' | 'attention' | 'neutral' | 'brand';

/** Green for done, amber for waiting, red only for what needs a person. */
export function StateTag({ tone, children, testId }: { readonly tone: StateTone; readonly children: ReactNode; readonly testId?: string }): ReactNode {
  return <span className="state-tag" data-tone={tone} data-testid={testId}>{children}</span>;
}
