// What may still be sold while the carrier cannot be asked. Derived from the sales each time, so it can never drift from them.
import { addDays } from '#shared/domain/business-date.ts';
import type { Fen } from '#shared/domain/fen.ts';
import { offlineAllowance, offlineSaleLimit, type OfflineAllowance } from '#shared/domain/offline-allowance.ts';
import { canAskCarrier } from '../can-ask-carrier.ts';
import type { ReadDb } from '../store/sql.ts';
import { readProgress } from '../sync/sync-repository.ts';
import type { Profile, Till } from '../till.ts';
import { sumOfflineSales } from './sale-repository.ts';

export interface Offline {
  readonly allowance: OfflineAllowance;
  /** The most that one sale may come to now. */
  readonly limitFen: Fen;
}

/** Business dates may lag behind the calendar by the length of the longest shift. */
const DAYS_A_SHIFT_MAY_LAG = 3;

/** Null while the carrier can be asked. */
export function offlineNow(till: Till, profile: Profile, db: ReadDb, now: string): Offline | null {
  if (canAskCarrier(till.link)) return null;
  // Before the first attempt after a start nobody knows yet; the outage then begins now.
  const lostSince = readProgress(db).lostSince ?? now;
  const sold = sumOfflineSales(db, { since: lostSince, fromDate: addDays(profile.civilDateAt(lostSince), -DAYS_A_SHIFT_MAY_LAG) });
  const allowance = offlineAllowance(profile.config.payments.offline, { lostSince, ...sold });
  return { allowance, limitFen: offlineSaleLimit(allowance, now) };
}
