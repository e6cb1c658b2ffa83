// A till in a process of its own that receives the carrier's directory while its clerk sells. Reports what that took as one line of JSON.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createCore } from '#core/create-core.ts';
import type { Core } from '#core/ports.ts';
import { createNodePorts } from '#hosts/node-ports.ts';
import { callCore } from './bench-core.ts';
import { round, summarise, type Summary } from './statistics.ts';

export interface FeedTillOrders {
  readonly dataDir: string;
  readonly gatewayUrl: string;
  /** Cards `bench-0`, `bench-1`, …, all of the person with this document, come first in the directory. */
  readonly document: { readonly documentType: string; readonly number: string };
  /** Sales to make after the delivery, with nothing else going on. */
  readonly salesAfter: number;
}

export interface FeedTillReport {
  readonly readyAfterMs: number;
  readonly deliveredAfterMs: number;
  readonly recordsReceived: number;
  readonly peakMb: number | null;
  /** What is still held after it, without what is waiting to be collected. */
  readonly heapMb: number;
  readonly during: Summary & { readonly maxMs: number };
  readonly after: Summary & { readonly maxMs: number };
  /** The longest that anything at all had to wait for its turn in the core while the directory came. */
  readonly longestTurnMs: number;
}

// Between two sales at random, so that they meet the delivery at any point of its work.
const LONGEST_PAUSE_MS = 500;
const NS_PER_MS = 1e6;

async function main(orders: FeedTillOrders): Promise<FeedTillReport> {
  const startedAt = performance.now();
  const core = await openTill(orders);
  await until(async () => (await callCore(core, 'terminal.read', {}) as { phase: string }).phase === 'ready');
  const readyAfterMs = performance.now() - startedAt;
  await callCore(core, 'session.sign-in', { staffId: 'c01', pin: '135790' });
  await callCore(core, 'shift.open', { floatFen: 50_000 });
  const turns = monitorEventLoopDelay({ resolution: 1 });
  turns.enable();
  let deliveredAfterMs = 0;
  let recordsReceived = 0;
  const arrival = until(async () => {
    const { delivery } = await callCore(core, 'sync.read', {}) as { delivery: { received: number } | null };
    recordsReceived = Math.max(recordsReceived, delivery?.received ?? 0);
    return delivery === null;
  }).then(() => { deliveredAfterMs = performance.now() - startedAt; });
  const during = await sellWhile(core, orders, 0, () => deliveredAfterMs === 0);
  await arrival;
  turns.disable();
  const peakMb = peakMemoryMb();
  const heapMb = heldMb();
  const after = await sellWhile(core, orders, during.length, (sold) => sold < orders.salesAfter);
  await core.close();
  return {
    readyAfterMs: round(readyAfterMs), deliveredAfterMs: round(deliveredAfterMs), recordsReceived, peakMb, heapMb, longestTurnMs: round(turns.max / NS_PER_MS), during: withMax(during), after: withMax(after),
  };
}

async function openTill({ dataDir, gatewayUrl }: FeedTillOrders): Promise<Core> {
  const ports = createNodePorts({ dataDir });
  return createCore(ports, {
    dataDir, gatewayUrl, enrolWith: { storeCode: 'SZ-001', activationCode: 'TRAIN-0001' }, appVersion: 'bench', defaultLocale: 'zh-CN',
    sqliteBinding: null, checkReplies: false,
  });
}

/** What each `sale.complete` took from the moment it was due, answer in hand: a till that is held up elsewhere cannot hear the press. */
async function sellWhile(core: Core, { document }: FeedTillOrders, from: number, goesOn: (sold: number) => boolean): Promise<number[]> {
  const durations: number[] = [];
  while (goesOn(durations.length)) {
    const { saleId } = await callCore(core, 'sale.begin', { subscriberRef: `bench-${from + durations.length}` }) as { saleId: string };
    await callCore(core, 'identity.check', { saleId, ...document, way: 'typed' });
    const { quote } = await callCore(core, 'sale.quote', { saleId, planId: 'plus-60', months: 1 }) as { quote: { totalFen: number } };
    const request = { saleId, totalFen: quote.totalFen, tenders: [{ method: 'cash', receivedFen: quote.totalFen }] };
    const pressedAt = performance.now() + Math.random() * LONGEST_PAUSE_MS;
    await pause(pressedAt - performance.now());
    await callCore(core, 'sale.complete', request);
    durations.push(performance.now() - pressedAt);
  }
  return durations;
}

function withMax(durations: readonly number[]): Summary & { maxMs: number } {
  return { ...summarise(durations), maxMs: round(Math.max(0, ...durations)) };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(100);
}

function heldMb(): number {
  // The benchmark starts this program with a collector that can be asked.
  globalThis.gc?.();
  return round(process.memoryUsage().heapUsed / 1_048_576);
}

/** The most this process ever held in memory; null where the system does not tell. */
function peakMemoryMb(): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return found === undefined ? null : Math.round(Number(found) / 1024);
  } catch {
    return null;
  }
}

// The benchmark that starts this program wrote them.
const orders = JSON.parse(process.argv[2] ?? '{}') as FeedTillOrders;
process.stdout.write(`${JSON.stringify(await main(orders))}\n`);
