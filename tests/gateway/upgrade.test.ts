// Upgrades of the gateway's database from every version that was shipped: no row is lost or changed, and the terminals of before go on.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTrainingAcquirer } from '#gateway/acquirer/training-acquirer.ts';
import { createGateway } from '#gateway/create-gateway.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { migrate } from '#gateway/store/migrate.ts';
import { allMigrations } from '#gateway/store/migrations/all-migrations.ts';
import { openPgliteDb } from '#gateway/store/pglite-db.ts';
import { openPostgresDb } from '#gateway/store/postgres-db.ts';
import { prepareDatabase } from '#gateway/store/prepare-database.ts';
import { dateSchema, terminalIdSchema } from '#shared/contract/values.ts';
import { GENESIS_HASH, type JournalEntry } from '#shared/domain/journal-chain.ts';
import { silentLogger, systemRandom } from '#tests/support/gateway-process.ts';
import { startPostgres, type TestPostgres } from '#tests/support/postgres-server.ts';
import { newKey, sealEntry, SignedTerminal } from '#tests/support/signed-terminal.ts';
import { AT, paymentId, rowsOf, saleId, subscriber, type Row } from './upgrade-rows.ts';

const NOW = '2026-03-10T02:00:00.000Z';
const newest = allMigrations.length;
const oldVersions = Array.from({ length: newest - 1 }, (_value, index) => index + 1);
/** A fresh PGlite takes seconds, and one SQL serves both: there the longest way is enough. */
const versionsOver = { PostgreSQL: oldVersions, PGlite: [1] } as const;
/** Columns that went, and with them what nothing read. */
const droppedColumns: ReadonlySet<string> = new Set(['training_orders.is_store_code']);

let server: TestPostgres;
const open: GatewayDb[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
afterEach(async () => {
  for (const db of open.splice(0)) await db.close();
});
afterAll(async () => server.stop());

const databases: Readonly<Record<keyof typeof versionsOver, () => Promise<GatewayDb>>> = {
  PostgreSQL: async () => openPostgresDb(await server.newDatabase()),
  PGlite: async () => openPgliteDb(null),
};

/** The journal of a terminal that enrolled and signed somebody in. */
function oldJournal(): JournalEntry[] {
  const journal: JournalEntry[] = [];
  for (const [type, payload] of [['terminal.enrolled', { storeId: 'SZ-001', terminalId: 'T-0001', isTraining: true }], ['staff.signed_in', { staffId: 'c01' }]] as const) {
    const seq = journal.length + 1;
    journal.push(sealEntry({
      terminalId: terminalIdSchema.parse('T-0001'), seq, type, at: AT, businessDate: dateSchema.parse('2026-02-01'), payload, prevHash: journal.at(-1)?.hash ?? GENESIS_HASH,
    }));
  }
  return journal;
}

interface Old {
  readonly db: GatewayDb;
  readonly terminal: { readonly privateKey: ReturnType<typeof newKey>['privateKey']; readonly journal: readonly JournalEntry[] };
  readonly rows: ReadonlyMap<string, readonly Row[]>;
}

async function oldDatabase(openDb: () => Promise<GatewayDb>, version: number): Promise<Old> {
  const db = await openDb();
  open.push(db);
  await migrate(db, allMigrations.slice(0, version));
  const { privateKey, publicKey } = newKey();
  const journal = oldJournal();
  const rows = rowsOf(version, { publicKey, journal });
  for (const [table, all] of rows) {
    for (const row of all) {
      const columns = Object.keys(row);
      await db.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_column, index) => `$${index + 1}`).join(', ')})`, Object.values(row));
    }
  }
  for (const sequence of ['terminal_numbers', 'change_numbers']) await db.query(`SELECT setval('${sequence}', 100)`);
  return { db, terminal: { privateKey, journal }, rows };
}

async function tablesOf(db: GatewayDb): Promise<string[]> {
  const rows = await db.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`);
  return rows.map(({ name }) => name).filter((name) => name !== 'migrations');
}

type Content = ReadonlyMap<string, readonly Row[]>;

/** Every row of every table. */
async function contentOf(db: GatewayDb): Promise<Content> {
  const content = new Map<string, readonly Row[]>();
  for (const table of await tablesOf(db)) content.set(table, await db.query<Record<string, never>>(`SELECT * FROM ${table}`));
  return content;
}

const marks = async (db: GatewayDb): Promise<readonly unknown[]> => db.query('SELECT number FROM migrations ORDER BY number');

