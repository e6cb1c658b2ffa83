// Waiting is only shown when it lasts.
import { useEffect, useState } from 'react';

const SLOW_AFTER_MS = 300;

/** True once `isWaiting` has been true for 300 ms without a break. */
export function useSlow(isWaiting: boolean): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (!isWaiting) {
      setIsSlow(false);
      return undefined;
    }
    const timer = setTimeout(() => setIsSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isWaiting && isSlow;
}
