// The pictures on the rail: drawn with one stroke so that they stay sharp at every scale.
import type { ReactNode } from 'react';

const paths = {
  sell: 'M12 5v14M5 12h14M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19Z',
  transactions: 'M4 6.5h16M4 12h16M4 17.5h16',
  shift: 'M12 7v5.2l3.4 2.2M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19Z',
  review: 'M4 20V4M4 20h16M8.5 16v-4M13 16V8M17.5 16v-6',
  settings: 'M4 7h9m5 0h2M4 17h3m5 0h8M15.5 4.5v5M9.5 14.5v5',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2.5',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20.5c.8-4 3.700-6 7.500-6s6.700 2 7.500 6',
} as const;

export type RailIconName = keyof typeof paths;

/** 24 by 24, in the colour of the text beside it. */
export function RailIcon({ name }: { readonly name: RailIconName }): ReactNode {
  return (
    <svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
