// Wires the till together. The only place that knows all of its parts.
import { err } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { dateInZone, type BusinessDate } from '#shared/domain/business-date.ts';
import type { TillTopic, TopicEvent } from '#shared/contract/till-topics.ts';
import { createConversation } from './api/conversation.ts';
import { createDispatch, type Dispatch } from './api/dispatch.ts';
import { createHandlers } from './api/handlers.ts';
import { createSessions } from './api/session.ts';
import { appendEntry } from './journal/append-entry.ts';
import { readHead } from './journal/journal-repository.ts';
import { verifyJournal } from './journal/verify-journal.ts';
import type { Core, CoreOptions, CorePorts, Keychain } from './ports.ts';
import { stampAt } from './shift/business-day.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/sql.ts';
import type { PassEnd } from './sync/push-journal.ts';
import { createSyncLoop, type SyncLoop } from './sync/sync-loop.ts';
import { saveStop } from './sync/sync-repository.ts';
import { DEVICE_KEY, DIRECTORY_KEY, enrolTerminal, STORE_KEY } from './terminal/enrol-terminal.ts';
import { readConfig, readStore, readTerminal } from './terminal/terminal-repository.ts';
import type { Profile, Secrets, Till } from './till.ts';

/** Opens the till. What a disk can do is answered by every call with `till-stopped`; only bugs throw. */
export async function createCore(ports: CorePorts, options: CoreOptions): Promise<Core> {
  const opened = openStore({ dataDir: options.dataDir, sqliteBinding: options.sqliteBinding, at: ports.clock.now() });
  if (!opened.ok) {
    ports.logger.error('store.refused', { code: opened.problem.code });
    return stoppedCore(opened.problem);
  }
  const secrets = await readSecrets(ports);
  const listeners = new Set<(event: TopicEvent) => void>();
  const till = createTill(ports, options, opened.value, secrets, listeners, () => {
    // In a turn of its own, so that the answer to the clerk leaves before anything is sent.
    ports.timers.after(0, () => sync.wake());
  });
  const sync: SyncLoop = createSyncLoop(till, () => enrolFirst(till));
  const sessions = createSessions(() => ports.clock.monotonicMs());
  const dispatch = createDispatch(till, sessions, createHandlers(createConversation(till, sessions, sync)));
  noteStart(till);
  sync.wake();
  return liveCore(dispatch, till, sync, listeners);
}

function liveCore(dispatch: Dispatch, till: Till, sync: SyncLoop, listeners: Set<(event: TopicEvent) => void>): Core {
  return {
    dispatch,
    onTopic: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: () => sync.wake(),
    close: async () => {
      await sync.stop();
      listeners.clear();
      till.store.close();
    },
  };
}

function createTill(
  ports: CorePorts, options: CoreOptions, store: Store, secrets: Secrets, listeners: ReadonlySet<(event: TopicEvent) => void>, wakeSync: () => void,
): Till {
  let profile: Profile | null = null;
  let revision = 0;
  return {
    store, ports, options, secrets, wakeSync,
    link: { isReachable: false, isBusy: false, lastProblem: null, nextTryAt: null, clockSkewSeconds: 0 },
    profile: () => (profile ??= readProfile(store)),
    forgetProfile: () => {
      profile = null;
    },
    announce: (...topics: readonly TillTopic[]) => {
      for (const topic of new Set(topics)) {
        revision += 1;
        for (const listener of listeners) listener({ topic, revision });
      }
    },
  };
}

function readProfile(store: Store): Profile | null {
  const terminal = readTerminal(store.read);
  const storeRecord = readStore(store.read);
  const config = readConfig(store.read);
  return terminal === null || storeRecord === null || config === null ? null : { terminal, store: storeRecord, config, civilDateAt: civilDates(storeRecord.timeZone) };
}

function civilDates(timeZone: string): (instant: string) => BusinessDate {
  let last: { readonly instant: string; readonly civilOn: BusinessDate } | null = null;
  return (instant) => {
    if (last?.instant !== instant) last = { instant, civilOn: dateInZone(instant, timeZone) };
    return last.civilOn;
  };
}

async function readSecrets(ports: CorePorts): Promise<Secrets> {
  const { keychain } = ports;
  const directoryKey = await keychain.read(DIRECTORY_KEY);
  return {
    deviceKey: await keychain.read(DEVICE_KEY),
    directoryKey: directoryKey === null ? null : Buffer.from(directoryKey, 'base64'),
    storeKey: await readStoreKey(keychain, ports),
  };
}

async function readStoreKey(keychain: Keychain, ports: CorePorts): Promise<Buffer> {
  const known = await keychain.read(STORE_KEY);
  if (known !== null) return Buffer.from(known, 'base64');
  const made = Buffer.from(ports.random.bytes(32));
  await keychain.write(STORE_KEY, made.toString('base64'));
  return made;
}

/** Training mode enrols by itself, by the same request a person's codes would make. */
async function enrolFirst(till: Till): Promise<PassEnd> {
  const { enrolWith, gatewayUrl } = till.options;
  if (till.profile() !== null || enrolWith === null || gatewayUrl === null) return { kind: 'done' };
  const enrolled = await enrolTerminal(till, gatewayUrl, enrolWith);
  if (enrolled.ok) return { kind: 'done' };
  const { code } = enrolled.problem;
  return code === 'gateway-unreachable' ? { kind: 'retry', reason: code, retryAfter: null, isReachable: false } : { kind: 'attention', reason: code };
}

const CHECKED_AT_START = 1000;

/** The newest rows are checked at every start; the whole chain is what `pos verify` is for. */
function noteStart(till: Till): void {
  const profile = till.profile();
  if (profile === null) return;
  const head = readHead(till.store.read);
  const checked = verifyJournal(till.store.read, profile.terminal.terminalId, Math.max(0, head.seq - CHECKED_AT_START));
  const now = till.ports.clock.now();
  till.store.write((db) => {
    if (!checked.ok) saveStop(db, 'journal-broken');
    else appendEntry(db, stampAt(db, profile, now), 'terminal.started', { appVersion: till.options.appVersion });
  });
  if (!checked.ok) till.ports.logger.error('journal.broken', { seq: checked.problem.seq, reason: checked.problem.reason });
}

/** Answers everything with the same refusal, so that the window can say what happened and what to do. */
function stoppedCore(problem: Problem): Core {
  return {
    dispatch: async () => err(problem.code === 'till-stopped' ? problem : { code: 'till-stopped', reason: reasonOf(problem) }),
    onTopic: () => () => undefined,
    wake: () => undefined,
    close: async () => undefined,
  };
}

function reasonOf(problem: Problem): 'disk-full' | 'disk-read-only' | 'database-unreadable' | 'data-in-use' {
  if (problem.code === 'storage-full') return 'disk-full';
  if (problem.code === 'storage-read-only') return 'disk-read-only';
  return problem.code === 'storage-busy' ? 'data-in-use' : 'database-unreadable';
}

