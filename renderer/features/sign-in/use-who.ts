// Who is about to sign in: the locker, the last one, or whom somebody chooses.
import { useState } from 'react';
import { useLastPerson } from './last-person-store.ts';
import type { Person } from './use-pin-sign-in.ts';

/** `isMoving`: somebody goes through the list with the arrows, so the focus stays there. */
interface Choice {
  readonly staffId: string | null;
  readonly isMoving: boolean;
}

export interface Who {
  readonly chosen: Person | null;
  /** The terminal asks for the one who locked it. */
  readonly isLocked: boolean;
  readonly choice: Choice;
  readonly choose: (person: Person, isMoving: boolean) => void;
  /** The next (1) or previous (−1) person of the list; nobody while locked. */
  readonly neighbour: (step: 1 | -1) => Person | null;
  /** Back to the list, with the choice as it is. */
  readonly leave: () => void;
  readonly switchPerson: () => void;
}

/** Where there is only one person, that one is chosen. */
export function useWho(people: readonly Person[], locker: Person | null): Who {
  const lastId = useLastPerson((state) => state.staffId);
  const [choice, setChoice] = useState<Choice>({ staffId: locker?.staffId ?? lastId, isMoving: false });
  const [isSwitching, setIsSwitching] = useState(false);
  const isLocked = locker !== null && !isSwitching;
  const only = people.length === 1 ? people[0] : undefined;
  const chosen = isLocked ? locker : (people.find((person) => person.staffId === choice.staffId) ?? only ?? null);
  return {
    chosen, isLocked, choice,
    choose: (person, isMoving) => setChoice({ staffId: person.staffId, isMoving }),
    neighbour: (step) => {
      const at = people.findIndex((person) => person.staffId === chosen?.staffId);
      return isLocked ? null : (people[(at + step + people.length) % people.length] ?? null);
    },
    leave: () => setChoice((now) => ({ ...now, isMoving: !isLocked })),
    switchPerson: () => {
      setIsSwitching(true);
      setChoice({ staffId: null, isMoving: true });
    },
  };
}
