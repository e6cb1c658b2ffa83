// Tells the till that somebody is at the terminal, and looks whether it has locked when nobody was.
import { useEffect, useRef } from 'react';
import { till } from '#renderer/till/till-client.ts';
import { useReread, useTillQuery } from '#renderer/till/use-till-query.ts';

const QUIET_MS = 10_000;
const DEFAULT_IDLE_SECONDS = 120;
/** After the till's own time: what it counts from is never later than what was seen here. */
const LOOK_AFTER_MS = 500;
const LOOK_AGAIN_MS = 5000;

function onActivity(listener: (event: Event) => void): () => void {
  window.addEventListener('keydown', listener, { capture: true });
  window.addEventListener('pointerdown', listener, { capture: true });
  return () => {
    window.removeEventListener('keydown', listener, { capture: true });
    window.removeEventListener('pointerdown', listener, { capture: true });
  };
}

/** At most one message every 10 s, on keys and touches. */
function useTouch(): void {
  useEffect(() => {
    let quietUntilMs = 0;
    return onActivity((event) => {
      if (event.timeStamp < quietUntilMs) return;
      quietUntilMs = event.timeStamp + QUIET_MS;
      void till['session.touch']({});
    });
  }, []);
}

/** The till locks without announcing it: nothing happens there when nobody calls. So the window asks when it is time. */
function useIdleLook(): void {
  const seconds = useTillQuery('session.read', {}).value?.idleLockSeconds ?? DEFAULT_IDLE_SECONDS;
  const reread = useReread();
  const latest = useRef(reread);
  useEffect(() => {
    latest.current = reread;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        latest.current('session.read');
        wait(LOOK_AGAIN_MS);
      }, ms);
    };
    const restart = (): void => wait(seconds * 1000 + LOOK_AFTER_MS);
    restart();
    const forget = onActivity(restart);
    return () => {
      clearTimeout(timer);
      forget();
    };
  }, [seconds]);
}

/** For the window of somebody who is signed in. */
export function useActivity(): void {
  useTouch();
  useIdleLook();
}
