// One person of the training directory, before digests and masks.
import { addDays, dayOfMonth, type BusinessDate } from '#shared/domain/business-date.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import type { Stage } from '#shared/domain/subscriber.ts';

export interface TrainingSubscriber {
  /** Empty for a card that nobody has bound. */
  readonly name: string;
  readonly planId: string | null;
  readonly stage: Stage;
  readonly serviceEndOn: BusinessDate | null;
  readonly anchorDay: number;
  readonly balanceFen: number;
  readonly autoRenewal: 'off' | 'on' | 'failing';
  readonly document: { readonly type: DocumentType; readonly number: string; readonly expiresOn: BusinessDate | 'LONG_TERM' } | null;
}

/** Service that ends (first day without) so many days from today, anchored on that day of the month. */
export function daysToEnd(todayOn: BusinessDate, days: number): Pick<TrainingSubscriber, 'anchorDay'> & { readonly serviceEndOn: BusinessDate } {
  const serviceEndOn = addDays(todayOn, days);
  return { serviceEndOn, anchorDay: dayOfMonth(serviceEndOn) };
}
