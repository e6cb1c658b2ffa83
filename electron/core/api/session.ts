// Who is at which window: signed out, signed in or locked. Kept in memory only, so a restart asks for the PIN again.
import type { Person } from '../staff/staff-repository.ts';

export type SessionState = 'signed-out' | 'signed-in' | 'locked';

export interface Session {
  readonly state: SessionState;
  /** The person who signed in, also while locked. */
  readonly person: Person | null;
}

interface LiveSession extends Session {
  readonly touchedAtMs: number;
}

export interface Sessions {
  /** The session of a window now; an idle one turns locked by being looked at. */
  read(name: string, idleLockSeconds: number): Session;
  signIn(name: string, person: Person): void;
  lock(name: string): void;
  signOut(name: string): Person | null;
  touch(name: string): void;
}

const nobody: Session = { state: 'signed-out', person: null };

/** `monotonicMs` never jumps, so a changed wall clock neither locks nor unlocks anybody. */
export function createSessions(monotonicMs: () => number): Sessions {
  const live = new Map<string, LiveSession>();
  const set = (name: string, session: Session): void => {
    live.set(name, { ...session, touchedAtMs: monotonicMs() });
  };
  return {
    read: (name, idleLockSeconds) => {
      const session = live.get(name);
      if (session === undefined) return nobody;
      const isIdle = session.state === 'signed-in' && monotonicMs() - session.touchedAtMs > idleLockSeconds * 1000;
      if (isIdle) set(name, { state: 'locked', person: session.person });
      return { state: isIdle ? 'locked' : session.state, person: session.person };
    },
    signIn: (name, person) => set(name, { state: 'signed-in', person }),
    lock: (name) => {
      const session = live.get(name);
      if (session?.state === 'signed-in') set(name, { state: 'locked', person: session.person });
    },
    signOut: (name) => {
      const person = live.get(name)?.person ?? null;
      live.delete(name);
      return person;
    },
    touch: (name) => {
      const session = live.get(name);
      if (session?.state === 'signed-in') set(name, session);
    },
  };
}
