// What every decision on an open sale is made from, read in one place: the card, the shift, the plan, the money on it.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { sumFen, type Fen } from '#shared/domain/fen.ts';
import type { SaleId, StaffId } from '#shared/domain/ids.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import { quoteRenewal } from '#shared/domain/quote.ts';
import type { DrawerRefusal, SaleFacts } from '#shared/domain/sale.ts';
import { takesMoney } from '#shared/domain/shift-rules.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import { readPlan } from '../catalog/plan-repository.ts';
import { readMoneyOnSale, type PaymentRow } from '../payment/payment-repository.ts';
import { readOpenShift, type OpenShift } from '../shift/shift-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import { barOf, expectedRecord } from '../subscriber/account-view.ts';
import type { Profile, QueryContext } from '../till.ts';
import { cardOfSale } from './card-of-sale.ts';
import { readCurrentCheck, type DraftRow } from './sale-repository.ts';
import { stillOpen } from './open-draft-view.ts';

export interface OpenSale {
  readonly draft: DraftRow;
  readonly record: SubscriberRecord;
  readonly shift: OpenShift | null;
  readonly plan: PlanVersion | null;
  readonly money: { readonly settled: readonly PaymentRow[]; readonly open: readonly PaymentRow[] };
  readonly paidFen: Fen;
  readonly facts: SaleFacts;
}

export type OpenSaleRefusal = ProblemOf<'sale-unknown' | 'sale-already-completed' | 'subscriber-unknown'>;

/** The renewal is worked out again, from the card as it will stand after the sales still on their way. */
export function readOpenSale(ctx: Pick<QueryContext, 'till' | 'now' | 'person'>, db: ReadDb, profile: Profile, saleId: SaleId): Result<OpenSale, OpenSaleRefusal> {
  const { till, now } = ctx;
  const open = stillOpen(db, saleId);
  if (!open.ok) return open;
  const draft = open.value;
  const record = cardOfSale(db, draft);
  if (record === null) return err({ code: 'subscriber-unknown', isOnline: till.link.isReachable });
  const shift = readOpenShift(db);
  const plan = draft.quote === null ? null : readPlan(db, draft.quote.planId);
  const money = readMoneyOnSale(db, saleId);
  const expected = expectedRecord(db, record).record;
  const fresh = draft.quote === null ? null : quoteRenewal(expected, plan, draft.quote.months, profile.civilDateAt(now));
  return ok({
    draft, record, shift, plan, money, paidFen: sumFen(money.settled.map(({ amountFen }) => amountFen)),
    facts: {
      drawerBar: drawerBar(profile, shift, must(ctx.person, 'the channel asks for somebody').staffId, now), bar: barOf(till, profile, expected, db, now),
      shownQuote: draft.quote, freshQuote: fresh?.ok === true ? fresh.value : null, identity: readCurrentCheck(db, draft, now)?.outcome ?? null,
      identityPolicy: profile.config.identityPolicy, isFrozen: money.settled.length + money.open.length > 0,
    },
  });
}

function drawerBar(profile: Profile, shift: OpenShift | null, personId: StaffId, now: string): DrawerRefusal | null {
  if (shift === null) return { code: 'shift-closed' };
  return takesMoney({ shift, personId, ...profile.config.shift, now });
}
