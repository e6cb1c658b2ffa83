// One terminal with a full queue, another that warms the gateway up, and a gateway that knows their cards and payments: the place of a drain.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { createCore } from '#core/create-core.ts';
import { createGateway } from '#gateway/create-gateway.ts';
import { lockPublishing } from '#gateway/changes/publish-change.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { hashActivationCode } from '#gateway/store/gateway-identity.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { insertActivationCode } from '#gateway/terminals/activation-code-repository.ts';
import { trainingStoreId } from '#gateway/training/store-and-plans.ts';
import { createNodePorts } from '#hosts/node-ports.ts';
import { ended, firstLine, lines } from './child-line.ts';
import { IDLE_CALLS, type DrainReport } from './drain-client.ts';
import { cpuMsOf, serverCpuMs } from './process-cpu.ts';
import { fillQueue, type Cards, type Queue, type SettledPayment } from './pending-queue.ts';
import { benchSubscriber } from './store-for-bench.ts';

/** Of the till that is measured, and of the other. */
const CARDS: Cards = { first: 0, count: 2500 };
const OTHER_CARDS: Cards = { first: 2500, count: 500 };
/** Until the gateway's code is compiled: it runs for weeks, as the database's server does, and only a bench has just started it. */
const WARM_UP_ENTRIES = 4000;

const quiet = { info: () => undefined, warn: () => undefined, error: (event: string, _fields?: unknown, cause?: unknown) => console.error(event, cause) };
const clock = { now: () => new Date().toISOString() };
const random = { bytes: (count: number) => randomBytes(count) };

interface FullTill {
  readonly dataDir: string;
  readonly terminalId: string;
  readonly queue: Queue;
  readonly lastSeq: number;
}

export interface DrainPlace extends FullTill {
  readonly warmUp: FullTill;
  remove(): void;
}

/** Enrols two tills with the real gateway on `db`, lets them fetch their directory, and fills their queues. */
export async function makeDrainPlace(db: GatewayDb, entries: number): Promise<DrainPlace> {
  const { codeSecret } = await prepareDatabase(db, { clock, random, seed: 'training' });
  await insertActivationCode(db, trainingStoreId, hashActivationCode(codeSecret, trainingStoreId, 'BENCH-0001'));
  await db.transaction(async (tx) => {
    await lockPublishing(tx);
    await saveSubscribers(tx, Array.from({ length: CARDS.count + OTHER_CARDS.count }, (_, index) => benchSubscriber(index)));
  });
  const warmUp = await fullTill(db, 'BENCH-0001', WARM_UP_ENTRIES, OTHER_CARDS);
  const measured = await fullTill(db, 'TRAIN-0001', entries, CARDS);
  return {
    ...measured, warmUp,
    remove: () => {
      for (const { dataDir } of [warmUp, measured]) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function fullTill(db: GatewayDb, activationCode: string, entries: number, cards: Cards): Promise<FullTill> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'heyon-bench-drain-'));
  await enrol(db, dataDir, activationCode);
  const queue = fillQueue(dataDir, entries, cards);
  const file = new Database(path.join(dataDir, 'pos.db'), { readonly: true });
  const { terminalId, lastSeq } = file.prepare('SELECT terminal_id AS terminalId, (SELECT max(seq) FROM journal) AS lastSeq FROM terminal').get() as { terminalId: string; lastSeq: number };
  file.close();
  await insertPayments(db, terminalId, queue.payments);
  return { dataDir, terminalId, queue, lastSeq };
}

async function enrol(db: GatewayDb, dataDir: string, activationCode: string): Promise<void> {
  const gateway = await createGateway({ db, clock, random, logger: quiet, isTraining: true });
  const url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
  const core = await createCore(createNodePorts({ dataDir, replace: { logger: quiet } }), {
    dataDir, gatewayUrl: url, enrolWith: { storeCode: trainingStoreId, activationCode }, appVersion: 'bench', defaultLocale: 'zh-CN',
    sqliteBinding: null, checkReplies: false, looksAfterPayments: false,
  });
  for (let tries = 0; tries < 600; tries += 1) {
    const reply = await core.dispatch('bench', 'sync.read', {}) as { ok: boolean; value?: { state: string; pendingCount: number } };
    if (reply.ok && reply.value?.state === 'online' && reply.value.pendingCount === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await core.close();
  await gateway.close();
}

/** As the gateway keeps what it settled when the sales were made. */
async function insertPayments(db: GatewayDb, terminalId: string, payments: readonly SettledPayment[]): Promise<void> {
  await db.query(
    `INSERT INTO payments (payment_id, terminal_id, store_id, sale_id, subscriber_ref, method, way, amount_fen, fingerprint, state, reference, created_at)
      SELECT payment_id, $1, 'SZ-001', sale_id, subscriber_ref, method, 'payer-code', amount_fen, 'bench', 'settled', 'bench', $2
      FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[]) AS row (payment_id, sale_id, subscriber_ref, method, amount_fen)`,
    [
      terminalId, clock.now(), payments.map((one) => one.paymentId), payments.map((one) => one.saleId), payments.map((one) => one.subscriberRef),
      payments.map((one) => one.method), payments.map((one) => String(one.amountFen)),
    ],
  );
}

export interface Drained extends DrainReport {
  /** Of the gateway's process, and of the database's where it is one. */
  readonly gatewayCpuMs: number | null;
  /** Of the database server's processes; null where there is none, or the system does not tell. */
  readonly databaseCpuMs: number | null;
  /** The same for each question of a till that has nothing to send. */
  readonly idleCall: { readonly gatewayCpuMs: number | null; readonly databaseCpuMs: number | null };
}

/** Starts the gateway as the program it is, warms it up, sends the queue from a process of its own, and ends both. */
export async function drain(place: DrainPlace, database: string, mode: 'measure-time' | 'measure-memory', serverFolder: string | null = null): Promise<Drained> {
  const gateway = spawn(process.execPath, ['gateway/main.ts', '--database', database, '--seed', 'training', '--parent-watch'], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const url = (await firstLine(gateway)).split(' ').at(-1) ?? '';
    const spent = (): Spent => ({ gateway: cpuMsOf(gateway.pid), database: serverFolder === null ? null : serverCpuMs(serverFolder) });
    const clientOf = (till: FullTill): ReturnType<typeof spawn> => (
      spawn(process.execPath, ['scripts/bench/drain-client.ts', till.dataDir, url, String(till.lastSeq), mode], { stdio: ['ignore', 'pipe', 'inherit'] })
    );
    const other = clientOf(place.warmUp);
    await lines(other, 2);
    await ended(other);
    const before = spent();
    const client = clientOf(place);
    let drained = before;
    const [report = ''] = await lines(client, 2, () => { drained = spent(); });
    const asked = spent();
    await ended(client);
    return {
      // Its own program wrote it, in the shape it exports.
      ...JSON.parse(report) as DrainReport, gatewayCpuMs: less(drained.gateway, before.gateway), databaseCpuMs: less(drained.database, before.database),
      idleCall: { gatewayCpuMs: less(asked.gateway, drained.gateway, IDLE_CALLS), databaseCpuMs: less(asked.database, drained.database, IDLE_CALLS) },
    };
  } finally {
    gateway.stdin?.end();
    await ended(gateway);
  }
}

interface Spent { readonly gateway: number | null; readonly database: number | null }

const less = (after: number | null, before: number | null, parts = 1): number | null => (after === null || before === null ? null : (after - before) / parts);
