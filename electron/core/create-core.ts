// Wires the till together. The only place that knows all of its parts.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { err, ok, type Err, type Result } from '#shared/domain/base/result.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { MAX_CHANGES_ASKED, MAX_ENTRIES_PER_POST } from '#shared/contract/gateway-api.ts';
import type { TillTopic, TopicEvent } from '#shared/contract/till-topics.ts';
import { createConversation } from './api/conversation.ts';
import { createDispatch, type Dispatch } from './api/dispatch.ts';
import { createHandlers } from './api/handlers.ts';
import { createSessions } from './api/session.ts';
import { createBackupKeeper, type BackupKeeper } from './backup/keep-backups.ts';
import { noteBackup } from './backup/note-backup.ts';
import { readKeptClock } from './clock/clock-repository.ts';
import { noteClock, noteClockAtStart } from './clock/note-clock.ts';
import { createTillClock } from './clock/till-clock.ts';
import { timeGateway } from './clock/time-gateway.ts';
import { appendEntry } from './journal/append-entry.ts';
import { saveCheckpoint } from './journal/checkpoint-repository.ts';
import { readLastAt } from './journal/journal-repository.ts';
import { verifySinceCheckpoint } from './journal/verify-journal.ts';
import { createPaymentLoop, type PaymentLoop } from './payment/payment-loop.ts';
import type { CardMachine, Core, CoreOptions, CorePorts } from './ports.ts';
import { stopExports } from './review/export-review.ts';
import { stampAt } from './shift/business-day.ts';
import { stopOf, stoppedCore, type Stop } from './stopped-core.ts';
import { holdData, type Hold } from './store/hold-data.ts';
import { DATABASE_FILE } from './store/database-file.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/sql.ts';
import { classifySqliteFailure } from './store/sqlite-failures.ts';
import { finishSwap } from './store/swap-till.ts';
import type { PassEnd } from './sync/push-journal.ts';
import { createSyncLoop, type SyncLoop } from './sync/sync-loop.ts';
import { saveStop } from './sync/sync-repository.ts';
import { noteKeyState } from './terminal/change-key.ts';
import { enrolTerminal } from './terminal/enrol-terminal.ts';
import type { KeysFound } from './terminal/inspect-keys.ts';
import { DIRECTORY_KEY } from './terminal/key-names.ts';
import { readProfile } from './terminal/profile-view.ts';
import { readSecrets, type Keys } from './terminal/read-secrets.ts';
import { readTerminal } from './terminal/terminal-repository.ts';
import type { Profile, Till } from './till.ts';

/** Opens the till. What a disk can do is answered by every call with `till-stopped` until it works again; only bugs throw. */
export async function createCore(ports: CorePorts, options: CoreOptions): Promise<Core> {
  const openAgain = (): Promise<Result<Core, Stop>> => openTill(ports, options);
  const opened = await openAgain();
  return opened.ok ? opened.value : stoppedCore(opened.problem, { ports, options, openAgain });
}

/** The till, with its folder held until it is closed. */
async function openTill(ports: CorePorts, options: CoreOptions): Promise<Result<Core, Stop>> {
  const hold = holdData(options.dataDir, options.sqliteBinding);
  if (!hold.ok) return refused(ports, hold.problem);
  const opened = await openHeld(ports, options);
  if (!opened.ok) {
    hold.value.release();
    return refused(ports, opened.problem);
  }
  const store = heldStore(opened.value, hold.value);
  try {
    const keys = await readSecrets(ports, readTerminal(store.read) !== null);
    if (keys !== null) return ok(startCore(ports, options, store, keys));
    store.close();
    return err({ code: 'till-stopped', reason: 'keys-missing' });
  } catch (cause) {
    // The start reads rows of every kind. What it cannot make sense of was not written by a till: a program that dies of it would be started again and again.
    ports.logger.error('start.failed', {}, cause);
    store.close();
    return err(stopOf(classifySqliteFailure(cause) ?? { code: 'till-stopped', reason: 'database-corrupt' }));
  }
}

async function openHeld(ports: CorePorts, { dataDir, sqliteBinding }: CoreOptions): Promise<Result<Store, Problem>> {
  try {
    finishSwap(dataDir);
  } catch (cause) {
    // Half a till is no till. The next opening goes on from where the disk refused.
    ports.logger.error('swap.not-finished', {}, cause);
    return err({ code: 'till-stopped', reason: 'database-unreadable' });
  }
  if (!existsSync(path.join(dataDir, DATABASE_FILE)) && await wasEnrolled(ports)) return err({ code: 'till-stopped', reason: 'books-missing' });
  return openStore({ dataDir, sqliteBinding, at: ports.clock.now() });
}

/** This key comes with the enrolment. Books that went without their keys would be covered up by a fresh file. */
async function wasEnrolled({ keychain }: CorePorts): Promise<boolean> {
  return await keychain.inspect(DIRECTORY_KEY).catch(() => null) !== null;
}

function refused(ports: CorePorts, problem: Problem): Err<Stop> {
  ports.logger.error('store.refused', { code: problem.code });
  return err(stopOf(problem));
}

/** Whoever closes the file gives up the folder. */
function heldStore(store: Store, hold: Hold): Store {
  return {
    ...store,
    close: () => {
      store.close();
      hold.release();
    },
  };
}

