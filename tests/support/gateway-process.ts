// A real gateway for tests: HTTP on loopback over an embedded PostgreSQL, seeded with the training data, up in well under a second.
import { createHash, randomBytes } from 'node:crypto';
import { access, link, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createGateway, type Gateway, type GatewayOptions } from '#gateway/create-gateway.ts';
import type { AcquirerOf, AcquirerTiming } from '#gateway/acquirer/acquirer.ts';
import { createTrainingAcquirer } from '#gateway/acquirer/training-acquirer.ts';
import type { Clock, Logger, Random, Timers } from '#gateway/ports.ts';
import { openPgliteDb, type PgliteDb } from '#gateway/store/pglite-db.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { trainingTimeZone } from '#gateway/training/store-and-plans.ts';
import { dateInZone } from '#shared/domain/business-date.ts';

export const systemClock: Clock = { now: () => new Date().toISOString() };
export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const systemTimers: Timers = {
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs).unref();
    return () => clearTimeout(timer);
  },
};

export interface RunningGateway {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The carrier's side: read what arrived, or close a card. */
  readonly db: PgliteDb;
  /** Ends the server and closes the database; a folder stays. */
  close(): Promise<void>;
}

export interface GatewayToStart {
  /** Holds time still, or moves it; also decides from which day the training data count. */
  readonly clock?: Clock;
  /** Folder of the database; one that was used before is opened as it is. Left out: in memory. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly logger?: Logger;
  readonly maxBulkCalls?: number;
  /** Pauses of the training provider; left out: those of training. */
  readonly timing?: Partial<AcquirerTiming>;
  /** Another provider than the training one. */
  readonly acquirerOf?: AcquirerOf;
  /** null: open payments go on only when somebody asks. Left out: by themselves, every second. */
  readonly timers?: Timers | null;
}

/** Starts a gateway in this process. The activation code is that of the training data and works once per database. */
export async function startGateway(options: GatewayToStart = {}): Promise<RunningGateway> {
  const clock = options.clock ?? systemClock;
  const db = await openSeeded(clock, options.dataDir ?? null);
  const training = createTrainingAcquirer({ db, clock, ...(options.timing && { timing: options.timing }) });
  const timers = options.timers === undefined ? systemTimers : options.timers;
  const gateway = await createGateway({
    db, clock, random: systemRandom, logger: options.logger ?? silentLogger, acquirerOf: options.acquirerOf ?? (() => training), isTraining: true,
    ...(timers !== null && { timers }),
    ...(options.maxBulkCalls !== undefined && { maxBulkCalls: options.maxBulkCalls }),
  } satisfies GatewayOptions);
  const url = await listen(gateway, options.port ?? 0);
  return { url, db, close: async () => { await gateway.close(); await db.close(); } };
}

async function listen(gateway: Gateway, port: number): Promise<string> {
  return gateway.app.listen({ port, host: '127.0.0.1' });
}

async function openSeeded(clock: Clock, folder: string | null): Promise<PgliteDb> {
  if (folder !== null && await isUsed(folder)) {
    const db = await openPgliteDb(folder);
    await prepareDatabase(db, { clock, random: systemRandom, seed: 'training' });
    return db;
  }
  // All databases from one template share their directory key; nothing else about them is secret.
  // Read as a whole: a file that is read bit by bit must not be tidied away meanwhile.
  return openPgliteDb(folder, new Blob([await readFile(await template(clock))]));
}

/** A tarball of a freshly seeded database, made once per state of the sources and day of seeding. */
async function template(clock: Clock): Promise<string> {
  const day = dateInZone(clock.now(), trainingTimeZone);
  const file = path.join(os.tmpdir(), 'heyon-pos-gateway-templates', `${await sourcesHash()}-${day}.tar`);
  const isThere = await access(file).then(() => true, () => false);
  if (isThere) return file;
  await mkdir(path.dirname(file), { recursive: true });
  const db = await openPgliteDb(null);
  await prepareDatabase(db, { clock, random: systemRandom, seed: 'training' });
  const dump = await db.dump();
  await db.close();
  // Several test files may make it at once: each writes its own, and the first stays.
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(own, Buffer.from(await dump.arrayBuffer()));
  await link(own, file).catch((cause: unknown) => {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  });
  await rm(own, { force: true });
  await forgetOldTemplates(path.dirname(file));
  return file;
}

const HOUR_MS = 3_600_000;

/** Each is 40 MB; those of sources that have changed since are never asked for again. */
async function forgetOldTemplates(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > 2 * HOUR_MS) await rm(file, { force: true });
  }
}

let knownHash: Promise<string> | null = null;

async function sourcesHash(): Promise<string> {
  knownHash ??= hashSources();
  return knownHash;
}

async function hashSources(): Promise<string> {
  const root = path.resolve(import.meta.dirname, '../..');
  const hash = createHash('sha256').update(process.version);
  for (const folder of ['gateway', 'shared/domain', 'shared/contract']) {
    const names = (await readdir(path.join(root, folder), { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    for (const name of names) hash.update(name).update(await readFile(path.join(root, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

async function isUsed(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.length > 0;
}
