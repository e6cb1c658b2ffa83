// A white card with an optional title line.
import type { ReactNode } from 'react';

export interface CardProps {
  readonly title?: ReactNode;
  /** Stands at the right end of the title line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  readonly testId?: string;
}

/** A region of the screen. */
export function Card({ title, aside, children, className = '', testId }: CardProps): ReactNode {
  return (
    <section className={`card ${className}`} data-testid={testId}>
      {title === undefined ? null : <h2 className="card-title"><span>{title}</span>{aside}</h2>}
      {children}
    </section>
  );
}
