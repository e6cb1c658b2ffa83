// The open sale as the window shows it.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { quickAmounts } from '#shared/domain/cash.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import { isIdentityNeeded } from '#shared/domain/sale.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Draft } from '#shared/contract/till/sale-channels.ts';
import { readPlans } from '../catalog/plan-repository.ts';
import { paymentsOfSale } from '../payment/payment-view.ts';
import type { ReadDb } from '../store/sql.ts';
import { accountView } from '../subscriber/account-view.ts';
import type { Profile, Till } from '../till.ts';
import { cardOfSale } from './card-of-sale.ts';
import { readCurrentCheck, type DraftRow } from './sale-repository.ts';

/** Problem `subscriber-unknown`: the carrier took the card out of the directory while the sale was open. */
export function draftView(till: Till, profile: Profile, db: ReadDb, now: string, draft: DraftRow): Result<Draft, ProblemOf<'subscriber-unknown'>> {
  const record = cardOfSale(db, draft);
  if (record === null) return err({ code: 'subscriber-unknown', isOnline: till.link.isReachable });
  const { quote } = draft;
  return ok({
    saleId: draft.saleId,
    account: accountView(till, profile, db, now, { record, source: 'directory', hasLuhnMismatch: false }),
    identity: readCurrentCheck(db, draft, now),
    isIdentityNeeded: isIdentityNeeded(profile.config.identityPolicy, quote?.totalFen ?? cheapestPriceFen(db)),
    quote,
    quickAmountsFen: quote === null ? [] : [...quickAmounts(quote.totalFen)],
    begunAt: draft.begunAt,
    ...paymentsOfSale(till, db, draft.saleId),
  });
}

/** Before a plan is picked, the least that the sale can come to decides whether a document is asked for. */
function cheapestPriceFen(db: ReadDb): Fen {
  const prices = readPlans(db).filter((plan) => plan.kind === 'monthly').map((plan) => plan.priceFen);
  return fen(prices.length === 0 ? 0 : Math.min(...prices));
}
