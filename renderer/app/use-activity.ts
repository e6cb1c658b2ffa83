// Tells the till that somebody is at the terminal, so that the idle lock waits.
import { useEffect } from 'react';
import { till } from '#renderer/till/till-client.ts';

const QUIET_MS = 10_000;

/** At most one message every 10 s, on keys and touches. */
export function useActivity(): void {
  useEffect(() => {
    let quietUntilMs = 0;
    const touch = (event: Event): void => {
      if (event.timeStamp < quietUntilMs) return;
      quietUntilMs = event.timeStamp + QUIET_MS;
      void till['session.touch']({});
    };
    window.addEventListener('keydown', touch, { capture: true });
    window.addEventListener('pointerdown', touch, { capture: true });
    return () => {
      window.removeEventListener('keydown', touch, { capture: true });
      window.removeEventListener('pointerdown', touch, { capture: true });
    };
  }, []);
}
