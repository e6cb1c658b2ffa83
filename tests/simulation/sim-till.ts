// A terminal in simulation: the real core on a real file in memory. It can be switched off in order, or lose its power at any point.
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { v7 } from 'uuid';
import { createCore } from '#core/create-core.ts';
import { connectHttpGateway } from '#core/gateway-client/http-gateway.ts';
import type { Core, CorePorts, Ids, ProbePoint } from '#core/ports.ts';
import type { CoreChannel, ReplyOf, RequestOf } from '#shared/contract/till-api.ts';
import { saleIdSchema } from '#shared/contract/values.ts';
import { createNodePorts } from '../../electron/hosts/node-ports.ts';
import { chanceOf } from './chance.ts';
import type { Mutant } from './mutants.ts';
import type { Scheduler } from './scheduler.ts';
import type { Wire } from './wire.ts';

/** What whoever was waiting for the terminal sees: a dark screen. */
export class PowerLost extends Error {}

export interface SimTill {
  readonly index: number;
  /** Where its file lies now; after a loss of power another folder with what was on the disk. */
  dir(): string;
  isOn(): boolean;
  /** Counts the starts of the program. */
  run(): number;
  /** Errors the program logged. */
  readonly failures: readonly string[];
  switchOn(): Promise<void>;
  switchOff(): Promise<void>;
  /** Between two instructions, or at the nth time a point is reached from now on. */
  losePower(): Promise<void>;
  losePowerAt(point: ProbePoint, nth: number): void;
  call<C extends CoreChannel>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>>;
  /** When the terminal is on again. */
  whenOn(): Promise<void>;
  dispose(): Promise<void>;
}

export interface SimTillSetup {
  readonly seed: number;
  readonly index: number;
  readonly scheduler: Scheduler;
  readonly wire: Wire;
  readonly folder: string;
  readonly activationCode: string;
  readonly mutant: Mutant | null;
  readonly onPowerLost: (till: SimTill) => void;
}

/** One run of the program, from its start to its end or its death. */
interface Run {
  readonly core: Core;
  readonly dir: string;
  isDead: boolean;
  readonly waiting: Set<(reason: PowerLost) => void>;
}

/** PINs are hashed in another thread; simulated time waits for it. */
const hashes: ReadonlySet<string> = new Set(['session.sign-in', 'approval.grant']);

