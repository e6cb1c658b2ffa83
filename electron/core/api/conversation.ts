// What the till keeps in memory between calls: who is signed in, and whether an enrolment is under way.
import type { z } from 'zod';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { StaffId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { sessionViewSchema, terminalViewSchema } from '#shared/contract/till/session-channels.ts';
import type { SyncView } from '#shared/contract/till/sync-channels.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { stampAt } from '../shift/business-day.ts';
import { signIn } from '../staff/sign-in.ts';
import type { SyncLoop } from '../sync/sync-loop.ts';
import { syncView } from '../sync/sync-view.ts';
import { enrolTerminal, type EnrolmentRefusal } from '../terminal/enrol-terminal.ts';
import { terminalView } from '../terminal/terminal-view.ts';
import type { CommandContext, QueryContext, Till } from '../till.ts';
import type { Sessions } from './session.ts';

type SessionView = z.output<typeof sessionViewSchema>;
type TerminalView = z.output<typeof terminalViewSchema>;
type SignInProblem = ProblemOf<'staff-unknown' | 'pin-wrong' | 'staff-locked' | 'not-enrolled'>;

export interface Conversation {
  terminal(ctx: QueryContext): TerminalView;
  enrol(ctx: CommandContext, codes: { storeCode: string; activationCode: string }): Promise<Result<TerminalView, EnrolmentRefusal>>;
  session(ctx: QueryContext): SessionView;
  signIn(ctx: CommandContext, request: { staffId: StaffId; pin: string }): Promise<Result<SessionView, SignInProblem>>;
  lock(ctx: CommandContext): SessionView;
  signOut(ctx: CommandContext): SessionView;
  touch(ctx: QueryContext): SessionView;
  syncNow(ctx: CommandContext): Promise<Result<SyncView, never>>;
}

const DEFAULT_IDLE_SECONDS = 120;

export function idleLockSeconds(till: Till): number {
  return till.profile()?.config.idleLockSeconds ?? DEFAULT_IDLE_SECONDS;
}

export function createConversation(till: Till, sessions: Sessions, sync: SyncLoop): Conversation {
  let isEnrolling = false;
  const view = (ctx: QueryContext): SessionView => {
    const idleSeconds = idleLockSeconds(till);
    return { ...sessions.read(ctx.session, idleSeconds), idleLockSeconds: idleSeconds };
  };
  const enrol: Conversation['enrol'] = async (ctx, codes) => {
    const { gatewayUrl } = till.options;
    if (gatewayUrl === null) return err({ code: 'gateway-unreachable' });
    isEnrolling = true;
    try {
      const enrolled = await enrolTerminal(till, gatewayUrl, codes);
      if (!enrolled.ok) return enrolled;
    } finally {
      isEnrolling = false;
    }
    sync.wake();
    return ok(terminalView(till, ctx.db, ctx.now, false));
  };
  return {
    terminal: (ctx) => terminalView(till, ctx.db, ctx.now, isEnrolling),
    enrol,
    session: view,
    signIn: async (ctx, request) => {
      const signedIn = await signIn(ctx, request);
      if (!signedIn.ok) return signedIn;
      sessions.signIn(ctx.session, signedIn.value);
      return ok(view(ctx));
    },
    lock: (ctx) => {
      sessions.lock(ctx.session);
      return view(ctx);
    },
    signOut: (ctx) => {
      const person = sessions.signOut(ctx.session);
      const profile = till.profile();
      if (person !== null && profile !== null) {
        ctx.write((db) => appendEntry(db, stampAt(db, profile, ctx.now), 'staff.signed_out', { staffId: person.staffId }));
      }
      return view(ctx);
    },
    touch: (ctx) => {
      sessions.touch(ctx.session);
      return view(ctx);
    },
    syncNow: async (ctx) => {
      await sync.runNow();
      return ok(syncView(till, ctx.db));
    },
  };
}
