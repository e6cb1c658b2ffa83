// Commit and look-up through the till's one door, beside the bare database and the bare disk in the same run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { createCore } from '#core/create-core.ts';
import type { Core } from '#core/ports.ts';
import { createNodePorts } from '#hosts/node-ports.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { bareFdatasync, bareFourInserts } from './bare-disk.ts';
import { benchGateway, benchMsisdn, benchPin, benchSubscriber } from './store-for-bench.ts';
import { round, summarise, timed, timedAsync, type Summary } from './statistics.ts';

const SESSION = 'bench';
const SALES = 600;
const WARM_UP = 60;
const LOOK_UPS = 20_000;

export interface CoreResults {
  readonly commit: {
    readonly sale: Summary; readonly bareFourInserts: Summary; readonly bareFdatasync: Summary; readonly saleToInserts: number; readonly saleToFdatasync: number;
  };
  readonly lookUp: { readonly rows: number; readonly warm: Summary; readonly cold: Summary };
}

export async function benchCore(directoryRows: number): Promise<CoreResults> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heyon-bench-'));
  try {
    const core = await openReadyCore(dataDir);
    await callCore(core, 'shift.open', { floatFen: 50_000 });
    const commit = await benchCommit(core, dataDir);
    await core.close();
    fillDirectory(dataDir, directoryRows);
    const lookUp = await benchLookUp(dataDir, directoryRows);
    return { commit, lookUp };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A core enrolled with the carrier in memory, with the clerk signed in. */
export async function openReadyCore(dataDir: string): Promise<Core> {
  const ports = createNodePorts({ dataDir, replace: { connectGateway: benchGateway, logger: silent } });
  const core = await createCore(ports, {
    dataDir, gatewayUrl: 'https://bench.invalid', enrolWith: { storeCode: 'BENCH-1', activationCode: 'BENCH' }, appVersion: 'bench',
    defaultLocale: 'zh-CN', sqliteBinding: null, checkReplies: false,
  });
  await core.dispatch(SESSION, 'sync.now', {});
  for (let tries = 0; tries < 100 && (await callCore(core, 'staff.list', {}) as unknown[]).length === 0; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await callCore(core, 'session.sign-in', { staffId: 'c01', pin: benchPin });
  return core;
}

/** Makes a data directory as a terminal leaves it that was enrolled and told its store. */
export async function enrolledDataDir(dataDir: string): Promise<void> {
  const core = await openReadyCore(dataDir);
  await core.close();
}

const silent = { info: () => undefined, warn: () => undefined, error: (event: string, _fields?: unknown, cause?: unknown) => console.error(event, cause) };

/** One sale, one bare transaction and one bare sync in turn, so that all three meet the same disk at the same moment. */
async function benchCommit(core: Core, dataDir: string): Promise<CoreResults['commit']> {
  const inserts = bareFourInserts(dataDir);
  const sync = bareFdatasync(dataDir);
  const sale: number[] = [];
  const bare: number[] = [];
  const synced: number[] = [];
  insertSubscribers(dataDir, 0, SALES + WARM_UP);
  for (let index = 0; index < SALES + WARM_UP; index += 1) {
    const draft = await callCore(core, 'sale.begin', { subscriberRef: `b-${index}` }) as { saleId: string };
    await callCore(core, 'sale.quote', { saleId: draft.saleId, planId: 'plus-60', months: 1 });
    const request = { saleId: draft.saleId, totalFen: 6000, tenders: [{ method: 'cash', receivedFen: 10_000 }] };
    const durations = [await timedAsync(() => callCore(core, 'sale.complete', request)), timed(inserts.run), timed(sync.run)];
    // The rhythm of a counter: between two customers the till sends and tidies, so neither store pays for it in a sale.
    await callCore(core, 'sync.now', {});
    inserts.tidy?.();
    if (index < WARM_UP) continue;
    [sale, bare, synced].forEach((list, place) => list.push(must(durations[place], 'three were measured')));
  }
  inserts.close();
  sync.close();
  const summary = { sale: summarise(sale), bareFourInserts: summarise(bare), bareFdatasync: summarise(synced) };
  return {
    ...summary, saleToInserts: round(summary.sale.p50Ms / summary.bareFourInserts.p50Ms), saleToFdatasync: round(summary.sale.p50Ms / summary.bareFdatasync.p50Ms),
  };
}

function fillDirectory(dataDir: string, rows: number): void {
  insertSubscribers(dataDir, SALES + WARM_UP, rows);
}

/** Straight into the table, as one long delivery would leave it. */
function insertSubscribers(dataDir: string, from: number, to: number): void {
  const connection = new Database(path.join(dataDir, 'pos.db'));
  const statement = connection.prepare('INSERT INTO subscriber (ref, msisdn_digest, iccid_digest, data) VALUES (?, ?, ?, ?)');
  connection.exec('BEGIN');
  for (let index = from; index < to; index += 1) {
    const record = benchSubscriber(index);
    statement.run(record.ref, Buffer.from(record.msisdnDigest, 'hex'), Buffer.from(record.iccidDigest, 'hex'), JSON.stringify(record));
  }
  connection.exec('COMMIT');
  connection.close();
}

async function benchLookUp(dataDir: string, rows: number): Promise<CoreResults['lookUp']> {
  const core = await openReadyCore(dataDir);
  const cold: number[] = [];
  const warm: number[] = [];
  for (let index = 0; index < LOOK_UPS; index += 1) {
    // A prime step visits the whole directory in an order no cache expects.
    const key = benchMsisdn((index * 7919) % rows);
    (index < LOOK_UPS / 4 ? cold : warm).push(await timedAsync(() => callCore(core, 'subscriber.look-up', { key })));
  }
  await core.close();
  return { rows, warm: summarise(warm), cold: summarise(cold) };
}

export async function callCore(core: Core, channel: string, request: unknown): Promise<unknown> {
  const result = await core.dispatch(SESSION, channel, request);
  if (!result.ok) throw new Error(`${channel}: ${JSON.stringify(result.problem)}`);
  return result.value;
}
