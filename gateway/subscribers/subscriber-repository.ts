// The carrier's rows of subscribers. Every write is published to the terminals in the same transaction.
import { subscriberRecordSchema } from '#shared/contract/records.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { publishChanges, type PublishedChange } from '../changes/publish-change.ts';
import type { SqlRunner } from '../store/gateway-db.ts';

type DigestColumn = 'msisdn_digest' | 'iccid_digest' | 'document_digest';
// Written out so that no text is ever put together with SQL.
const selectBy: Record<DigestColumn | 'ref', string> = {
  ref: 'SELECT record FROM subscribers WHERE ref = $1',
  msisdn_digest: 'SELECT record FROM subscribers WHERE msisdn_digest = $1 ORDER BY is_recycled, ref LIMIT 1',
  iccid_digest: 'SELECT record FROM subscribers WHERE iccid_digest = $1 ORDER BY is_recycled, ref LIMIT 1',
  document_digest: 'SELECT record FROM subscribers WHERE document_digest = $1 ORDER BY is_recycled, ref LIMIT 1',
};

/** The row of a key, or null. Of several rows of one number the one that is not recycled. */
export async function findSubscriber(db: SqlRunner, by: DigestColumn | 'ref', value: string): Promise<SubscriberRecord | null> {
  const [row] = await db.query<{ record: string }>(selectBy[by], [value]);
  return row === undefined ? null : readRecord(row.record);
}

/** Rows of many references at once. */
export async function findSubscribers(db: SqlRunner, refs: readonly string[]): Promise<Map<string, SubscriberRecord>> {
  const rows = await db.query<{ ref: string; record: string }>('SELECT ref, record FROM subscribers WHERE ref = ANY($1::text[])', [refs]);
  return new Map(rows.map((row) => [row.ref, readRecord(row.record)]));
}

/** Inserts or replaces rows and publishes them to every terminal. The caller holds `lockPublishing`. */
export async function saveSubscribers(tx: SqlRunner, records: readonly SubscriberRecord[]): Promise<void> {
  if (records.length === 0) return;
  await tx.query(
    `INSERT INTO subscribers (ref, msisdn_digest, iccid_digest, document_digest, is_recycled, record)
      SELECT ref, msisdn_digest, iccid_digest, document_digest, stage = 'RECYCLED', record
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        AS row (ref, msisdn_digest, iccid_digest, document_digest, stage, record)
    ON CONFLICT (ref) DO UPDATE SET msisdn_digest = excluded.msisdn_digest, iccid_digest = excluded.iccid_digest,
      document_digest = excluded.document_digest, is_recycled = excluded.is_recycled, record = excluded.record`,
    [
      records.map((record) => record.ref), records.map((record) => record.msisdnDigest), records.map((record) => record.iccidDigest),
      records.map((record) => record.document?.digest ?? null), records.map((record) => record.stage),
      records.map((record) => JSON.stringify(record)),
    ],
  );
  const changes: PublishedChange[] = records.map((record) => ({ scope: 'global', kind: 'subscriber', id: record.ref, data: record }));
  await publishChanges(tx, changes);
}

/** Takes a subscriber out of the directory; terminals forget the row. The caller holds `lockPublishing`. */
export async function removeSubscriber(tx: SqlRunner, ref: string): Promise<void> {
  await tx.query('DELETE FROM subscribers WHERE ref = $1', [ref]);
  await publishChanges(tx, [{ scope: 'global', kind: 'subscriber', id: ref, data: null }]);
}

function readRecord(text: string): SubscriberRecord {
  return subscriberRecordSchema.parse(JSON.parse(text));
}
