// The one door of the till: parse, authorise, handle. Bugs and broken disks are caught here, and only here.
import { err, type Result } from '#shared/domain/base/result.ts';
import { mayUse, type Access } from '#shared/domain/permissions.ts';
import { tillApi, type Channel, type CoreChannel } from '#shared/contract/till-api.ts';
import type { Problem } from '#shared/contract/problems.ts';
import type { TillTopic } from '#shared/contract/till-topics.ts';
import { noteClock } from '../clock/note-clock.ts';
import { readHead } from '../journal/journal-repository.ts';
import { readPerson } from '../staff/staff-repository.ts';
import { classifySqliteFailure } from '../store/sqlite-failures.ts';
import { readProgress } from '../sync/sync-repository.ts';
import type { CommandContext, Till } from '../till.ts';
import { idleLockSeconds } from './conversation.ts';
import type { TillHandlers } from './till-handlers.ts';
import type { Session, Sessions } from './session.ts';

export type Dispatch = (session: string, channel: string, raw: unknown) => Promise<Result<unknown, Problem>>;

export function createDispatch(till: Till, sessions: Sessions, handlers: TillHandlers): Dispatch {
  return async (sessionName, channel, raw) => {
    try {
      if (!isCoreChannel(channel)) return err({ code: 'request-invalid', path: 'channel' });
      const spec = tillApi[channel];
      const parsed = spec.request.safeParse(raw);
      if (!parsed.success) return err({ code: 'request-invalid', path: pathOf(parsed.error.issues[0]?.path ?? []) });
      noteClock(till);
      const session = sessionNow(till, sessions, sessionName);
      const refusal = refusalOf(till, channel, session);
      if (refusal !== null) return err(refusal);
      if (spec.kind === 'command' && spec.access !== 'public') sessions.touch(sessionName);
      return await handle(till, handlers, channel, contextOf(till, sessionName, session), parsed.data);
    } catch (cause) {
      return err(problemOfFailure(till, channel, cause));
    }
  };
}

/** Somebody the carrier has taken off the list is signed out by the next thing they try; a changed role counts at once. */
function sessionNow(till: Till, sessions: Sessions, name: string): Session {
  const session = sessions.read(name, idleLockSeconds(till));
  if (session.person === null) return session;
  const person = readPerson(till.store.read, session.person.staffId);
  if (person !== null) return { ...session, person };
  sessions.signOut(name);
  return { state: 'signed-out', person: null };
}

async function handle(till: Till, handlers: TillHandlers, channel: CoreChannel, ctx: CommandContext, request: unknown): Promise<Result<unknown, Problem>> {
  const spec = tillApi[channel];
  const before = readHead(till.store.read).seq;
  // The request was parsed by this channel's own schema, which is what the handler's type says.
  const handler = handlers[channel] as (ctx: CommandContext, request: unknown) => Result<unknown, Problem> | Promise<Result<unknown, Problem>>;
  const result = await handler(ctx, request);
  if (spec.kind === 'command') {
    till.announce(...topicsOf(channel));
    if (readHead(till.store.read).seq > before) till.wakeSync();
  }
  if (till.options.checkReplies && result.ok) spec.reply.parse(result.value);
  if (channel === 'sale.complete') till.ports.probe.reach('sale.before-reply');
  return result;
}

function isCoreChannel(channel: string): channel is CoreChannel {
  return Object.hasOwn(tillApi, channel) && tillApi[channel as Channel].host === 'core';
}

/** A till that must not sell any more still signs people in and shows what is there. */
function refusalOf(till: Till, channel: CoreChannel, session: Session): Problem | null {
  const access: Access = tillApi[channel].access;
  const { stoppedBy } = readProgress(till.store.read);
  const isSelling = /^(sale|payment|refund|shift|cash|drawer|identity)\./.test(channel) && tillApi[channel].kind === 'command';
  if (stoppedBy !== null && isSelling) return { code: 'till-stopped', reason: stoppedBy };
  if (access === 'public') return null;
  if (session.state === 'locked') return { code: 'session-locked' };
  if (session.person === null) return { code: 'sign-in-needed' };
  return mayUse(session.person.role, access) ? null : { code: 'not-allowed' };
}

function contextOf(till: Till, sessionName: string, session: Session): CommandContext {
  return {
    till, session: sessionName, person: session.state === 'signed-in' ? session.person : null, now: till.ports.clock.now(), db: till.store.read,
    write: (work) => till.store.write(work),
  };
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, 100);
}

function problemOfFailure(till: Till, channel: string, cause: unknown): Problem {
  const known = classifySqliteFailure(cause);
  const reference = Buffer.from(till.ports.random.bytes(4)).toString('hex');
  till.ports.logger.error('dispatch.failed', { channel: channel.slice(0, 60), reference, problem: known?.code ?? 'internal' }, cause);
  return known ?? { code: 'internal', reference };
}

const topics: Readonly<Record<string, readonly TillTopic[]>> = {
  payment: ['payment', 'sale', 'shift', 'sync'], refund: ['refund', 'sale', 'shift', 'sync', 'print'], task: ['refund', 'sync'], approval: ['approval', 'sync'],
  cash: ['shift', 'sync', 'print'], drawer: ['shift', 'sync'], review: ['review'],
  session: ['session'], sale: ['sale', 'sync', 'print', 'shift'], shift: ['shift', 'sync', 'print'], identity: ['sale', 'sync'],
  print: ['print', 'sale', 'sync'], receipt: ['print', 'sale'], settings: ['settings', 'print'], subscriber: ['subscriber'], terminal: ['terminal'],
};

function topicsOf(channel: CoreChannel): readonly TillTopic[] {
  return topics[channel.slice(0, channel.indexOf('.'))] ?? [];
}
