// Brings the database to the newest schema. Several gateways may start at once: one migrates, the others wait.
import { advisoryLocks, type GatewayDb, type SqlRunner } from './gateway-db.ts';
import { allMigrations } from './migrations/all-migrations.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly string[];
}

/** Applies what is missing, all of it with its marks in one transaction. Throws for a database newer than this program. */
export async function migrate(db: GatewayDb, migrations: readonly Migration[] = allMigrations): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.migrate]);
    await tx.query('CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL)');
    const [row] = await tx.query<{ newest: number | null }>('SELECT max(number) AS newest FROM migrations');
    const newest = row?.newest ?? 0;
    const known = migrations.at(-1)?.number ?? 0;
    if (newest > known) throw new Error(`the database has schema ${newest}, this program knows ${known}`);
    for (const migration of migrations) {
      if (migration.number > newest) await apply(tx, migration);
    }
  });
}

async function apply(tx: SqlRunner, migration: Migration): Promise<void> {
  for (const statement of migration.statements) await tx.query(statement);
  await tx.query('INSERT INTO migrations (number, name) VALUES ($1, $2)', [migration.number, migration.name]);
}
