// A figure that opens the rows it is made of.
import { createContext, useContext, type ReactNode } from 'react';
import type { ReviewFigure } from '#shared/contract/till/review-channels.ts';
import type { Fen } from '#shared/domain/fen.ts';

/** Which rows, and what the screen said they come to. */
export interface OpenFigure {
  readonly figure: ReviewFigure;
  /** One bar, slice or person of it. */
  readonly key?: string;
  /** In words, for the sheet's heading: the part of the figure. */
  readonly part?: string;
  /** One of both: what was shown. */
  readonly amountFen?: Fen;
  readonly count?: number;
}

/** Null where there are no rows to open, as for the whole store. */
export const OpenFigureContext = createContext<((figure: OpenFigure) => void) | null>(null);

export interface FigureButtonProps {
  readonly opens: OpenFigure;
  readonly children: ReactNode;
  readonly label?: string;
  readonly className?: string;
  readonly testId?: string;
}

/** Plain text where there is nothing to open. */
export function FigureButton({ opens, children, label, className = 'review-figure', testId }: FigureButtonProps): ReactNode {
  const open = useContext(OpenFigureContext);
  if (open === null) return <span className={className} data-testid={testId}>{children}</span>;
  return <button type="button" className={className} data-testid={testId} aria-label={label} aria-haspopup="dialog" onClick={() => open(opens)}>{children}</button>;
}
