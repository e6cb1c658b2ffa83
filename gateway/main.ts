// The gateway as a program: on its own, below the terminal in training mode, or inside an Electron utility process.
import { randomBytes } from 'node:crypto';
import { administrate, type Act } from './administration.ts';
import { readArguments, usage, type GatewayArguments } from './command-line.ts';
import { createGateway, type Gateway, type GatewayOptions } from './create-gateway.ts';
import { createJsonLogger } from './json-logger.ts';
import { acquirersFromEnvironment } from './acquirer/acquirers-from-environment.ts';
import { createTrainingAcquirer } from './acquirer/training-acquirer.ts';
import { notificationReaders } from './acquirer/notification-readers.ts';
import type { Clock, Random, Timers } from './ports.ts';
import type { GatewayDb } from './store/gateway-db.ts';
import { openPgliteDb } from './store/pglite-db.ts';
import { openPostgresDb } from './store/postgres-db.ts';
import { prepareDatabase } from './store/prepare-database.ts';

const clock: Clock = { now: () => new Date().toISOString() };
const random: Random = { bytes: (count) => randomBytes(count) };
const timers: Timers = {
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
const logger = createJsonLogger(clock, (line) => process.stderr.write(`${line}\n`));

async function openDatabase({ database }: GatewayArguments): Promise<GatewayDb> {
  return database.kind === 'server'
    ? openPostgresDb(database.url, { onIdleError: () => logger.warn('database.connection-lost') })
    : openPgliteDb(database.folder);
}

/** Does one thing to the terminals and answers the exit code; serves nobody. */
async function administer(options: GatewayArguments, act: Act): Promise<number> {
  const db = await openDatabase(options);
  try {
    const identity = await prepareDatabase(db, { clock, random, seed: options.seed });
    const done = await administrate({ db, identity, clock, random }, act);
    if (done.ok) process.stdout.write(`${done.value.join('\n')}\n`);
    else process.stderr.write(`${done.problem}\n`);
    return done.ok ? 0 : 1;
  } finally {
    await db.close();
  }
}

async function start(options: GatewayArguments): Promise<void> {
  const db = await openDatabase(options);
  endWhenTold(db, options);
  await prepareDatabase(db, { clock, random, seed: options.seed });
  const providers = await chooseProviders(db, options);
  gateway = await createGateway({ db, clock, random, logger, ...providers, isTraining: options.seed === 'training', timers });
  const url = await gateway.app.listen({ port: options.port, host: options.host });
  process.stdout.write(`gateway listening on ${url}\n`);
  tellParent(url);
}

/** Training never reaches a real provider, whatever the environment says. */
async function chooseProviders(db: GatewayDb, { seed }: GatewayArguments): Promise<Pick<GatewayOptions, 'acquirerOf' | 'notifications'>> {
  if (seed === 'training') {
    const training = createTrainingAcquirer({ db, clock });
    return { acquirerOf: () => training };
  }
  const providers = await acquirersFromEnvironment(process.env);
  if (!providers.ok) throw new Error(providers.problem.detail);
  return { acquirerOf: providers.value.acquirerOf, notifications: await notificationReaders(providers.value) };
}

let gateway: Gateway | null = null;
let isEnding = false;

function endWhenTold(db: GatewayDb, options: GatewayArguments): void {
  const end = (why: string): void => {
    if (isEnding) return;
    isEnding = true;
    logger.info('gateway.ending', { why });
    // Whatever hangs must not keep the process; the database recovers from being cut off.
    setTimeout(() => process.exit(1), 5000).unref();
    void shutDown(db);
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  if (options.watchesParent) watchParent(end);
}

async function shutDown(db: GatewayDb): Promise<void> {
  try {
    await gateway?.close();
    await db.close();
    process.exit(0);
  } catch (cause) {
    logger.error('gateway.end-failed', {}, cause);
    process.exit(1);
  }
}

function watchParent(end: (why: string) => void): void {
  const parent = process.ppid;
  process.stdin.on('end', () => end('parent closed the pipe')).on('error', () => end('parent closed the pipe')).resume();
  setInterval(() => {
    if (process.ppid !== parent) end('parent ended');
  }, 1000).unref();
}

/** What a utility process of Electron has; plain Node has none. */
interface ParentPort { postMessage(message: unknown): void }

function tellParent(url: string): void {
  if (!('parentPort' in process)) return;
  // Electron defines it; Node's types do not know it.
  const port = process.parentPort as ParentPort | null | undefined;
  port?.postMessage({ type: 'listening', url });
}

const options = readArguments(process.argv.slice(2), process.env['HEYON_DATA_DIR']);
if (options.ok) {
  const { act } = options.value;
  const running = act === null ? start(options.value) : administer(options.value, act).then((code) => { process.exitCode = code; });
  running.catch((cause: unknown) => {
    // The reason is for the person who started it; it names a folder or an address, never a record.
    process.stderr.write(`gateway cannot start: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    logger.error('gateway.start-failed', {}, cause);
    process.exit(1);
  });
} else {
  process.stderr.write(`${options.problem.detail}\n${usage}\n`);
  process.exitCode = 2;
}
