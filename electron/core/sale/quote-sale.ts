// Works out a quote for the open sale and keeps it as what the customer is shown.
import { err, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { PlanId, SaleId } from '#shared/domain/ids.ts';
import { quoteRenewal, type Quote, type QuoteRefusal } from '#shared/domain/quote.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Draft } from '#shared/contract/till/sale-channels.ts';
import { readPlan } from '../catalog/plan-repository.ts';
import { hasMoney } from '../payment/payment-repository.ts';
import { todayAt } from '../shift/business-day.ts';
import type { ReadDb } from '../store/sql.ts';
import { expectedRecord } from '../subscriber/account-view.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import type { CommandContext, Profile } from '../till.ts';
import { draftView } from './draft-view.ts';
import { stillOpen } from './open-draft-view.ts';
import { readDraft, saveDraftQuote, type DraftRow } from './sale-repository.ts';

type Refusal = QuoteRefusal | ProblemOf<'sale-unknown' | 'sale-already-completed' | 'sale-has-money' | 'subscriber-unknown' | 'not-enrolled'>;

export function quoteSale(ctx: CommandContext, request: { saleId: SaleId; planId: PlanId; months: number }): Result<Draft, Refusal> {
  const { till, now } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  return ctx.write((db): Result<Draft, Refusal> => {
    const open = stillOpen(db, request.saleId);
    if (!open.ok) return open;
    const draft = open.value;
    // The customer is paying for what was shown.
    if (hasMoney(db, draft.saleId)) return err({ code: 'sale-has-money' });
    const quote = freshQuote(db, profile, now, draft, request);
    if (!quote.ok) return quote;
    saveDraftQuote(db, draft.saleId, quote.value);
    return draftView(till, profile, db, now, must(readDraft(db, draft.saleId), 'it was just read'));
  });
}

/** The renewal worked out for this instant, from the card as it will stand after the sales still on their way. */
function freshQuote(
  db: ReadDb, profile: Profile, now: string, draft: DraftRow, choice: { planId: PlanId; months: number },
): Result<Quote, QuoteRefusal | ProblemOf<'subscriber-unknown'>> {
  const record = findByRef(db, draft.subscriberRef);
  if (record === null) return err({ code: 'subscriber-unknown', isOnline: false });
  const { civilOn } = todayAt(db, profile, now);
  return quoteRenewal(expectedRecord(db, record).record, readPlan(db, choice.planId), choice.months, civilOn);
}