function startCore(machine: CorePorts, options: CoreOptions, store: Store, keys: Keys): Core {
  const listeners = new Set<(event: TopicEvent) => void>();
  const clock = createTillClock(machine.clock, readKeptClock(store.read), readLastAt(store.read));
  // From here on nobody sees the computer's clock.
  const ports: CorePorts = { ...machine, clock };
  const till: Till = createTill({ ports, clock, options, store, secrets: keys.secrets, listeners }, {
    connectGateway: (url) => timeGateway(ports.connectGateway(url, clock), clock, () => noteClock(till)),
    // In a turn of its own, so that the answer to the clerk leaves before anything is sent.
    wakeSync: () => void ports.timers.after(0, () => sync.wake()),
    payments: () => payments,
  });
  const payments = createPaymentLoop(till);
  const sync: SyncLoop = createSyncLoop(till, () => enrolFirst(till));
  const backups = createBackupKeeper(till);
  const sessions = createSessions(() => ports.clock.monotonicMs());
  const dispatch = createDispatch(till, sessions, createHandlers(createConversation(till, sessions, sync)));
  noteStartSafely(till, keys.found);
  if (options.looksAfterPayments !== false) payments.start();
  if (options.keepsBackups === true) backups.start();
  sync.wake();
  return liveCore(dispatch, till, { sync, payments, backups }, listeners);
}

interface Loops {
  readonly sync: SyncLoop;
  readonly payments: PaymentLoop;
  readonly backups: BackupKeeper;
}

function liveCore(dispatch: Dispatch, till: Till, { sync, payments, backups }: Loops, listeners: Set<(event: TopicEvent) => void>): Core {
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await Promise.all([sync.stop(), payments.stop(), backups.stop(), stopExports(till)]);
    listeners.clear();
    till.store.close();
  };
  return {
    dispatch,
    onTopic: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: () => {
      sync.wake();
      payments.wake();
    },
    networkIsBack: () => {
      sync.networkIsBack();
      payments.wake();
    },
    close: () => (closing ??= close()),
  };
}

type TillParts = Pick<Till, 'ports' | 'clock' | 'options' | 'store' | 'secrets'> & { readonly listeners: ReadonlySet<(event: TopicEvent) => void> };

/** The loops need the till and the till needs them: it is told how to find them. */
function createTill({ ports, clock, options, store, secrets, listeners }: TillParts, loops: { readonly connectGateway: Till['connectGateway']; readonly wakeSync: () => void; readonly payments: () => PaymentLoop }): Till {
  let profile: Profile | null = null;
  let revision = 0;
  let machine: { readonly it: CardMachine | null } | null = null;
  return {
    store, ports, clock, options, secrets, wakeSync: loops.wakeSync, connectGateway: loops.connectGateway,
    get payments() {
      return loops.payments();
    },
    // One for the whole run: a machine remembers what it was asked to take.
    cardMachine: ({ terminal }) => (machine ??= { it: ports.connectCardMachine({ isTraining: terminal.isTraining }) }).it,
    link: { isReachable: false, isBusy: false, lastProblem: null, nextTryAt: null, unreadableChanges: 0, changesAsked: MAX_CHANGES_ASKED, entriesSent: MAX_ENTRIES_PER_POST, backupProblem: null },
    profile: () => (profile ??= readProfile(store.read)),
    forgetProfile: () => {
      profile = null;
    },
    gatewayOf: ({ terminal }) => loops.connectGateway((terminal.isTraining ? options.gatewayUrl : null) ?? terminal.gatewayUrl),
    announce: (...topics: readonly TillTopic[]) => {
      for (const topic of new Set(topics)) {
        revision += 1;
        for (const listener of listeners) tell(ports, listener, { topic, revision });
      }
    },
  };
}

/** A listener that fails must not make a committed sale look like a failed one. */
function tell(ports: CorePorts, listener: (event: TopicEvent) => void, event: TopicEvent): void {
  try {
    listener(event);
  } catch (cause) {
    ports.logger.error('topic.not-told', { topic: event.topic }, cause);
  }
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

/** A disk that refuses the note is met again, and answered properly, at the first thing a person does. */
function noteStartSafely(till: Till, found: KeysFound): void {
  try {
    noteStart(till);
    noteClockAtStart(till);
    noteKeyState(till, found);
  } catch (cause) {
    if (classifySqliteFailure(cause) === null) throw cause;
    till.ports.logger.error('start.not-noted', {}, cause);
  }
}

/** What was written since the last checkpoint is checked at every start; the whole chain by each backup and `pos verify --whole`. */
function noteStart(till: Till): void {
  const profile = till.profile();
  if (profile === null) return;
  const checked = verifySinceCheckpoint(till.store.read, profile.terminal.terminalId);
  const now = till.ports.clock.now();
  till.store.write((db) => {
    if (!checked.ok) return saveStop(db, 'journal-broken');
    const copy = till.store.copyBeforeUpgrade;
    if (copy !== null) noteBackup(db, profile, now, { name: copy.name, copy, reason: 'before-upgrade', isChainChecked: false });
    if (checked.value.isWhole) saveCheckpoint(db, { ...checked.value.head, verifiedAt: now });
    appendEntry(db, stampAt(db, profile, now), 'terminal.started', { appVersion: till.options.appVersion });
  });
  if (!checked.ok) till.ports.logger.error('journal.broken', { seq: checked.problem.seq, reason: checked.problem.reason });
}
