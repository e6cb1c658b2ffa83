// The sale on the counter when the drawer is counted: one without money ends by a person, one with money is laid aside.
import { findByRef } from '../subscriber/subscriber-repository.ts';
import { hasMoney } from '../payment/payment-repository.ts';
import { endDraft, readOpenDraft, saveDraftParked } from '../sale/sale-repository.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';

/** Whether a person still has to complete or give up the sale in hand. One whose card left the directory cannot be shown, so nobody could. */
export function blocksCount(db: ReadDb): boolean {
  const draft = readOpenDraft(db);
  return draft !== null && !hasMoney(db, draft.saleId) && findByRef(db, draft.subscriberRef) !== null;
}

/** At the close: money on the sale outlives the shift, nothing else does. */
export function clearCounter(db: WriteDb, now: string): void {
  const draft = readOpenDraft(db);
  if (draft === null) return;
  if (hasMoney(db, draft.saleId)) saveDraftParked(db, draft.saleId, now);
  else endDraft(db, draft.saleId, 'abandoned');
}
