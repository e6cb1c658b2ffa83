// A line across the window that stays as long as what it says is true.
import type { ReactNode } from 'react';

export interface BandProps {
  readonly tone: 'training' | 'waiting' | 'attention';
  readonly children: ReactNode;
  readonly testId?: string;
}

/** Announced politely when it appears. */
export function Band({ tone, children, testId }: BandProps): ReactNode {
  return <div className="band" role="status" data-tone={tone} data-testid={testId}>{children}</div>;
}
