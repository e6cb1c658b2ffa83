// PostgreSQL inside this process, in memory or in a folder: for training, demo and tests.
import { mkdirSync } from 'node:fs';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { GatewayDb, SqlRunner, SqlValue } from './gateway-db.ts';
import { lockFolder } from './folder-lock.ts';

export interface PgliteDb extends GatewayDb {
  /** A tarball of the whole database, for a later `template`. */
  dump(): Promise<Blob>;
}

/** Opens a folder (created when missing; one process at a time) or, without one, an empty database in memory. */
export async function openPgliteDb(folder: string | null, template?: Blob): Promise<PgliteDb> {
  if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = folder === null ? (): void => undefined : lockFolder(folder);
  try {
    const pglite = await PGlite.create({
      ...(folder !== null && { dataDir: folder }),
      ...(template && { loadDataDir: template }),
    });
    return wrap(pglite, unlock);
  } catch (cause) {
    unlock();
    throw cause;
  }
}

function wrap(pglite: PGlite, unlock: () => void): PgliteDb {
  return {
    ...runner(pglite),
    connections: 1,
    transaction: async (work) => pglite.transaction(async (tx) => work(runner(tx))),
    dump: async () => pglite.dumpDataDir('none'),
    close: async () => {
      await pglite.close();
      unlock();
    },
  };
}

function runner(target: Pick<Transaction, 'query'>): SqlRunner {
  return {
    query: async <Row extends object>(text: string, params: readonly SqlValue[] = []) => {
      const { rows } = await target.query<Row>(text, [...params]);
      return rows;
    },
  };
}
