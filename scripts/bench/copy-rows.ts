// The least a PostgreSQL server can do for rows that are there already: one COPY of them into tables of the same shape.
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { timedAsync } from './statistics.ts';

/** What the drain of a journal writes. */
const tables = ['journal', 'sales', 'store_lines', 'changes', 'subscribers'] as const;
type Table = typeof tables[number];
const RUNS = 5;

export interface Copied {
  /** The journal's rows alone: what was sent. */
  readonly journalMs: number;
  /** Every row that came of them. */
  readonly allMs: number;
}

export interface TableSize {
  readonly table: string;
  readonly rows: number;
  /** Table, its long values and its indexes. */
  readonly bytes: number;
  readonly indexBytes: number;
}

// Written out so that no text is ever put together with values.
const onlyOf: Record<Table, string> = {
  journal: 'SELECT journal.* FROM journal JOIN drained USING (terminal_id)',
  sales: 'SELECT sales.* FROM sales JOIN drained USING (terminal_id)',
  store_lines: 'SELECT store_lines.* FROM store_lines JOIN drained USING (terminal_id)',
  changes: `SELECT * FROM changes WHERE (kind = 'outcome' AND id IN (SELECT sale_id FROM sales JOIN drained USING (terminal_id)))
    OR (kind = 'subscriber' AND id IN (SELECT subscriber_ref FROM sales JOIN drained USING (terminal_id)))`,
  subscribers: 'SELECT * FROM subscribers WHERE ref IN (SELECT subscriber_ref FROM sales JOIN drained USING (terminal_id))',
};

/** What INCLUDING ALL leaves out. */
const isOfTerminal = (table: Table): boolean => table === 'journal' || table === 'sales' || table === 'store_lines';

/** Of one terminal's rows: the middle of several, from a file on the server's own disk, with every index, check and foreign key, in one transaction. */
export async function copyAll(db: GatewayDb, terminalId: string): Promise<Copied> {
  await db.query('CREATE TABLE drained (terminal_id text)');
  await db.query('INSERT INTO drained VALUES ($1)', [terminalId]);
  const [row] = await db.query<{ data_directory: string }>('SHOW data_directory');
  const fileOf = (table: Table): string => `${row?.data_directory}/${table}.copy`;
  for (const table of tables) {
    await db.query(`COPY (${onlyOf[table]}) TO '${fileOf(table)}'`);
    await db.query(`CREATE TABLE copy_of_${table} (LIKE ${table} INCLUDING ALL)`);
    if (isOfTerminal(table)) await db.query(`ALTER TABLE copy_of_${table} ADD FOREIGN KEY (terminal_id) REFERENCES terminals (terminal_id)`);
  }
  const copy = async (wanted: readonly Table[]): Promise<number> => {
    const durations: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      await db.query(`TRUNCATE ${tables.map((table) => `copy_of_${table}`).join(', ')}`);
      await db.query('CHECKPOINT');
      durations.push(await timedAsync(() => db.transaction(async (tx) => {
        for (const table of wanted) await tx.query(`COPY copy_of_${table} FROM '${fileOf(table)}'`);
      })));
    }
    return durations.toSorted((a, b) => a - b)[RUNS >> 1] ?? 0;
  };
  const copied = { journalMs: await copy(['journal']), allMs: await copy(tables) };
  await db.query(`DROP TABLE drained, ${tables.map((table) => `copy_of_${table}`).join(', ')}`);
  return copied;
}

/** On disk, as the server counts it. */
export async function sizesOf(db: GatewayDb): Promise<readonly TableSize[]> {
  const sizes: TableSize[] = [];
  for (const table of [...tables, 'payments', 'nonces'] as const) {
    const [row] = await db.query<Omit<TableSize, 'table'>>(
      `SELECT (SELECT count(*)::int FROM ${table}) AS rows, pg_total_relation_size($1::regclass)::int AS bytes, pg_indexes_size($1::regclass)::int AS "indexBytes"`, [table],
    );
    if (row !== undefined) sizes.push({ table, ...row });
  }
  return sizes;
}
