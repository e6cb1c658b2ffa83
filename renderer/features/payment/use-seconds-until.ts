// Counts down to a moment the till named, by the till's own clock.
import { useEffect, useState } from 'react';
import { millisecondsUntil } from '#renderer/till/milliseconds-until.ts';
import { useSecondsLeft } from '#renderer/ui/use-seconds-left.ts';

/** Whole seconds until an RFC 3339 instant; null before the till was asked, or without an instant. */
export function useSecondsUntil(untilAt: string | null): number | null {
  const [until, setUntil] = useState<{ readonly at: string; readonly ms: number } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (untilAt !== null) void millisecondsUntil(untilAt).then((left) => isCurrent && setUntil({ at: untilAt, ms: performance.now() + left }));
    return () => { isCurrent = false; };
  }, [untilAt]);
  const known = until !== null && until.at === untilAt ? until.ms : undefined;
  const seconds = useSecondsLeft(known);
  return known === undefined ? null : seconds;
}
