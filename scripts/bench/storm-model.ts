// Many terminals that come back after an outage, before a gateway of a given capacity, on simulated time. How terminals
// wait (`retryDelayMs`), what they make of an answer (`classifyFailure`) and whom the gateway sends away and for how long
// (`createBulkLane`, `variedRetryAfter`) is the product's own code; only the work itself is a number of milliseconds.
import { classifyFailure } from '#core/sync/classify-reply.ts';
import { bulkSlotsOf, createBulkLane, type BulkLane } from '#gateway/http/bulk-lane.ts';
import { variedRetryAfter } from '#gateway/http/classify-failure.ts';
import { parseRetryAfter, retryDelayMs } from '#shared/domain/backoff.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { createStation, createTimeline, type Station, type Timeline } from './timeline.ts';

/** Milliseconds of work: of a gateway process's core, for every call, and inside the transaction that applies a batch. */
export interface GatewayCost {
  readonly callCoreMs: number;
  readonly entryCoreMs: number;
  readonly batchDatabaseMs: number;
  readonly entryDatabaseMs: number;
}

export interface StormOptions {
  readonly seed: number;
  readonly terminals: number;
  readonly outageSeconds: number;
  readonly salesPerHour: number;
  readonly entriesPerSale: number;
  /** Between two questions of a terminal that has nothing to send. */
  readonly pollSeconds: number;
  /** Gateway processes; a terminal's calls go to any of them. */
  readonly instances: number;
  /** Databases that the terminals are divided among by their stores. */
  readonly databases: number;
  /** Of each gateway process. */
  readonly places: number;
  readonly connections: number;
  readonly cost: GatewayCost;
  /** Simulated time after the return, at most. */
  readonly untilSeconds: number;
  /** For tests of the test: another way to wait, another wish. */
  readonly delayMs?: typeof retryDelayMs;
  readonly retryAfterSeconds?: typeof variedRetryAfter;
}

/** What happened in ten seconds of the time after the return. */
export interface StormWindow {
  readonly fromS: number;
  /** Calls that came, those that were sent away among them. */
  calls: number;
  /** Calls of terminals that had waited because a call before failed: the storm proper. */
  returns: number;
  sentAway: number;
  entries: number;
  /** Terminals that have not delivered all since the outage, at its end. */
  behind: number;
}

export interface StormResult {
  /** Entries that waited when the gateway came back. */
  readonly queued: number;
  /** Seconds after the return until the last terminal had delivered all it had; null: not within the time. */
  readonly drainedAfterS: number | null;
  /** Until 99 of 100 had. */
  readonly mostAfterS: number | null;
  readonly calls: number;
  readonly sentAway: number;
  readonly windows: readonly StormWindow[];
}

export const WINDOW_S = 10;
const BATCH = 1000;
/** Before the return, long enough for every terminal to be somewhere in a wait of the longest kind. */
const WARM_UP_S = 600;
const FAILURES_BEFORE = 40;

interface Terminal {
  readonly gateway: number;
  pending: number;
  failures: number;
  isReachable: boolean;
  isBusy: boolean;
  isWakeWaiting: boolean;
  notBeforeMs: number;
  timer: number;
  hasDelivered: boolean;
}

interface World {
  readonly options: StormOptions;
  readonly time: Timeline;
  readonly random: () => number;
  readonly lanes: readonly BulkLane[];
  readonly cores: readonly Station[];
  readonly databases: readonly Station[];
  readonly terminals: readonly Terminal[];
  readonly note: (what: 'calls' | 'returns' | 'sentAway' | 'entries', count?: number) => void;
  readonly delivered: () => void;
}

type Answer = 'taken' | { readonly retryAfter: string } | 'silence';

/** The same options are the same storm. */
export async function simulateStorm(options: StormOptions): Promise<StormResult> {
  const windows: StormWindow[] = [];
  const random = mulberry32(options.seed);
  const time = createTimeline();
  const progress = { behind: options.terminals, mostAfterS: null as number | null, drainedAfterS: null as number | null };
  const windowNow = (): StormWindow | null => {
    if (time.nowMs() < 0) return null;
    const index = Math.floor(time.nowMs() / 1000 / WINDOW_S);
    while (windows.length <= index) windows.push({ fromS: windows.length * WINDOW_S, calls: 0, returns: 0, sentAway: 0, entries: 0, behind: progress.behind });
    return must(windows[index], 'it was just made');
  };
  const world: World = {
    options, time, random,
    lanes: Array.from({ length: options.instances }, () => createBulkLane({ places: options.places, slots: bulkSlotsOf(options.connections) })),
    cores: Array.from({ length: options.instances }, () => createStation(time)),
    databases: Array.from({ length: options.databases }, () => createStation(time)),
    terminals: Array.from({ length: options.terminals }, (_, index) => newTerminal(options, random, index)),
    note: (what, count = 1) => {
      const window = windowNow();
      if (window !== null) window[what] += count;
    },
    delivered: () => {
      progress.behind -= 1;
      const window = windowNow();
      if (window !== null) window.behind = progress.behind;
      if (progress.mostAfterS === null && progress.behind <= options.terminals / 100) progress.mostAfterS = time.nowMs() / 1000;
      if (progress.behind === 0) progress.drainedAfterS = time.nowMs() / 1000;
    },
  };
  let queued = 0;
  time.at(-1000 * WARM_UP_S, () => { for (const terminal of world.terminals) begin(world, terminal); });
  time.at(0, () => { for (const terminal of world.terminals) queued += terminal.pending; });
  await time.run(() => time.nowMs() > options.untilSeconds * 1000 || (progress.drainedAfterS !== null && time.nowMs() > (progress.drainedAfterS + 60) * 1000));
  const sum = (what: 'calls' | 'sentAway'): number => windows.reduce((total, window) => total + window[what], 0);
  return { queued, drainedAfterS: progress.drainedAfterS, mostAfterS: progress.mostAfterS, calls: sum('calls'), sentAway: sum('sentAway'), windows };
}

