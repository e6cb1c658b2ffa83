// A few choices side by side; the one in use is pressed.
import type { ReactNode } from 'react';

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly testId?: string;
}

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  /** null: none of them. */
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
}

export function Segmented<T extends string>({ label, segments, value, onChoose }: SegmentedProps<T>): ReactNode {
  return (
    <div className="review-segments" role="group" aria-label={label}>
      {segments.map((segment) => (
        <button key={segment.value} type="button" aria-pressed={segment.value === value} data-testid={segment.testId} onClick={() => onChoose(segment.value)}>{segment.label}</button>
      ))}
    </div>
  );
}