/** Each row of before is there, with what each column of it said; new columns may stand beside. */
function expectKept(before: Content, after: Content): void {
  for (const [table, rows] of before) {
    const kept = rows.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !droppedColumns.has(`${table}.${column}`))));
    expect(after.get(table), table).toHaveLength(kept.length);
    expect(after.get(table), table).toEqual(expect.arrayContaining(kept.map((row) => expect.objectContaining(row))));
  }
}

describe.each(['PostgreSQL', 'PGlite'] as const)('upgrade of the gateway over %s', (name) => {
  const openDb = databases[name];
  const versions = versionsOver[name];
  it.each(versions)('[G70] every table of version %i has a row to lose', async (version) => {
    const { db, rows } = await oldDatabase(openDb, version);
    expect([...rows.keys()].toSorted()).toEqual(await tablesOf(db));
    for (const [table, all] of await contentOf(db)) expect(all.length, table).toBeGreaterThan(0);
  });

  it.each(versions)('[G70] keeps every row and column of version %i, and is done once', async (version) => {
    const { db } = await oldDatabase(openDb, version);
    const before = await contentOf(db);
    await migrate(db);
    const after = await contentOf(db);
    expectKept(before, after);
    expect(await marks(db)).toEqual(allMigrations.map(({ number }) => ({ number })));
    await migrate(db);
    expect(await contentOf(db)).toEqual(after);
  });

  it.each(versions)('[G70] one that fails on the way from version %i leaves everything as it was', async (version) => {
    const { db } = await oldDatabase(openDb, version);
    const [before, marksBefore] = [await contentOf(db), await marks(db)];
    const failing = { number: newest + 1, name: 'failing', statements: ['DELETE FROM changes', 'SELECT no_such_column FROM terminals'] };
    await expect(migrate(db, [...allMigrations, failing])).rejects.toThrow(/no_such_column/);
    expect([await contentOf(db), await marks(db)]).toEqual([before, marksBefore]);
    await migrate(db);
    expectKept(before, await contentOf(db));
  });

  it('[G70] a database of a newer program is refused and left alone', async () => {
    const { db } = await oldDatabase(openDb, 1);
    await db.query(`INSERT INTO migrations (number, name) VALUES (99, 'of a newer program')`);
    const before = await contentOf(db);
    await expect(migrate(db)).rejects.toThrow(/schema 99/);
    expect(await contentOf(db)).toEqual(before);
  });

  it.each(versions)('[G71] a terminal of version %i goes on: it is believed, its journal continues, its feed and its payments are there', async (version) => {
    const { db, terminal: { privateKey, journal } } = await oldDatabase(openDb, version);
    const clock = { now: () => NOW };
    await prepareDatabase(db, { clock, random: systemRandom, seed: 'none' });
    const gateway = await createGateway({
      db, clock, random: systemRandom, logger: silentLogger, maxBulkCalls: 8, acquirerOf: () => createTrainingAcquirer({ db, clock }), isTraining: true,
    });
    try {
      const terminal = new SignedTerminal(await gateway.app.listen({ port: 0, host: '127.0.0.1' }), 'T-0001', privateKey, clock.now);
      terminal.journal.push(...journal);
      terminal.record('staff.signed_out', { staffId: 'c01' });
      expect(await terminal.post()).toMatchObject({ status: 200, body: { acceptedThrough: 3 } });
      const { changes } = await terminal.readFeed();
      expect(changes).toEqual(expect.arrayContaining([
        expect.objectContaining({ kind: 'subscriber', id: subscriber.ref, data: expect.objectContaining({ balanceFen: 1250 }) }),
        expect.objectContaining({ kind: 'outcome', id: saleId, data: expect.objectContaining({ status: 'applied' }) }),
      ]));
      if (version >= 2) expect(await terminal.send(`/v1/payments/${paymentId}`)).toMatchObject({ status: 200, body: { status: 'settled', reference: 'TRAIN-1' } });
    } finally {
      await gateway.close();
    }
  });
});

describe('upgrade of the gateway by several programs', () => {
  it.each(oldVersions)('[G70] at once from version %i: one upgrades, the others wait', async (version) => {
    const url = await server.newDatabase();
    const { db } = await oldDatabase(async () => openPostgresDb(url), version);
    const before = await contentOf(db);
    const programs = Array.from({ length: 4 }, () => openPostgresDb(url, { maxConnections: 2 }));
    open.push(...programs);
    await Promise.all(programs.map(async (program) => migrate(program)));
    expectKept(before, await contentOf(db));
    expect(await marks(db)).toHaveLength(newest);
  });
});
