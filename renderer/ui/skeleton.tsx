// Holds the place of what is on its way.
import type { ReactNode } from 'react';
import { useSlow } from './use-slow.ts';

const widths = ['62%', '88%', '74%', '81%', '55%', '90%'] as const;

/** Empty room for 300 ms, grey lines after that; says `label` to readers of the screen. */
export function Skeleton({ lines = 4, label }: { readonly lines?: number; readonly label: string }): ReactNode {
  const isSlow = useSlow(true);
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className={isSlow ? 'skeleton-line' : ''} style={{ width: widths[line % widths.length], height: 18 }} />
      ))}
    </div>
  );
}
