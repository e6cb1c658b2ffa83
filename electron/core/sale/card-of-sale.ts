// The card an open sale is for: from the directory, or as the sale kept it when the carrier took it out of there.
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { ReadDb } from '../store/sql.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import type { DraftRow } from './sale-repository.ts';

/** Null when the card is gone and no money was on the sale: nothing is sold to it any more. */
export function cardOfSale(db: ReadDb, draft: Pick<DraftRow, 'subscriberRef' | 'card'>): SubscriberRecord | null {
  return findByRef(db, draft.subscriberRef) ?? draft.card;
}
