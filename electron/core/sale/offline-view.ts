// What may still be sold while the carrier cannot be asked. Derived from the sales each time, so it can never drift from them.
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

/** Null while the carrier can be asked. */
export function offlineNow(till: Till, profile: Profile, db: ReadDb, now: string): Offline | null {
  if (canAskCarrier(till.link)) return null;
  // Before the first attempt after a start nobody knows yet; the outage then begins now.
  const progress = readProgress(db);
  const lostSince = progress.lostSince ?? now;
  const sold = sumOfflineSales(db, progress.acknowledgedThrough);
  const allowance = offlineAllowance(profile.config.payments.offline, { lostSince, ...sold });
  return { allowance, limitFen: offlineSaleLimit(allowance, now) };
}
