// Counts the seconds down to a moment.
import { useEffect, useState } from 'react';

const secondsTo = (untilMs: number | undefined): number => (untilMs === undefined ? 0 : Math.max(0, Math.ceil((untilMs - performance.now()) / 1000)));

/** Whole seconds until `untilMs` on the window's monotonic clock, 0 from then on. */
export function useSecondsLeft(untilMs: number | undefined): number {
  const [seconds, setSeconds] = useState(() => secondsTo(untilMs));
  useEffect(() => {
    setSeconds(secondsTo(untilMs));
    if (untilMs === undefined) return undefined;
    const timer = setInterval(() => {
      const left = secondsTo(untilMs);
      setSeconds(left);
      if (left === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [untilMs]);
  return seconds;
}
