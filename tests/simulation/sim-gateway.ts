// The real gateway on an embedded PostgreSQL, asked in this process: it serves one request at a time, may die in the middle of one, and tells what it holds.
import { scryptSync } from 'node:crypto';
import { createGateway, type Gateway } from '#gateway/create-gateway.ts';
import { lockPublishing, publishChanges } from '#gateway/changes/publish-change.ts';
import type { Logger } from '#gateway/ports.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { hashActivationCode, readIdentity } from '#gateway/store/gateway-identity.ts';
import { openPgliteDb } from '#gateway/store/pglite-db.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { insertActivationCode } from '#gateway/terminals/activation-code-repository.ts';
import { trainingConfig, trainingStaff, trainingStoreId } from '#gateway/training/store-and-plans.ts';
import { addDays, dateInZone } from '#shared/domain/business-date.ts';
import { subscriberRecordSchema } from '#shared/contract/records.ts';
import { START_AT } from '#tests/support/open-till.ts';
import { chanceOf, type Chance } from './chance.ts';

export interface SimRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

export interface SimReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What the gateway's own tables say of one terminal. */
export interface Held {
  readonly entries: readonly { readonly seq: number; readonly hash: string }[];
  readonly sales: readonly { readonly saleId: string; readonly seq: number }[];
}

export interface SimGateway {
  readonly db: GatewayDb;
  /** Errors it logged that were not made by the simulation; whoever reads them takes them out. */
  readonly failures: string[];
  serve(request: SimRequest): Promise<SimReply>;
  /** As serve, but the process dies before the transaction of this request commits; null: the sender gets no answer. */
  dieWhileServing(request: SimRequest): Promise<null>;
  activationCode(): Promise<string>;
  /** At night: cards run down again, so that there is something to renew; each terminal is told. */
  passMonths(): Promise<void>;
  held(terminalId: string, afterSeq: number): Promise<Held>;
  close(): Promise<void>;
}

export interface SimGatewaySetup {
  readonly seed: number;
  /** Simulated. */
  readonly now: () => string;
  /** A known bug; the database as it should be goes in. */
  readonly plant?: (db: GatewayDb, chance: Chance) => GatewayDb;
}

/** Between two questions of an idle terminal: most of what is asked here is asked because somebody sold. */
const POLL_SECONDS = 900;

export async function openSimGateway({ seed, now, plant }: SimGatewaySetup): Promise<SimGateway> {
  const pglite = await openPgliteDb(null, await template());
  const chance = chanceOf(seed, 'gateway');
  const death = { isNear: false };
  const failures: string[] = [];
  const dying = withDeath(pglite, death);
  const db = plant === undefined ? dying : plant(dying, chanceOf(seed, 'mutant-gateway'));
  const logger: Logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (event, _fields, cause) => {
      if (!(cause instanceof GatewayDied)) failures.push(`${event}: ${cause instanceof Error ? cause.message : ''}`);
    },
  };
  const gateway = await createGateway({ db, clock: { now }, random: chance, logger, isTraining: true });
  const { codeSecret } = await readIdentity(pglite);
  let codes = 0;
  return {
    db, failures,
    serve: async (request) => ask(gateway, request),
    dieWhileServing: async (request) => {
      death.isNear = true;
      await ask(gateway, request);
      death.isNear = false;
      return null;
    },
    activationCode: async () => {
      codes += 1;
      const code = `SIM-${codes}`;
      await insertActivationCode(pglite, trainingStoreId, hashActivationCode(codeSecret, trainingStoreId, code));
      return code;
    },
    passMonths: async () => passMonths(pglite, now()),
    held: async (terminalId, afterSeq) => ({
      entries: await pglite.query('SELECT seq, hash FROM journal WHERE terminal_id = $1 AND seq > $2 ORDER BY seq', [terminalId, afterSeq]),
      sales: await pglite.query('SELECT sale_id AS "saleId", seq FROM sales WHERE terminal_id = $1 AND seq > $2 ORDER BY seq', [terminalId, afterSeq]),
    }),
    close: async () => {
      await gateway.close();
      await pglite.close();
    },
  };
}

async function ask(gateway: Gateway, { method, path, headers, body }: SimRequest): Promise<SimReply> {
  const reply = await gateway.app.inject({ method, url: path, headers, ...(body !== null && { payload: body }) });
  const named = Object.entries(reply.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
  return { status: reply.statusCode, headers: Object.fromEntries(named), body: reply.rawPayload };
}

class GatewayDied extends Error {}

function withDeath(db: GatewayDb, death: { readonly isNear: boolean }): GatewayDb {
  return {
    ...db,
    transaction: async (work) => db.transaction(async (tx) => {
      const value = await work(tx);
      if (death.isNear) throw new GatewayDied('before the commit');
      return value;
    }),
  };
}

let made: Promise<Blob> | null = null;

/** The training store with a calmer configuration and PINs that are quick to check; made once per process. */
async function template(): Promise<Blob> {
  made ??= makeTemplate();
  return made;
}

async function makeTemplate(): Promise<Blob> {
  const db = await openPgliteDb(null);
  const random = chanceOf(0, 'template');
  const clock = { now: () => START_AT };
  await prepareDatabase(db, { clock, random, seed: 'training' });
  const scope = `store:${trainingStoreId}` as const;
  await db.transaction(async (tx) => {
    await lockPublishing(tx);
    await publishChanges(tx, [
      { scope, kind: 'config', id: trainingStoreId, data: { ...trainingConfig, idleLockSeconds: 3600, pollSeconds: POLL_SECONDS } },
      ...trainingStaff.map(({ staffId, name, role, pin }) => ({ scope, kind: 'staff' as const, id: staffId, data: { staffId, name, role, pinHash: quickHash(pin, random) } })),
    ]);
  });
  const dump = await db.dump();
  await db.close();
  return dump;
}

function quickHash(pin: string, random: Chance): string {
  const salt = Buffer.from(random.bytes(16));
  return `scrypt$1024$1$1$${salt.toString('base64url')}$${scryptSync(pin, salt, 32, { N: 1024, r: 1, p: 1 }).toString('base64url')}`;
}

/** Every card is due again within days, as if the months that were sold had passed. */
async function passMonths(db: GatewayDb, now: string): Promise<void> {
  const todayOn = dateInZone(now, 'Asia/Shanghai');
  await db.transaction(async (tx) => {
    await lockPublishing(tx);
    const rows = await tx.query<{ record: string }>('SELECT record FROM subscribers ORDER BY ref');
    const far = addDays(todayOn, 60);
    const records = rows.map((row) => subscriberRecordSchema.parse(JSON.parse(row.record)))
      .filter(({ serviceEndOn }) => serviceEndOn !== null && serviceEndOn > far);
    await saveSubscribers(tx, records.map((record, index) => ({ ...record, serviceEndOn: addDays(todayOn, index % 20), asOf: now })));
  });
}
