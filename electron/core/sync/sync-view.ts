// How things stand with the carrier, for the badge and the list behind it. Counted from the journal each time.
import type { SyncView } from '#shared/contract/till/sync-channels.ts';
import { rejectedItemSchema, waitingItemSchema } from '#shared/contract/till/sync-channels.ts';
import type { z } from 'zod';
import { countPending, readPendingRows, type PendingRow } from '../journal/journal-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import type { Till } from '../till.ts';
import { readDelivery } from './delivery-repository.ts';
import { countRejected, listRejected, readProgress } from './sync-repository.ts';

export function syncView(till: Till, db: ReadDb): SyncView {
  const progress = readProgress(db);
  const pending = countPending(db, progress.acknowledgedThrough);
  const rejectedCount = countRejected(db);
  const { isReachable, isBusy, lastProblem, backupProblem } = till.link;
  const needsPerson = rejectedCount > 0 || progress.stoppedBy !== null || backupProblem !== null || (isReachable && lastProblem !== null);
  return {
    state: stateOf(needsPerson, isReachable, isBusy && pending.entries > 0),
    isReachable, pendingCount: pending.entries, pendingSales: pending.sales, oldestPendingAt: pending.oldestAt,
    lastContactAt: progress.lastContactAt, nextTryAt: till.link.nextTryAt, lastProblem: progress.stoppedBy ?? lastProblem, rejectedCount,
    clockSkewSeconds: Math.round(till.clock.offsetMs() / 1000), clockDoubt: till.clock.doubt(), backupProblem, delivery: deliveryView(db),
  };
}

function deliveryView(db: ReadDb): SyncView['delivery'] {
  const { snapshot, received, total } = readDelivery(db);
  return snapshot === null ? null : { received, total: Math.max(total, received) };
}

function stateOf(needsPerson: boolean, isReachable: boolean, isSending: boolean): SyncView['state'] {
  if (needsPerson) return 'attention';
  if (!isReachable) return 'offline';
  return isSending ? 'syncing' : 'online';
}

const SHOWN = 200;

export function waitingView(db: ReadDb): { waiting: z.output<typeof waitingItemSchema>[]; rejected: z.output<typeof rejectedItemSchema>[] } {
  const { acknowledgedThrough } = readProgress(db);
  return {
    waiting: readPendingRows(db, acknowledgedThrough, SHOWN).map(waitingItem),
    rejected: listRejected(db).map((sale) => rejectedItemSchema.parse({
      saleId: sale.outcome.saleId, receiptNumber: sale.receiptNumber, businessDate: sale.businessDate, msisdnMasked: sale.msisdnMasked,
      amountFen: sale.totalFen, reason: sale.outcome.reason, decidedAt: sale.outcome.decidedAt,
    })),
  };
}

function waitingItem(row: PendingRow): z.output<typeof waitingItemSchema> {
  const { saleId, receiptNumber, total } = row.payload;
  return waitingItemSchema.parse({
    seq: row.seq, type: row.type, at: row.at,
    saleId: row.type === 'sale.completed' ? saleId : null,
    receiptNumber: typeof receiptNumber === 'string' ? receiptNumber : null,
    amountFen: typeof total === 'number' ? total : null,
  });
}