export function createSimTill(setup: SimTillSetup): SimTill {
  const { index, scheduler, mutant } = setup;
  const chance = chanceOf(setup.seed, `till ${index}`);
  // A few seconds off, as clocks are; the gateway forgives minutes.
  const skewMs = chance.between(-60_000, 60_000);
  const keys = new Map<string, string>();
  const failures: string[] = [];
  const ids = idsOf(setup);
  let dir = path.join(setup.folder, `till-${index}-0`);
  let run: Run | null = null;
  /** The one that was last told to close. */
  let ending: Run | null = null;
  let runs = 0;
  let images = 0;
  let plan: { readonly point: ProbePoint; left: number } | null = null;
  let tells: (() => void)[] = [];
  mkdirSync(dir, { recursive: true });

  const portsOf = (isDead: () => boolean): CorePorts => {
    const clock = { now: () => new Date(scheduler.nowMs() + skewMs).toISOString(), monotonicMs: () => scheduler.nowMs(), elapsedMs: () => scheduler.nowMs() };
    const connect: CorePorts['connectGateway'] = (url, tillClock) => {
      const real = connectHttpGateway(url, { clock: tillClock, ids, fetch: setup.wire.fetchOf(index, isDead) });
      return mutant?.client === undefined ? real : mutant.client(real, chance);
    };
    return createNodePorts({
      dataDir: dir,
      replace: {
        clock, ids, random: chance, connectGateway: connect,
        timers: {
          after: (delayMs, callback) => (isDead() ? () => undefined : scheduler.after(delayMs, { owner: index, label: 'timer', run: () => void (isDead() || callback()) })),
        },
        logger: {
          info: () => undefined,
          warn: () => undefined,
          error: (event, fields, cause) => void (isDead() || failures.push(`${event} ${JSON.stringify(fields ?? {})} ${cause instanceof Error ? (cause.stack ?? '') : ''}`)),
        },
        keychain: {
          read: async (name) => keys.get(name) ?? null,
          write: async (name, value) => {
            keys.set(name, value);
            return { isSealed: true };
          },
          inspect: async (name) => (keys.has(name) ? { isSealed: true, wasExposed: false } : null),
        },
        probe: { reach: (point) => { if (!isDead()) reach(point); } },
      },
    });
  };

  const reach = (point: ProbePoint): void => {
    if (plan?.point !== point) return;
    plan.left -= 1;
    if (plan.left > 0) return;
    plan = null;
    const dead = die();
    if (dead !== null) scheduler.after(0, { owner: index, label: 'bury', run: () => bury(dead) });
  };

  /** The disk as it is at this instant is all that stays. What the dead program still does, it does to the old folder. */
  const leaveFolder = (dead: Run): void => {
    images += 1;
    dir = path.join(setup.folder, `till-${index}-${images}`);
    mkdirSync(dir);
    const source = mutant?.diskAtPowerLoss?.(dead.dir) ?? dead.dir;
    for (const name of ['pos.db', 'pos.db-wal']) if (existsSync(path.join(source, name))) copyFileSync(path.join(source, name), path.join(dir, name));
    dead.isDead = true;
  };

  const die = (): Run | null => {
    const dead = run;
    if (dead === null) return null;
    leaveFolder(dead);
    run = null;
    if (mutant?.answersBeforeCommit !== true) for (const end of dead.waiting) end(new PowerLost());
    setup.onPowerLost(till);
    return dead;
  };

  const till: SimTill = {
    index, failures,
    dir: () => dir,
    isOn: () => run !== null,
    run: () => runs,
    switchOn: async () => {
      if (run !== null) return;
      // A program that is switched on before the one before it has ended would find the folder held; the shell ends that one first.
      if (ending !== null && !ending.isDead) leaveFolder(ending);
      ending = null;
      const state = { isDead: false };
      runs += 1;
      const core = await createCore(portsOf(() => state.isDead), {
        dataDir: dir, gatewayUrl: 'https://gateway.simulation', enrolWith: { storeCode: 'SZ-001', activationCode: setup.activationCode },
        appVersion: '0.0.0-simulation', defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: false,
      });
      if (runs === 1) mutant?.file?.(path.join(dir, 'pos.db'));
      run = Object.assign(state, { core, dir, waiting: new Set<(reason: PowerLost) => void>() });
      const told = tells;
      tells = [];
      for (const tell of told) tell();
    },
    switchOff: async () => {
      const closing = run;
      if (closing === null) return;
      ending = closing;
      run = null;
      plan = null;
      // The program waits for its request; its patience is simulated time, so the waiting must not hold it up.
      void closing.core.close().then(() => { closing.isDead = true; });
    },
    losePower: async () => {
      const dead = die();
      if (dead !== null) await bury(dead);
    },
    losePowerAt: (point, nth) => {
      plan = { point, left: nth };
    },
    call: async (channel, request) => {
      const now = run;
      if (now === null) throw new PowerLost();
      const answer = now.core.dispatch('window', channel, request);
      if (hashes.has(channel)) scheduler.hold(answer).catch(() => undefined);
      // The contract's schemas are what types say.
      return await new Promise((resolve, reject) => {
        now.waiting.add(reject);
        answer.then((reply) => (now.isDead && mutant?.answersBeforeCommit !== true ? undefined : resolve(reply as never)), reject).finally(() => now.waiting.delete(reject));
      });
    },
    whenOn: async () => (run === null ? new Promise<void>((resolve) => void tells.push(resolve)) : undefined),
    dispose: async () => {
      const dead = run;
      run = null;
      if (dead !== null) {
        dead.isDead = true;
        await dead.core.close();
      }
    },
  };
  return till;
}

async function bury(dead: Run): Promise<void> {
  // Requests of the dead never end; its file is closed without waiting for them.
  void dead.core.close().catch(() => undefined).finally(() => rmSync(dead.dir, { recursive: true, force: true }));
}

function idsOf({ seed, index, mutant }: SimTillSetup): Ids {
  const chance = chanceOf(seed, `ids ${index}`);
  const own: Ids = { next: (at) => saleIdSchema.parse(v7({ msecs: Date.parse(at), rng: () => chance.bytes(16) })) };
  return mutant?.ids === undefined ? own : mutant.ids(own);
}
