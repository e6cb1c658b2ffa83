// The time as the till has it, for ages and greetings; never for anything that is stored.
import { useEffect, useState } from 'react';
import { useTillQuery } from './use-till-query.ts';

const TICK_MS = 10_000;

/** Milliseconds since 1970 by the till's clock, moving on every 10 s. */
export function useTillClock(): number {
  const { value, readAtMs } = useTillQuery('terminal.read', {});
  const [nowMs, setNowMs] = useState(() => Date.now());
  // The reading may have been made long before this component appeared.
  const offsetMs = value === undefined ? 0 : Date.parse(value.now) - readAtMs;
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return nowMs + offsetMs;
}
