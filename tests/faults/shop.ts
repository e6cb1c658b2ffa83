// One shop of a fault campaign: a till that is killed again and again on the same disk, behind a network with faults, and looked at after every death.
import { chmodSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { probePoints, type ProbePoint } from '#core/ports.ts';
import { chanceOf, type Chance } from '#tests/simulation/chance.ts';
import { startFaultProxy, type FaultProxy } from '#tests/support/fault-proxy.ts';
import { openTill, removeDir, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { violations, type Shown } from '#tests/support/oracle.ts';
import { factsOf, readDisk, readGateway, type AtGateway, type OnDisk } from './facts.ts';
import { live, type Answered, type ChildWord, type LifeOrders } from './life.ts';
import { spoilNetwork } from './spoil-network.ts';

export interface ShopOrders {
  readonly gateway: TestGateway;
  readonly seed: number;
  /** How often the process dies. */
  readonly kills: number;
}

export interface Wrong {
  readonly seed: number;
  /** Counted from 1; 0: at the end, when everything was drained. */
  readonly life: number;
  readonly rule: string;
  readonly what: string;
}

export interface ShopOutcome {
  readonly wrongs: readonly Wrong[];
  readonly kills: number;
  /** Where it died; `outside` for deaths in the middle of anything. */
  readonly deaths: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<string, number>;
  readonly refusals: ReadonlyMap<string, number>;
  /** What the clerk was answered: sales, payments begun, and everything else that leaves a row. */
  readonly acts: ReadonlyMap<string, number>;
  readonly sales: number;
  readonly entries: number;
}

/** Opening takes some 150 ms, a sale some 30. */
const LONGEST_LIFE_MS = 1200;
/** For a life that is to end at a point: by then it was reached, or will not be. */
const PATIENCE_MS = 6000;

interface Remembered {
  readonly shown: Shown[];
  readonly answered: Answered[];
  readonly moved: Set<string>;
  activationCode: string | null;
  /** Rows of the last look: what was once on disk never goes away. */
  rows: number;
}

/** What one life is to die of; null: of anything. `isSecond`: the point was missed in the life before, and is met with a good network now. */
interface Plan {
  readonly point: ProbePoint | null;
  readonly isSecond: boolean;
}

/** The named points in turn, each shop beginning elsewhere, and in between deaths at any time. */
function planner(chance: Chance, seed: number): (before: Plan, place: string) => Plan {
  let next = seed * 7;
  return (before, place) => {
    if (before.point !== null && before.point !== place && !before.isSecond) return { point: before.point, isSecond: true };
    if (chance.is(0.4)) return { point: null, isSecond: false };
    next += 1;
    return { point: probePoints[next % probePoints.length] ?? null, isSecond: false };
  };
}

const anyDeath: Plan = { point: null, isSecond: false };

export async function runShop({ gateway, seed, kills }: ShopOrders): Promise<ShopOutcome> {
  const chance = chanceOf(seed, 'shop');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heyon-faults-'));
  const proxy = await startFaultProxy(gateway.url);
  const wrongs: Wrong[] = [];
  const tally = { deaths: new Map<string, number>(), faults: new Map<string, number>(), refusals: new Map<string, number>(), acts: new Map<string, number>() };
  const memory: Remembered = { shown: [], answered: [], moved: new Set(), activationCode: await gateway.activationCode(), rows: 0 };
  const planNext = planner(chance, seed);
  let plan = anyDeath;
  let killed = 0;
  for (let life = 1; killed < kills && life <= kills * 2 && wrongs.length === 0; life += 1) {
    const { point } = plan;
    const fault = spoilNetwork(proxy, chanceOf(seed, `network ${life}`), plan.isSecond);
    count(tally.faults, fault.name);
    const { words, end, trouble } = await live(
      { seed, life, dataDir, gatewayUrl: proxy.url, activationCode: memory.activationCode, acts: 400, death: point === null ? null : prepareDeath(dataDir, point, chance) },
      point === null ? chance.between(0, LONGEST_LIFE_MS) : PATIENCE_MS,
    );
    await fault.release();
    killed += end === 'none' ? 0 : 1;
    const wrong = (rule: string, what: string): void => void wrongs.push({ seed, life, rule, what });
    for (const word of words) remember(memory, word, tally, wrong);
    const place = placeOf(words, end);
    count(tally.deaths, place);
    // Before it is enrolled it may die at any time, but most points are out of its reach.
    plan = memory.activationCode === null ? planNext(plan, place) : anyDeath;
    if (trouble !== null) wrong('no-crash', trouble);
    await lookAtDead(gateway, dataDir, memory, wrong);
  }
  if (wrongs.length === 0) await drain({ gateway, dataDir, proxy, memory }, (rule, what) => void wrongs.push({ seed, life: 0, rule, what }));
  await proxy.close();
  // What went wrong stays on disk for whoever looks into it.
  if (wrongs.length === 0) removeDir(dataDir);
  return { wrongs, kills: killed, ...tally, sales: memory.shown.length, entries: memory.rows };
}

/** A key changes when others can read it, and then once. */
function prepareDeath(dataDir: string, point: ProbePoint, chance: Chance): NonNullable<LifeOrders['death']> {
  const isOfKey = point.startsWith('key.');
  if (isOfKey) chmodSync(path.join(dataDir, 'keys', 'device.key'), 0o644);
  return { point, nth: isOfKey ? 1 : chance.between(1, 2) };
}

/** The named point, `outside` for the middle of anything, or `none`. */
function placeOf(words: readonly ChildWord[], end: string): string {
  const last = words.at(-1);
  return last?.word === 'dies' ? last.at : end;
}

type Wrongly = (rule: string, what: string) => void;

interface Counts {
  readonly refusals: Map<string, number>;
  readonly acts: Map<string, number>;
}

function remember(memory: Remembered, word: ChildWord, { refusals, acts }: Counts, wrong: Wrongly): void {
  if (word.word === 'refused') return count(refusals, `${word.channel} ${word.code}`);
  if (word.word === 'failed') return wrong('till-failed', `${word.channel} answered ${word.code}`);
  if (word.word === 'dies' || word.word === 'ends' || word.word === 'loaded') return undefined;
  if (word.word === 'ready') memory.activationCode = null;
  else count(acts, word.word === 'done' ? word.type : word.word);
  if (word.word === 'shown') memory.shown.push(word);
  if (word.word === 'done') memory.answered.push(word);
  if (word.word === 'moved') memory.moved.add(word.moveId);
  return undefined;
}

async function lookAtDead(gateway: TestGateway, dataDir: string, memory: Remembered, wrong: Wrongly): Promise<void> {
  const disk = existsSync(path.join(dataDir, 'pos.db')) ? readDisk(dataDir) : null;
  const rows = disk?.till.journal.length ?? 0;
  if (rows < memory.rows) wrong('shown-is-journaled', `${memory.rows} rows were on disk, ${rows} are left`);
  memory.rows = rows;
  if (disk !== null) lookAt(disk, await readGateway(gateway.db, disk.terminalId), memory, wrong);
}

/** The oracle, and what else was answered: each is in the journal once. */
function lookAt(disk: OnDisk, gateway: AtGateway, memory: Remembered, wrong: Wrongly): void {
  for (const { rule, what } of violations(factsOf(disk, gateway, memory.shown))) wrong(rule, what);
  for (const { type, field, id } of memory.answered) {
    const rows = disk.till.journal.filter((entry) => entry.type === type && (entry.payload as Record<string, unknown>)[field] === id).length;
    if (rows !== 1) wrong('answered-is-journaled', `${type} of ${id} was answered and is in the journal ${rows} times`);
  }
  const movedIn = disk.till.journal.filter(({ type }) => type === 'cash.moved').map(({ seq }) => seq);
  if (movedIn.length !== disk.moves.size) wrong('answered-is-journaled', `${movedIn.length} moves of cash are in the journal, ${disk.moves.size} beside it`);
  for (const moveId of memory.moved) {
    if (!movedIn.includes(disk.moves.get(moveId) ?? 0)) wrong('answered-is-journaled', `the move ${moveId} was answered and is not in the journal`);
  }
}

interface Ending {
  readonly gateway: TestGateway;
  readonly dataDir: string;
  readonly proxy: FaultProxy;
  readonly memory: Remembered;
}

/** Opened once more: first without a network, to compare what it says with what lies there, then until nothing waits. */
async function drain({ gateway, dataDir, proxy, memory }: Ending, wrong: Wrongly): Promise<void> {
  proxy.goDown();
  const till = await openTill({ gateway, gatewayUrl: proxy.url, dir: dataDir, activationCode: memory.activationCode });
  const said = await till.must('sync.read', {});
  const before = readDisk(dataDir);
  if (before !== null && said.pendingSales !== before.till.waitingSales) wrong('once-or-waiting', `${before.till.waitingSales} sales wait, the screen says ${said.pendingSales}`);
  proxy.comeBack();
  await settleAll(till);
  const view = await till.must('sync.read', {});
  if (view.pendingCount !== 0) wrong('drained', `${view.pendingCount} entries still wait: ${view.state} ${view.lastProblem ?? ''}`);
  const disk = readDisk(dataDir);
  if (disk !== null) {
    const held = await readGateway(gateway.db, disk.terminalId);
    lookAt(disk, held, memory, wrong);
    await lookAtMoney(till, disk, held, wrong);
  }
  await till.close();
}

const LONGEST_DRAIN_MS = 60_000;

/** Everything is sent, and every payment has an end. */
async function settleAll(till: OpenTill): Promise<void> {
  const giveUpAt = performance.now() + LONGEST_DRAIN_MS;
  while ((await till.must('terminal.read', {})).phase !== 'ready' && performance.now() < giveUpAt) await pause(20);
  await till.signIn();
  for (;;) {
    await till.must('sync.now', {});
    const { pendingCount } = await till.must('sync.read', {});
    const open = (await till.must('payment.list-open', {})).filter(({ state }) => state !== 'settled' && state !== 'failed' && state !== 'reversed');
    if (pendingCount === 0 && open.length === 0 || performance.now() > giveUpAt) return;
    for (const { paymentId } of open) await till.call('payment.ask', { paymentId });
    await pause(20);
  }
}

/** Money a customer gave by wallet belongs to exactly one sale, or somebody at the till can see that it belongs to none yet. */
async function lookAtMoney(till: OpenTill, disk: OnDisk, held: AtGateway, wrong: Wrongly): Promise<void> {
  const { draft } = await till.must('sale.current', {});
  const parked = await till.must('sale.list-parked', {});
  const visible = new Set([...(await till.must('payment.list-open', {})).map(({ paymentId }) => paymentId as string), ...(draft?.payments ?? []).map(({ paymentId }) => paymentId as string)]);
  const openSales = new Set(parked.map(({ saleId }) => saleId as string));
  const spent = disk.till.journal.filter(({ type }) => type === 'sale.completed')
    .flatMap((entry) => (entry.payload as unknown as { tenders: { paymentId: string }[] }).tenders.map(({ paymentId }) => paymentId));
  for (const { paymentId, saleId } of held.settled) {
    const times = spent.filter((id) => id === paymentId).length;
    if (times > 1) wrong('money-once', `the payment ${paymentId} paid ${times} sales`);
    if (times === 0 && !visible.has(paymentId) && !openSales.has(saleId)) wrong('money-once', `the payment ${paymentId} was taken, paid no sale, and nobody can see it`);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
