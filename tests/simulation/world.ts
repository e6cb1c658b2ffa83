// One simulated chain of stores: terminals, their people, one gateway and the network between them, all of it decided by one seed.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import { probePoints } from '#core/ports.ts';
import { START_AT } from '#tests/support/open-till.ts';
import { chanceOf, type Chance } from './chance.ts';
import type { Mutant } from './mutants.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { openSimGateway, type SimGateway } from './sim-gateway.ts';
import { createSimTill, type SimTill } from './sim-till.ts';
import { createStaff, type Staff } from './staff.ts';
import { createWatch, type Watch, type Wrong } from './watch.ts';
import { createWire, type Wire } from './wire.ts';

export interface Plan {
  readonly seed: number;
  readonly terminals: number;
  readonly days: number;
  /** Customers a terminal sees on a day, at most. */
  readonly customers?: number;
  readonly mutant?: Mutant;
  readonly onDay?: (day: number, soFar: Tally) => void;
}

export interface Tally {
  readonly events: number;
  readonly sales: number;
  readonly entries: number;
  readonly powerLosses: number;
  readonly fates: ReadonlyMap<string, number>;
  /** Refusals people met, by channel and code. */
  readonly refusals: ReadonlyMap<string, number>;
}

export interface Outcome extends Tally {
  /** Of every event and every journal row, in their order. */
  readonly digest: string;
  /** Simulated instant of the first thing that was wrong. */
  readonly wrongAt: string | null;
  readonly wrongs: readonly Wrong[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Runs to the end, or to the first thing that is wrong. */
export async function simulate(plan: Plan): Promise<Outcome> {
  const folder = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'heyon-simulation-'));
  const scheduler = createScheduler(Date.parse(START_AT));
  const now = (): string => new Date(scheduler.nowMs()).toISOString();
  const gateway = await openSimGateway({ seed: plan.seed, now, ...(plan.mutant?.gatewayDb && { plant: plan.mutant.gatewayDb }) });
  const world = await createWorld({ plan, folder, scheduler, gateway });
  try {
    return await world.run();
  } finally {
    await world.dispose();
    await gateway.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface World {
  run(): Promise<Outcome>;
  dispose(): Promise<void>;
}

interface WorldSetup { readonly plan: Plan; readonly folder: string; readonly scheduler: Scheduler; readonly gateway: SimGateway }

async function createWorld({ plan, folder, scheduler, gateway }: WorldSetup): Promise<World> {
  const { seed, mutant = null } = plan;
  const chance = chanceOf(seed, 'world');
  const watch = createWatch(gateway);
  const refusals = new Map<string, number>();
  const count = { events: 0, powerLosses: 0 };
  const digest = createHash('sha256');
  const tills: SimTill[] = [];
  const tillAt = (index: number): SimTill => tills[index]!;
  const wire = createWire({
    scheduler, chance: chanceOf(seed, 'wire'), gateway,
    // Small enough that all at once are too many.
    places: Math.max(2, Math.ceil(plan.terminals / 5)),
    onServed: async (terminal, request) => (request.method === 'POST' ? watch.lookAtGateway(tillAt(terminal)) : undefined),
  });
  const comeBack = (till: SimTill): void => {
    count.powerLosses += 1;
    scheduler.after(chance.between(5, 300) * 1000, { owner: till.index, label: 'power back', run: () => till.switchOn() });
  };
  for (let index = 0; index < plan.terminals; index += 1) {
    tills.push(createSimTill({ seed, index, scheduler, wire, folder, mutant, activationCode: await gateway.activationCode(), onPowerLost: comeBack }));
  }
  const staff = tills.map((till) => staffAt(till, { seed, scheduler, watch, mutant, refusals }));
  const tally = (): Tally => ({ ...count, sales: watch.sales(), entries: watch.entries(), fates: wire.fates, refusals });
  let wrongAt: string | null = null;
  const failure: { cause: Error | null } = { cause: null };
  const run = async (): Promise<Outcome> => {
    planDays({ plan, chance, scheduler, gateway, wire, tills, staff, tally, onFailure: (cause) => { failure.cause ??= cause instanceof Error ? cause : new Error(String(cause)); } });
    await scheduler.run(() => watch.wrongs.length > 0 || failure.cause !== null, async ({ owner, label }) => {
      count.events += 1;
      digest.update(`${scheduler.nowMs()} ${owner ?? '-'} ${label}\n`);
      if (owner !== null) for (const { seq, hash } of watch.look(tillAt(owner))) digest.update(`${seq} ${hash}\n`);
      for (const what of gateway.failures.splice(0)) watch.failed(tillAt(owner ?? 0), `the gateway: ${what}`);
      if (watch.wrongs.length > 0) wrongAt ??= new Date(scheduler.nowMs()).toISOString();
    });
    if (failure.cause !== null) throw failure.cause;
    for (const till of watch.wrongs.length > 0 ? [] : tills) await watch.lookAtWhole(till);
    if (watch.wrongs.length > 0) wrongAt ??= new Date(scheduler.nowMs()).toISOString();
    return { ...tally(), digest: digest.digest('hex'), wrongAt, wrongs: watch.wrongs };
  };
  return {
    run,
    dispose: async () => {
      watch.close();
      const ended = tills.map(async (till) => till.dispose());
      wire.close();
      await Promise.all(ended);
    },
  };
}

interface People { readonly seed: number; readonly scheduler: Scheduler; readonly watch: Watch; readonly mutant: Mutant | null; readonly refusals: Map<string, number> }

function staffAt(till: SimTill, { seed, scheduler, watch, mutant, refusals }: People): Staff {
  const chance = chanceOf(seed, `staff ${till.index}`);
  return createStaff({
    till, chance, watch, sellsAnew: mutant?.sellsAnew === true,
    sleep: async (ms) => new Promise<void>((resolve) => void scheduler.after(ms, { owner: till.index, label: 'somebody acts', run: resolve })),
    nextId: () => v7({ msecs: scheduler.nowMs(), rng: () => chance.bytes(16) }),
    note: (what) => void refusals.set(what, (refusals.get(what) ?? 0) + 1),
  });
}

interface Days {
  readonly plan: Plan;
  readonly chance: Chance;
  readonly scheduler: Scheduler;
  readonly gateway: SimGateway;
  readonly wire: Wire;
  readonly tills: readonly SimTill[];
  readonly staff: readonly Staff[];
  readonly tally: () => Tally;
  readonly onFailure: (cause: unknown) => void;
}

/** Every morning the terminals open one after the other; what goes wrong in the day is drawn then. After the last day all is mended and drains. */
function planDays(days: Days): void {
  const { plan, scheduler, gateway, wire, tills } = days;
  for (let day = 0; day < plan.days; day += 1) {
    scheduler.after(day * DAY_MS, { owner: null, label: `day ${day}`, run: () => planDay(days) });
    scheduler.after(day * DAY_MS + 12 * HOUR_MS, { owner: null, label: `night ${day}`, run: async () => {
      plan.onDay?.(day + 1, days.tally());
      await gateway.passMonths();
    } });
  }
  const endMs = (plan.days - 1) * DAY_MS + 20 * HOUR_MS;
  scheduler.after(endMs, { owner: null, label: 'mended', run: () => wire.mend() });
  for (const till of tills) scheduler.after(endMs + till.index * 1000, { owner: till.index, label: 'drains', run: () => till.switchOn() });
  // Polls go on for ever: the simulation ends when everything had its time.
  scheduler.after(endMs + HOUR_MS / 2, { owner: null, label: 'end', run: () => scheduler.stop() });
}

function planDay({ plan, chance, scheduler, wire, tills, staff, onFailure }: Days): void {
  const at = (minutes: number, owner: number | null, label: string, run: () => void | Promise<void>): void =>
    void scheduler.after(minutes * MINUTE_MS + chance.between(0, 59_999), { owner, label, run });
  // Nobody can reach the gateway for a while; then all come back at once.
  if (chance.is(0.7)) at(chance.between(0, 60), null, 'outage', () => wire.cut(null, chance.between(2, 40) * MINUTE_MS));
  for (const till of tills) {
    at(chance.between(0, 20), till.index, 'opens', () => {
      // The day goes on by itself, in simulated time.
      staff[till.index]!.workDay(chance.between(1, plan.customers ?? 6)).catch(onFailure);
    });
    if (chance.is(0.3)) at(chance.between(0, 80), till.index, 'cable', () => wire.cut(till.index, chance.between(1, 60) * MINUTE_MS));
    if (chance.is(0.3)) at(chance.between(0, 80), till.index, 'power', () => till.losePower());
    if (chance.is(0.5)) {
      const point = chance.pick(plan.mutant?.powerGoesAt ?? probePoints.filter((one) => /^(sale|sync|changes)\./.test(one)));
      at(chance.between(0, 40), till.index, `power at ${point}`, () => till.losePowerAt(point, chance.between(1, 3)));
    }
  }
}
