// The gateway over a real PostgreSQL server: one of its own, or the one that HEYON_TEST_POSTGRES names.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from '#gateway/create-gateway.ts';
import { migrate } from '#gateway/store/migrate.ts';
import { openPostgresDb } from '#gateway/store/postgres-db.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { silentLogger, systemClock, systemRandom } from '#tests/support/gateway-process.ts';
import { addressOf, startPostgres, type TestPostgres } from '#tests/support/postgres-server.ts';
import { enrolNew, send } from '#tests/support/signed-terminal.ts';
import { gatewaySuite } from '#tests/suites/gateway-suite.ts';

let server: TestPostgres | null = null;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => {
  await server?.stop();
});

async function newDatabase(): Promise<string> {
  return must(server, 'started before the tests').newDatabase();
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

  it('tests given a server of one’s own make databases beside what is there, and take them away again', async () => {
    const address = await newDatabase();
    const watch = openPostgresDb(address);
    const names = async () => (await watch.query<{ datname: string }>('SELECT datname FROM pg_database ORDER BY datname')).map((row) => row.datname);
    const before = await names();
    const borrowed = await startPostgres(address);
    const two = [await borrowed.newDatabase(), await borrowed.newDatabase()].map((made) => new URL(made).pathname.slice(1));
    const stillOpen = openPostgresDb(addressOf(address, must(two[0], 'two were made')));
    await stillOpen.query('SELECT 1 AS one');
    expect(await names()).toEqual([...before, ...two].toSorted());
    await borrowed.stop();
    expect(await names()).toEqual(before);
    await stillOpen.close();
    await watch.close();
  });

  it('[G12] gives lists back as they were given: quotes, backslashes, control characters, numbers, nothing at all', async () => {
    const db = openPostgresDb(await newDatabase(), { maxConnections: 1 });
    // PostgreSQL keeps every character but the one of number 0.
    const unit = fc.oneof(fc.constantFrom('"', '\\', ',', '{', '}', "'", ' ', '\n', '\t', '\u0001', '\u007f', '\u2028', 'NULL', '\\u0041'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
    const text = fc.array(unit, { maxLength: 8 }).map((units) => units.join('').replaceAll('\0', ''));
    const lists = fc.record({
      texts: fc.array(fc.option(text), { maxLength: 6 }), whole: fc.array(fc.integer({ min: -2147483648, max: 2147483647 }), { maxLength: 6 }),
    });
    await fc.assert(fc.asyncProperty(lists, async ({ texts, whole }) => {
      const rows = await db.query('SELECT $1::text[] AS texts, $2::integer[] AS whole', [texts, whole]);
      expect(rows).toEqual([{ texts, whole }]);
    }), { numRuns: 400 });
    await db.close();
  });

  it('[G29] leaves a database of a newer program alone', async () => {
    const db = openPostgresDb(await newDatabase());
    await migrate(db);
    await db.query(`INSERT INTO migrations (number, name) VALUES (9999, 'from-the-future')`);
    await expect(migrate(db)).rejects.toThrow('schema 9999');
    await db.close();
  });

  it('[G27] answers 503 while its database is away and recovers by itself', async () => {
    const direct = new URL(await newDatabase());
    const hop = await startHop(direct);
    const db = openPostgresDb(through(direct, hop));
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
async function startHop(target: URL): Promise<Hop> {
  const sockets = new Set<Socket>();
  const hop = createServer((incoming) => {
    const outgoing = connect(Number(target.port || '5432'), target.hostname);
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

function through(address: URL, hop: Hop): string {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(hop.port);
  return url.href;
}
