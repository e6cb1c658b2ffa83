// The day and hour on a store's wall.
import { must } from '#shared/domain/base/invariant.ts';
import { dateInZone, type BusinessDate } from '#shared/domain/business-date.ts';
import { storeRecordSchema } from '#shared/contract/records.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import { findStoreRecord } from '../terminals/terminal-repository.ts';

/** A name such as Asia/Shanghai. */
export async function zoneOfStore(db: SqlRunner, storeId: string): Promise<string> {
  const record = must(await findStoreRecord(db, 'store', storeId, storeId), 'a store with a terminal has a record');
  return storeRecordSchema.parse(JSON.parse(record)).timeZone;
}

/** The civil day in a store at an instant. */
export async function storeDateAt(db: SqlRunner, storeId: string, now: string): Promise<BusinessDate> {
  return dateInZone(now, await zoneOfStore(db, storeId));
}
