// PostgreSQL on a server, through a pool of connections.
import pg from 'pg';
import type { GatewayDb, SqlRunner, SqlValue } from './gateway-db.ts';

/** Opens a pool for a `postgres://` address. Nothing is sent before the first query. */
export function openPostgresDb(url: string, options: { readonly maxConnections?: number; readonly onIdleError?: () => void } = {}): GatewayDb {
  const connections = options.maxConnections ?? 10;
  const pool = new pg.Pool({
    connectionString: url, max: connections, connectionTimeoutMillis: 5000, statement_timeout: 30_000,
  });
  // A server that ends an idle connection must not end this process; the next query opens a new one.
  pool.on('error', () => options.onIdleError?.());
  return {
    ...runner(pool),
    connections,
    transaction: async (work) => transact(pool, work),
    close: async () => pool.end(),
  };
}

async function transact<T>(pool: pg.Pool, work: (tx: SqlRunner) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const value = await work(inTurn(client));
    await client.query('COMMIT');
    return value;
  } catch (cause) {
    broken = await rollBack(client);
    throw cause;
  } finally {
    client.release(broken);
  }
}

/** A connection that cannot even roll back is thrown away by the pool, which also rolls back. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (cause) {
    return cause instanceof Error ? cause : new Error('rollback failed');
  }
}

function runner(target: pg.Pool | pg.PoolClient): SqlRunner {
  return {
    query: async <Row extends object>(text: string, params: readonly SqlValue[] = []) => {
      const { rows } = await target.query<Row>(text, params.map(written));
      return rows;
    },
  };
}

/** Statements of one connection, each sent when the one before is answered: the driver no longer wants to be the queue. */
function inTurn(client: pg.PoolClient): SqlRunner {
  const one = runner(client);
  let last: Promise<unknown> | null = null;
  return {
    query: async <Row extends object>(text: string, params?: readonly SqlValue[]) => {
      const send = async (): Promise<readonly Row[]> => one.query<Row>(text, params);
      // At once where nothing is under way, so that the server works while the caller goes on.
      const answer = last === null ? send() : last.then(send, send);
      last = answer;
      try {
        return await answer;
      } finally {
        if (last === answer) last = null;
      }
    },
  };
}

/** A list as the server reads it. The driver would write it item by item, which for a thousand journal entries takes longer than anything else here. */
function written(value: SqlValue): SqlValue {
  if (!isList(value) || value.some(hasOwnEscape)) return value;
  // Quotes, backslashes, numbers and nulls are the same in an array's text and in JSON.
  return `{${JSON.stringify(value).slice(1, -1)}}`;
}

const isList = (value: SqlValue): value is Extract<SqlValue, readonly unknown[]> => Array.isArray(value);

/** JSON writes these in a way of its own, and the driver must do it. */
function hasOwnEscape(item: string | number | null): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return typeof item === 'string' && /[\u0000-\u001f\p{Surrogate}]/u.test(item);
}
