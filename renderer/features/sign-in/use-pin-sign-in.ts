// Signing in with a PIN: what was typed, what the till said, and how long somebody has to wait.
import { useCallback, useState } from 'react';
import type { Problem } from '#shared/contract/problems.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { millisecondsUntil } from '#renderer/till/milliseconds-until.ts';
import { useTillCommand } from '#renderer/till/use-till-query.ts';
import { pinDigits, typedDigits } from '#renderer/ui/typed-digits.ts';
import { useLastPerson } from './last-person-store.ts';

export type Person = ReplyValueOf<'staff.list'>[number];

/** Keeps the digits of what was typed; full-width digits of an input method count. */
export function digitsOf(typed: string): string {
  return typedDigits(typed, pinDigits.longest);
}

export interface PinSignIn {
  readonly pin: string;
  readonly type: (typed: string) => void;
  /** null: nothing to complain about. `pin-short` is the window's own. */
  readonly complaint: Problem | { readonly code: 'pin-short' } | null;
  /** When each locked person may try again, on the window's monotonic clock. */
  readonly waitsUntilMs: Readonly<Record<string, number>>;
  readonly isBusy: boolean;
  /** Forgets what was typed and said; for another person. */
  readonly clear: () => void;
  readonly submit: (person: Person) => Promise<void>;
}

/** The PIN lives here, in memory, and is dropped as soon as it was sent. */
export function usePinSignIn(): PinSignIn {
  const [pin, setPin] = useState('');
  const [complaint, setComplaint] = useState<PinSignIn['complaint']>(null);
  const [waitsUntilMs, setWaitsUntilMs] = useState<Readonly<Record<string, number>>>({});
  const remember = useLastPerson((state) => state.remember);
  const { run, isBusy } = useTillCommand('session.sign-in');

  const type = useCallback((typed: string) => {
    setPin(digitsOf(typed));
    setComplaint((now) => (now?.code === 'staff-locked' ? now : null));
  }, []);
  const clear = useCallback(() => {
    setPin('');
    setComplaint(null);
  }, []);
  const submit = useCallback(async (person: Person) => {
    if (pin.length < pinDigits.shortest) return setComplaint({ code: 'pin-short' });
    const reply = await run({ staffId: person.staffId, pin });
    setPin('');
    if (reply.ok) return remember(person.staffId);
    const { problem } = reply;
    if (problem.code === 'staff-locked') {
      const waitMs = await millisecondsUntil(problem.until);
      setWaitsUntilMs((waits) => ({ ...waits, [person.staffId]: performance.now() + waitMs }));
    }
    setComplaint(problem);
  }, [pin, remember, run]);
  return { pin, type, complaint, waitsUntilMs, isBusy, clear, submit };
}
