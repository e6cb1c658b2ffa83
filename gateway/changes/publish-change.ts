// Puts records into the feed. One row per (scope, kind, id): a terminal needs the latest, not the history.
import type { SqlRunner } from '../store/gateway-db.ts';
import { advisoryLocks } from '../store/gateway-db.ts';

/** Who is told: everybody, the terminals of one store, or one terminal. */
export type Scope = 'global' | `store:${string}` | `terminal:${string}`;

export interface PublishedChange {
  readonly scope: Scope;
  readonly kind: 'plan' | 'staff' | 'store' | 'config' | 'subscriber' | 'outcome';
  readonly id: string;
  /** null: forget this id. */
  readonly data: object | null;
  /** Left out: one more than the last of this id. */
  readonly version?: number;
}

/**
 * Must be held, until commit, by whoever changes what the feed shows. Numbers are then given in the order of commits, so
 * a reader that has seen number n has seen everything below; and two sales of one card wait for each other.
 */
export async function lockPublishing(tx: SqlRunner): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [advisoryLocks.publish]);
}

/** Publishes in the given order. The caller holds `lockPublishing`. */
export async function publishChanges(tx: SqlRunner, changes: readonly PublishedChange[]): Promise<void> {
  // One statement may not touch the same row twice, so of several changes of one id only the last is written.
  const latest = new Map<string, PublishedChange>();
  for (const change of changes) {
    const key = JSON.stringify([change.scope, change.kind, change.id]);
    latest.delete(key);
    latest.set(key, change);
  }
  const rows = [...latest.values()];
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO changes (scope, kind, id, version, seq, data)
      SELECT scope, kind, id, coalesce(version, 1), nextval('change_numbers'), data
      FROM (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[], $5::text[])
        WITH ORDINALITY AS row (scope, kind, id, version, data, place) ORDER BY place) AS rows
    ON CONFLICT (scope, kind, id) DO UPDATE SET seq = excluded.seq, data = excluded.data,
      version = greatest(excluded.version, changes.version + 1)`,
    [
      rows.map((row) => row.scope), rows.map((row) => row.kind), rows.map((row) => row.id),
      rows.map((row) => row.version === undefined ? null : String(row.version)),
      rows.map((row) => (row.data === null ? null : JSON.stringify(row.data))),
    ],
  );
}
