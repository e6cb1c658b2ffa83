// The terminals of a store: for a manager who wants to shut one out, and for the carrier's command line.
import { storeTerminalsReplySchema, type StoreTerminalsReply } from '#shared/contract/gateway-api.ts';
import type { SqlRunner } from '../store/gateway-db.ts';

/** Oldest first. `entryCount` is what the gateway holds of the journal; what a terminal has not sent nobody knows here. */
export async function readStoreTerminals(db: SqlRunner, storeId: string, now: string): Promise<StoreTerminalsReply> {
  const terminals = await db.query(
    `SELECT t.terminal_id AS "terminalId", t.status, t.enrolled_at AS "enrolledAt", t.revoked_at AS "revokedAt", t.head_seq AS "entryCount",
        (SELECT j.received_at FROM journal j WHERE j.terminal_id = t.terminal_id AND j.seq = t.head_seq) AS "lastReceivedAt"
      FROM terminals t WHERE t.store_id = $1 ORDER BY t.enrolled_at, t.terminal_id LIMIT 500`, [storeId],
  );
  return storeTerminalsReplySchema.parse({ terminals, serverTime: now });
}
