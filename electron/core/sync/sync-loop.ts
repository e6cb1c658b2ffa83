// Keeps gateway and terminal level, one pass at a time.
//
//   idle --(wake | timer)--> busy --done--> idle, timer in pollSeconds
//                            busy --more--> idle, timer at once: the feed is long and others had their turn
//                            busy --retry--> idle, timer by back-off
//   A wake while busy runs one more pass right after. Nothing of this is stored: after a restart the journal says it all.
import { Temporal } from 'temporal-polyfill';
import { parseRetryAfter, retryDelayMs } from '#shared/domain/backoff.ts';
import { addMs } from '#shared/domain/business-date.ts';
import { unreachable } from '#shared/domain/base/invariant.ts';
import { saveHeard } from '../clock/clock-repository.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { askOpenRefunds } from '../refund/ask-refund.ts';
import type { Gateway, GatewayIdentity } from '../ports.ts';
import { stampAt } from '../shift/business-day.ts';
import { changeKeyWhenDue, settleKeyChange } from '../terminal/change-key.ts';
import type { Profile, Till } from '../till.ts';
import { askReadmission } from './ask-readmission.ts';
import { pullChanges } from './pull-changes.ts';
import { pushJournal, type PassEnd } from './push-journal.ts';
import { readProgress, saveContact, saveLostSince } from './sync-repository.ts';

export interface SyncLoop {
  /** Runs a pass now, or right after the one under way. */
  wake(): void;
  /** As wake; after a long outage at some moment of the next minute. */
  networkIsBack(): void;
  /** As wake, and waits for the end of that pass. */
  runNow(): Promise<void>;
  /** Stops for good; waits for the pass under way. */
  stop(): Promise<void>;
}

/** `beforePass` may make the terminal ready first (enrolment); its failure ends the pass. */
export function createSyncLoop(till: Till, beforePass: () => Promise<PassEnd>): SyncLoop {
  let failures = 0;
  let isStopped = false;
  let isWakeWaiting = false;
  let cancelTimer: () => void = () => undefined;
  let underWay: Promise<void> | null = null;
  /** A gateway that asked for patience gets it, whatever happens here; only a person may try earlier. */
  let notBeforeMs = 0;

  const run = async (): Promise<void> => {
    cancelTimer();
    setBusy(till, true);
    const end = await onePass(till, beforePass, () => isWakeWaiting || isStopped);
    failures = end.kind === 'done' || end.kind === 'more' ? 0 : failures + 1;
    const delayMs = conclude(till, end, failures);
    setBusy(till, false);
    notBeforeMs = end.kind === 'retry' && end.retryAfter !== null ? till.ports.clock.monotonicMs() + delayMs : 0;
    if (!isStopped) schedule(delayMs);
  };
  const schedule = (delayMs: number): void => {
    till.link.nextTryAt = later(till.ports.clock.now(), delayMs);
    cancelTimer = till.ports.timers.after(delayMs, ring);
  };
  const ring = (): void => {
    // The timer is the patience that was asked for. It may ring a moment before the clock says so, and nobody else would try again.
    notBeforeMs = 0;
    wake();
  };
  const start = (): Promise<void> => {
    underWay ??= run().finally(() => {
      underWay = null;
      if (isWakeWaiting && !isStopped) wake();
    });
    isWakeWaiting = false;
    return underWay;
  };
  const wake = (): void => {
    if (isStopped || till.ports.clock.monotonicMs() < notBeforeMs) return;
    if (underWay === null) start().catch((cause: unknown) => till.ports.logger.error('sync.pass-failed', {}, cause));
    else isWakeWaiting = true;
  };
  /** Where the network of a whole region comes back, all its terminals hear so at the same moment. Whoever sells or presses is not held up by it. */
  const networkIsBack = (): void => {
    const now = till.ports.clock.now();
    if (underWay !== null || !isLongLost(till, now)) return wake();
    const delayMs = Math.floor(till.ports.random.fraction() * REGION_SPREAD_MS);
    const isPlannedSooner = till.link.nextTryAt !== null && till.link.nextTryAt <= later(now, delayMs);
    if (isStopped || isPlannedSooner || till.ports.clock.monotonicMs() < notBeforeMs) return;
    cancelTimer();
    schedule(delayMs);
  };
  return {
    wake, networkIsBack,
    runNow: async () => {
      if (underWay !== null) await underWay;
      if (!isStopped) await start();
    },
    stop: async () => {
      isStopped = true;
      cancelTimer();
      if (underWay !== null) await underWay;
    },
  };
}

async function onePass(till: Till, beforePass: () => Promise<PassEnd>, isSomebodyWaiting: () => boolean): Promise<PassEnd> {
  try {
    const ready = await beforePass();
    const profile = till.profile();
    const { deviceKey } = till.secrets;
    if (ready.kind !== 'done' || profile === null) return ready;
    if (deviceKey === null) return { kind: 'attention', reason: 'device-key-missing' };
    const end = await exchange(till, profile, deviceKey, isSomebodyWaiting);
    if (end.kind === 'more') noteAnswered(till, profile);
    return end;
  } catch (cause) {
    // A bug or a full disk in one pass must not end syncing for the day.
    till.ports.logger.error('sync.pass-failed', {}, cause);
    return { kind: 'attention', reason: 'internal' };
  }
}