function newTerminal(options: StormOptions, random: () => number, index: number): Terminal {
  const sales = ((options.outageSeconds - WARM_UP_S) / 3600) * options.salesPerHour;
  return {
    gateway: index % options.instances, pending: Math.round(sales * (0.5 + random()) * options.entriesPerSale), failures: FAILURES_BEFORE,
    isReachable: false, isBusy: false, isWakeWaiting: false, notBeforeMs: -Infinity, timer: 0, hasDelivered: false,
  };
}

function begin(world: World, terminal: Terminal): void {
  retryLater(world, terminal, null);
  const nextSale = (): void => {
    const gapMs = (-Math.log(1 - world.random()) / world.options.salesPerHour) * 3_600_000;
    world.time.at(world.time.nowMs() + gapMs, () => {
      terminal.pending += world.options.entriesPerSale;
      wake(world, terminal);
      nextSale();
    });
  };
  nextSale();
}

// As electron/core/sync/sync-loop.ts: a sale wakes, unless the gateway asked for patience; a wake during a pass is one more pass.
function wake(world: World, terminal: Terminal): void {
  if (world.time.nowMs() < terminal.notBeforeMs) return;
  if (terminal.isBusy) terminal.isWakeWaiting = true;
  else void pass(world, terminal);
}

async function pass(world: World, terminal: Terminal): Promise<void> {
  terminal.timer += 1;
  terminal.isBusy = true;
  terminal.isWakeWaiting = false;
  if (terminal.failures > 0) world.note('returns');
  const answer = await exchange(world, terminal);
  terminal.isBusy = false;
  if (answer === 'taken') {
    Object.assign(terminal, { failures: 0, isReachable: true, notBeforeMs: -Infinity });
    ringAfter(world, terminal, world.options.pollSeconds * 1000);
  } else {
    terminal.failures += 1;
    retryLater(world, terminal, answer === 'silence' ? null : answer.retryAfter);
  }
  if (terminal.isWakeWaiting) wake(world, terminal);
}

async function exchange(world: World, terminal: Terminal): Promise<Answer> {
  if (!terminal.isReachable) {
    const asked = await call(world, terminal, 0);
    if (asked !== 'taken') return asked;
  }
  while (terminal.pending > 0) {
    const entries = Math.min(BATCH, terminal.pending);
    const sent = await call(world, terminal, entries);
    if (sent !== 'taken') return sent;
    terminal.pending -= entries;
    world.note('entries', entries);
  }
  if (!terminal.hasDelivered) {
    terminal.hasDelivered = true;
    world.delivered();
  }
  return call(world, terminal, 0);
}

function retryLater(world: World, terminal: Terminal, retryAfter: string | null): void {
  const nowIso = new Date(1_795_000_000_000 + world.time.nowMs()).toISOString();
  const asked = parseRetryAfter(retryAfter, nowIso);
  const delayMs = (world.options.delayMs ?? retryDelayMs)({ failures: terminal.failures, random: world.random(), retryAfter: asked });
  terminal.isReachable = false;
  terminal.notBeforeMs = retryAfter === null ? -Infinity : world.time.nowMs() + delayMs;
  ringAfter(world, terminal, delayMs);
}

function ringAfter(world: World, terminal: Terminal, delayMs: number): void {
  terminal.timer += 1;
  const { timer } = terminal;
  world.time.at(world.time.nowMs() + delayMs, () => {
    if (terminal.timer !== timer || terminal.isBusy) return;
    terminal.notBeforeMs = -Infinity;
    void pass(world, terminal);
  });
}

/** One request: sent away at the door, or at a slot's turn the process's part and then the database's. */
async function call(world: World, terminal: Terminal, entries: number): Promise<Answer> {
  const { time, options, lanes, cores, databases, random } = world;
  if (time.nowMs() < 0) return 'silence';
  world.note('calls');
  const lane = must(lanes[terminal.gateway], 'each terminal has a gateway');
  const leave = lane.enter();
  if (leave === null) {
    world.note('sentAway');
    const retryAfter = String((options.retryAfterSeconds ?? variedRetryAfter)({ bytes: () => Uint8Array.of(Math.floor(random() * 256)) }));
    const verdict = classifyFailure({ kind: 'refused', code: 'overloaded', status: 503, retryAfter, expected: null, serverTime: null });
    return verdict.kind === 'retry' && verdict.retryAfter !== null ? { retryAfter: verdict.retryAfter } : 'silence';
  }
  const { cost } = options;
  await lane.atDatabase(async () => {
    await must(cores[terminal.gateway], 'each gateway has a core').serve(cost.callCoreMs + entries * cost.entryCoreMs);
    // Of one database one batch is applied at a time (`lockPublishing`); questions do not wait for that.
    if (entries > 0) await must(databases[terminal.gateway % options.databases], 'each gateway has a database').serve(cost.batchDatabaseMs + entries * cost.entryDatabaseMs);
  });
  leave();
  return 'taken';
}

function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
