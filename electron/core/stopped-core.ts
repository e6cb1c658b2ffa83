// Stands in for a till that cannot be opened: says why, saves what can be read, and opens it as soon as that works.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import type { Problem, ProblemOf } from '#shared/contract/problems.ts';
import { tillApi } from '#shared/contract/till-api.ts';
import { tillTopics, type TillTopic, type TopicEvent } from '#shared/contract/till-topics.ts';
import type { Settings } from '#shared/contract/till/sync-channels.ts';
import type { Locale } from '#shared/contract/values.ts';
import type { Core, CoreOptions, CorePorts } from './ports.ts';
import { rescueTill } from './rescue/rescue-till.ts';

/** Why a till cannot be opened. */
export type Stop = ProblemOf<'till-stopped'>;

/** What the disk says of a file that is being opened, as a stop. */
export function stopOf(problem: Problem): Stop {
  switch (problem.code) {
    case 'till-stopped': return problem;
    case 'storage-full': return { code: 'till-stopped', reason: 'disk-full' };
    case 'storage-read-only': return { code: 'till-stopped', reason: 'disk-read-only' };
    case 'storage-busy': return { code: 'till-stopped', reason: 'data-in-use' };
    default: return { code: 'till-stopped', reason: 'database-unreadable' };
  }
}

interface StoppedParts {
  readonly ports: CorePorts;
  readonly options: CoreOptions;
  /** Problems: the stop of this time, which may be another than before. */
  readonly openAgain: () => Promise<Result<Core, Stop>>;
}

/** A window that starts asks several times in a row; only a person's press comes later than this. */
const AGAIN_AFTER_MS = 2000;

/**
 * Answers every call with the stop, but for the language and the rescue. Whenever the terminal is read, which is what the
 * window's button does, it is tried to open the till; once that has worked all calls are the till's.
 */
export function stoppedCore(first: Stop, { ports, options, openAgain }: StoppedParts): Core {
  const listeners = new Set<(event: TopicEvent) => void>();
  let stop = first;
  let live: Core | null = null;
  let chosen: Locale | null = null;
  let isClosed = false;
  let revision = 0;
  let tried = { atMs: ports.clock.monotonicMs(), opening: Promise.resolve() };
  const tell = (topic: TillTopic): void => {
    revision += 1;
    for (const listener of listeners) listener({ topic, revision });
  };
  const open = async (session: string): Promise<void> => {
    const opened = await openAgain();
    if (!opened.ok) {
      stop = opened.problem;
      return;
    }
    if (isClosed) return opened.value.close();
    live = opened.value;
    live.onTopic(({ topic }) => tell(topic));
    if (chosen !== null) await live.dispatch(session, 'settings.choose-locale', { locale: chosen });
    // All that was read so far was read from a till that had stopped.
    for (const topic of tillTopics) tell(topic);
  };
  const tryAgain = (session: string): Promise<void> => {
    if (ports.clock.monotonicMs() - tried.atMs >= AGAIN_AFTER_MS) tried = { atMs: ports.clock.monotonicMs(), opening: open(session) };
    return tried.opening;
  };
  const chooseLocale = (raw: unknown): Result<Settings, Problem> => {
    const request = tillApi['settings.choose-locale'].request.safeParse(raw);
    if (!request.success) return err({ code: 'request-invalid', path: 'locale' });
    chosen = request.data.locale;
    tell('settings');
    return ok(settingsIn(chosen));
  };
  return {
    dispatch: async (session, channel, raw) => {
      if (live === null && channel === 'terminal.read') await tryAgain(session);
      if (live !== null) return live.dispatch(session, channel, raw);
      switch (channel) {
        case 'terminal.rescue': return rescueTill(ports, options);
        case 'settings.read': return ok(settingsIn(chosen ?? options.defaultLocale));
        case 'settings.choose-locale': return chooseLocale(raw);
        default: return err(stop);
      }
    },
    onTopic: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: () => live?.wake(),
    networkIsBack: () => live?.networkIsBack(),
    close: async () => {
      isClosed = true;
      await tried.opening.catch(() => undefined);
      await live?.close();
      listeners.clear();
    },
  };
}

/** Nothing of it is written anywhere before the till is open. */
function settingsIn(locale: Locale): Settings {
  return { locale, printer: '', paperMm: 80 };
}
