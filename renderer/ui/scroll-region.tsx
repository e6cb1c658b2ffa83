// A part of the screen that scrolls by itself.
import type { ReactNode } from 'react';

export interface ScrollRegionProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** Takes the focus by Tab, so that the keys can scroll it too. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <div className={className} role="region" aria-label={label} tabIndex={0}>{children}</div>
  );
}
