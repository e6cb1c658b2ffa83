// Keeps what was last shown while the next is on its way, but not so long that it would be taken for the next.
import { useEffect, useState } from 'react';
import { useSlow } from '#renderer/ui/use-slow.ts';

export interface LastValue<T> {
  readonly value: T | undefined;
  /** It belongs to what was asked for before. */
  readonly isStale: boolean;
}

/** After 300 ms without a value the old one goes, so that its place shows that something is on its way. */
export function useLastValue<T>(value: T | undefined): LastValue<T> {
  const [last, setLast] = useState(value);
  const isSlow = useSlow(value === undefined);
  useEffect(() => {
    if (value !== undefined) setLast(value);
  }, [value]);
  if (value !== undefined) return { value, isStale: false };
  return { value: isSlow ? undefined : last, isStale: true };
}
