// The one door to PostgreSQL. Two implementations speak the same SQL: PGlite in-process, and a server through pg.

export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[] | readonly (string | null)[];

/** Runs one statement with parameters `$1`, `$2` …; text never carries values. */
export interface SqlRunner {
  query<Row extends object>(text: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
}

export interface GatewayDb extends SqlRunner {
  /** Commits when the function resolves, rolls back when it rejects. Everything inside must use `tx`. */
  transaction<T>(work: (tx: SqlRunner) => Promise<T>): Promise<T>;
  /** How many statements can run at once. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Numbers of the advisory locks this program takes; each has one purpose. */
export const advisoryLocks = { migrate: 7_340_001, publish: 7_340_002 } as const;
