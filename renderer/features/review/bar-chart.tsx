// Standing bars that can be read from across the counter and pressed; drawn by the style sheet alone.
import type { CSSProperties, ReactNode } from 'react';

export interface Bar {
  readonly id: string;
  readonly label: string;
  /** Its height; below zero it has none. */
  readonly size: number;
  /** Above the bar. */
  readonly text: string;
  /** The bar in a whole sentence. */
  readonly sentence: string;
  readonly onPress: (() => void) | null;
}

export interface BarChartProps {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly testId: string;
}

function Column({ bar, share, isPeak }: { readonly bar: Bar; readonly share: number; readonly isPeak: boolean }): ReactNode {
  const inside = (
    <>
      <span className="review-bar-room" style={{ '--share': share } as CSSProperties}>
        <span className="review-bar-text" aria-hidden="true">{bar.size === 0 ? '' : bar.text}</span>
        <span className="review-bar-fill" />
      </span>
      <span className="review-bar-label" aria-hidden="true">{bar.label}</span>
    </>
  );
  const shared = { 'className': 'review-bar', 'data-peak': isPeak, 'data-testid': `bar-${bar.id}`, 'title': bar.sentence };
  // The sentence stands inside: as a label it would have to hold the short texts word for word.
  const whole = <><span className="visually-hidden">{bar.sentence}</span>{inside}</>;
  if (bar.onPress === null || bar.size === 0) return <div {...shared}>{whole}</div>;
  return <button type="button" {...shared} onClick={bar.onPress}>{whole}</button>;
}

/** The highest bar stands out. */
export function BarChart({ label, bars, testId }: BarChartProps): ReactNode {
  const highest = Math.max(1, ...bars.map(({ size }) => size));
  return (
    <div className="review-bars" role="group" aria-label={label} data-testid={testId} data-many={bars.length > 15} style={{ '--bars': bars.length } as CSSProperties}>
      {bars.map((bar) => <Column key={bar.id} bar={bar} share={Math.max(0, bar.size) / highest} isPeak={bar.size === highest} />)}
    </div>
  );
}
