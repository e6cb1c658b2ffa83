// What a refund does to the card, from the records: told before money moves, done when it has moved.
import type { BusinessDate } from '#shared/domain/business-date.ts';
import { lastServiceDay } from '#shared/domain/renewal-period.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import { findSubscriber, saveSubscribers } from '../subscribers/subscriber-repository.ts';
import { decideRefundValidity } from './decide-refund-validity.ts';
import { markMovedBack, type PaidTender, type SaleRow } from './refund-repository.ts';

export interface ValidityForecast {
  readonly validity: 'moved-back' | 'stays';
  /** Last day with service afterwards; null where the card is not known or never had service. */
  readonly expiryAfter: BusinessDate | null;
}

interface Question {
  readonly sale: SaleRow;
  readonly tenders: readonly PaidTender[];
  /** What is to be given back, on top of what was. */
  readonly amountFen: number;
  readonly todayOn: BusinessDate;
}

/** Decides over the card as it stands. */
export async function foresee(db: SqlRunner, question: Question): Promise<ValidityForecast> {
  const { sale } = question;
  const subscriber = sale.subscriberRef === null ? null : await findSubscriber(db, 'ref', sale.subscriberRef);
  const validity = validityOf(question, subscriber);
  const endOn = validity === 'moved-back' ? sale.period?.before.serviceEndOn ?? null : subscriber?.serviceEndOn ?? null;
  return { validity, expiryAfter: endOn === null ? null : lastServiceDay(endOn) };
}

function validityOf({ sale, tenders, amountFen, todayOn }: Question, subscriber: SubscriberRecord | null): 'moved-back' | 'stays' {
  if (sale.period === null || subscriber === null) return 'stays';
  const { soldOn, startsOn, serviceEndOn } = sale.period;
  const paidFen = tenders.reduce((sum, tender) => sum + tender.amountFen, 0);
  const givenFen = tenders.reduce((sum, tender) => sum + tender.givenFen, 0);
  return decideRefundValidity({
    isApplied: sale.status === 'applied' && !sale.isMovedBack,
    isLatest: !sale.hasLater && subscriber.serviceEndOn === serviceEndOn,
    isComplete: givenFen + amountFen >= paidFen,
    soldOn, startsOn, todayOn,
  });
}

/** Puts the card back to where it stood before the sale and publishes it. The caller holds `lockPublishing`. */
export async function moveBack(tx: SqlRunner, sale: SaleRow, now: string): Promise<void> {
  const subscriber = sale.subscriberRef === null ? null : await findSubscriber(tx, 'ref', sale.subscriberRef);
  if (subscriber === null || sale.period === null) return;
  await saveSubscribers(tx, [{ ...subscriber, ...sale.period.before, recentRenewals: subscriber.recentRenewals.slice(1), asOf: now }]);
  await markMovedBack(tx, sale.saleId);
}
