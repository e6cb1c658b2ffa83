// A few choices side by side, one of them in use.
import type { ReactNode } from 'react';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly testId?: string;
}

export interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Value>[];
  /** null: none of them. */
  readonly value: Value | null;
  readonly isDisabled?: boolean;
  /** As wide as its words, instead of as its place. */
  readonly isCompact?: boolean;
  readonly onChoose: (value: Value) => void;
}

/** Buttons of which one is pressed. */
export function Segments<Value extends string>({ label, segments, value, isDisabled = false, isCompact = false, onChoose }: SegmentsProps<Value>): ReactNode {
  return (
    <div className="segments" data-compact={isCompact} role="group" aria-label={label}>
      {segments.map((segment) => (
        <button key={segment.value} type="button" aria-pressed={segment.value === value} disabled={isDisabled} data-testid={segment.testId} onClick={() => onChoose(segment.value)}>{segment.label}</button>
      ))}
    </div>
  );
}