/** Offers what waits and fetches what is new, in the order in which each may be said. */
async function exchange(till: Till, profile: Profile, deviceKey: string, isSomebodyWaiting: () => boolean): Promise<PassEnd> {
  const { stoppedBy } = readProgress(till.store.read);
  if (stoppedBy !== null && stoppedBy !== 'terminal-revoked') return { kind: 'attention', reason: 'stopped' };
  const gateway = till.gatewayOf(profile);
  await settleKeyChange(till, profile, gateway);
  const identity = { terminalId: profile.terminal.terminalId, privateKey: till.secrets.deviceKey ?? deviceKey };
  const unanswered = stoppedBy === null
    ? await askFirst(till, gateway, identity, isSomebodyWaiting)
    : await askReadmission(till, profile, gateway, identity, isSomebodyWaiting);
  if (unanswered !== null) return unanswered;
  const pushed = await pushJournal(till, profile, gateway, identity);
  if (pushed.kind !== 'done') return pushed;
  const pulled = await pullChanges(till, gateway, identity, isSomebodyWaiting);
  if (pulled.kind !== 'done') return pulled;
  // In this order, and each of them: all may write an entry that is to leave in this pass.
  const news = [await askOpenRefunds(till, profile, gateway, identity), noteContact(till, profile), await changeKeyWhenDue(till, profile, gateway)];
  return news.includes(true) ? await pushJournal(till, profile, gateway, { ...identity, privateKey: till.secrets.deviceKey ?? deviceKey }) : pulled;
}

/**
 * While nobody answers, nothing is offered: what has not left can still be taken back. So a question that offers nothing
 * goes first. Null: go on.
 */
async function askFirst(till: Till, gateway: Gateway, identity: GatewayIdentity, isSomebodyWaiting: () => boolean): Promise<PassEnd | null> {
  if (till.link.isReachable) return null;
  const end = await pullChanges(till, gateway, identity, isSomebodyWaiting);
  // With pages left the pass ends here: the window is told that the carrier is there, and the journal goes first in the next.
  return end.kind === 'done' || isWordOfGateway(end) ? null : end;
}

/** It is there and has something against the question, not against us: the journal must not wait for that. A gateway that asked for patience gets it. */
function isWordOfGateway(end: PassEnd): boolean {
  return end.kind === 'attention' || (end.kind === 'retry' && end.reason !== 'gateway-unreachable' && end.retryAfter === null);
}

/** An outage shorter than this is a cable or one store's line. */
const LONG_OUTAGE_MS = 600_000;
const REGION_SPREAD_MS = 60_000;

function isLongLost(till: Till, now: string): boolean {
  const { lostSince } = readProgress(till.store.read);
  return lostSince !== null && addMs(lostSince, LONG_OUTAGE_MS) <= now;
}

const DELAY_WHEN_IN_DOUBT_MS = 5000;

/** Writes down how a pass ended and answers how long to wait. Whatever fails here, there will be another pass. */
function conclude(till: Till, end: PassEnd, failures: number): number {
  try {
    noteEnd(till, end);
    till.store.tidy();
    return delayAfter(till, end, failures);
  } catch (cause) {
    till.ports.logger.error('sync.mark-failed', {}, cause);
    return DELAY_WHEN_IN_DOUBT_MS;
  }
}

function delayAfter(till: Till, end: PassEnd, failures: number): number {
  if (end.kind === 'more') return 0;
  const pollMs = (till.profile()?.config.pollSeconds ?? 5) * 1000;
  if (end.kind === 'done') return pollMs;
  const retryAfter = end.kind === 'retry' ? parseRetryAfter(end.retryAfter, till.ports.clock.now()) : null;
  return retryDelayMs({ failures: Math.max(1, failures), random: till.ports.random.fraction(), retryAfter });
}

function setBusy(till: Till, isBusy: boolean): void {
  till.link.isBusy = isBusy;
  if (!isBusy) till.announce('sync');
}

/** Both ends of an outage are journaled; the contact itself is only remembered. Answers whether an entry was written. */
function noteContact(till: Till, profile: Profile): boolean {
  const hasNewEntry = noteAnswered(till, profile);
  const now = till.clock.now();
  till.store.write((db) => {
    saveContact(db, now);
    saveHeard(db, till.clock.offsetMs(), now);
  });
  return hasNewEntry;
}

/** An outage is over with the first answer, also while the feed is not complete. */
function noteAnswered(till: Till, profile: Profile): boolean {
  const { lostSince } = readProgress(till.store.read);
  if (lostSince === null) return false;
  const now = till.ports.clock.now();
  till.store.write((db) => {
    saveLostSince(db, null);
    appendEntry(db, stampAt(db, profile, now), 'network.restored', { lostSince });
  });
  return true;
}

function noteEnd(till: Till, end: PassEnd): void {
  switch (end.kind) {
    case 'done':
    case 'more':
      if (till.profile() !== null && !till.link.isReachable) {
        till.link.isReachable = true;
        till.payments.wake();
      }
      till.link.lastProblem = till.link.unreadableChanges > 0 ? 'change-unreadable' : null;
      return;
    case 'retry':
      till.link.lastProblem = end.reason;
      noteLost(till, end.isReachable);
      return;
    case 'stop':
    case 'attention':
      till.link.lastProblem = end.reason;
      till.link.isReachable = !withoutContact.has(end.reason);
      return;
    default:
      unreachable(end);
  }
}

/** Ends of a pass in which the gateway never said a word. */
const withoutContact: ReadonlySet<string> = new Set(['internal', 'stopped', 'device-key-missing']);

function noteLost(till: Till, isReachable: boolean): void {
  till.link.isReachable = isReachable;
  const profile = till.profile();
  if (isReachable || profile === null || readProgress(till.store.read).lostSince !== null) return;
  const now = till.ports.clock.now();
  till.store.write((db) => {
    saveLostSince(db, now);
    appendEntry(db, stampAt(db, profile, now), 'network.lost', { since: now });
  });
}

function later(now: string, delayMs: number): string {
  return Temporal.Instant.from(now).add({ milliseconds: Math.round(delayMs) }).toString({ smallestUnit: 'millisecond' });
}
