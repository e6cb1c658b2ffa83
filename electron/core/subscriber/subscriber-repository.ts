// The offline directory: rows found by keyed digest of phone or card number.
import { z } from 'zod';
import { invariant } from '#shared/domain/base/invariant.ts';
import type { SubscriberRef } from '#shared/domain/ids.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { subscriberRecordSchema } from '#shared/contract/records.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

const countRow = z.object({ count: z.int() });

const dataRow = z.object({ data: z.string() });
const refRow = z.object({ ref: z.string() });

/** Several rows may share a number once it was recycled; the one that can still be served comes first. */
export function findByMsisdnDigest(db: ReadDb, digest: string): SubscriberRecord | null {
  return pickLive(db.all('SELECT data FROM subscriber WHERE msisdn_digest = ?', [Buffer.from(digest, 'hex')], dataRow));
}

export function findByIccidDigest(db: ReadDb, digest: string): SubscriberRecord | null {
  return pickLive(db.all('SELECT data FROM subscriber WHERE iccid_digest = ?', [Buffer.from(digest, 'hex')], dataRow));
}

export function findByRef(db: ReadDb, ref: SubscriberRef): SubscriberRecord | null {
  const row = db.one('SELECT data FROM subscriber WHERE ref = ?', [ref], dataRow);
  return row === null ? null : recordOf(row.data);
}

export function saveSubscriber(db: WriteDb, record: SubscriberRecord): void {
  const changed = db.run(
    `INSERT INTO subscriber (ref, msisdn_digest, iccid_digest, data, delivery) VALUES (?, ?, ?, ?, (SELECT number FROM feed_delivery))
     ON CONFLICT (ref) DO UPDATE SET msisdn_digest = excluded.msisdn_digest, iccid_digest = excluded.iccid_digest, data = excluded.data,
       delivery = excluded.delivery`,
    [record.ref, Buffer.from(record.msisdnDigest, 'hex'), Buffer.from(record.iccidDigest, 'hex'), JSON.stringify(record)],
  );
  invariant(changed === 1, 'a directory row is saved as exactly one row');
}

export function removeSubscriber(db: WriteDb, ref: string): void {
  db.run('DELETE FROM subscriber WHERE ref = ?', [ref]);
}

/** Rows an earlier delivery brought and the last one did not, among those numbered above `after` up to `through`. */
export function listOutdatedSubscribers(db: ReadDb, after: number, through: number): string[] {
  return db.all(
    'SELECT ref FROM subscriber WHERE id > ? AND id <= ? AND delivery <> (SELECT number FROM feed_delivery)', [after, through], refRow,
  ).map(({ ref }) => ref);
}

/** The highest number of a row; at least as many as there are. */
export function countSubscribers(db: ReadDb): number {
  return db.one('SELECT coalesce(max(id), 0) AS count FROM subscriber', [], countRow)?.count ?? 0;
}

function pickLive(rows: readonly { data: string }[]): SubscriberRecord | null {
  const records = rows.map((row) => recordOf(row.data));
  return records.find((record) => record.stage !== 'RECYCLED' && record.stage !== 'CLOSED') ?? records[0] ?? null;
}

function recordOf(data: string): SubscriberRecord {
  return subscriberRecordSchema.parse(JSON.parse(data));
}
