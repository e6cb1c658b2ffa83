// Completes a renewal: one transaction from the decision to the journal row, the sale, its tender and its paper.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import { quoteRenewal } from '#shared/domain/quote.ts';
import { decideSale, type SaleFacts, type SaleRefusal } from '#shared/domain/sale.ts';
import { takesMoney, type ShiftRefusal } from '#shared/domain/shift-rules.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { readPlan } from '../catalog/plan-repository.ts';
import { readOpenShift, type OpenShift } from '../shift/shift-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import { barOf, expectedRecord } from '../subscriber/account-view.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import type { CommandContext, Profile } from '../till.ts';
import { recordSale } from './record-sale.ts';
import { readDraft, readCurrentCheck, saveDraftQuote, type DraftRow } from './sale-repository.ts';
import { readSaleView } from './sale-view-repository.ts';

export interface CompleteRequest {
  readonly saleId: SaleId;
  /** What the clerk saw as the amount due when taking the money. */
  readonly totalFen: Fen;
  readonly tenders: readonly { readonly method: 'cash'; readonly receivedFen: Fen }[];
}

type Refusal = SaleRefusal | ProblemOf<'shift-of-other' | 'shift-too-long' | 'sale-unknown' | 'sale-id-reused' | 'tender-not-available' | 'subscriber-unknown' | 'not-enrolled'>;

/**
 * Sells. The same id with the same content answers the first result again (double press, lost answer, restart); with
 * other content it is refused. `quote-changed` leaves the new quote in the draft for the clerk to show, or none where the
 * plan can no longer be had.
 */
export function completeSale(ctx: CommandContext, request: CompleteRequest): Result<SaleView, Refusal> {
  const { till } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const tender = request.tenders[0];
  if (tender === undefined) return err({ code: 'tender-not-available' });
  const done = ctx.write((db): Result<SaleView, Refusal> => {
    const draft = readDraft(db, request.saleId);
    if (draft?.state === 'completed') return sameSale(must(readSaleView(db, draft.saleId), 'its draft says so'), request.totalFen, tender.receivedFen);
    if (draft === null || draft.state === 'abandoned') return err({ code: 'sale-unknown' });
    const record = findByRef(db, draft.subscriberRef);
    if (record === null) return err({ code: 'subscriber-unknown', isOnline: till.link.isReachable });
    const shift = readOpenShift(db);
    const barred = shiftBar(ctx, profile, shift);
    if (barred !== null) return err(barred);
    const plan = draft.quote === null ? null : readPlan(db, draft.quote.planId);
    const facts = gatherFacts(ctx, db, profile, { draft, record, shift, plan });
    if (draft.quote !== null && draft.quote.totalFen !== request.totalFen) return err({ code: 'quote-changed' });
    const decision = decideSale(facts, { method: 'cash', receivedFen: tender.receivedFen });
    if (!decision.ok) {
      if (decision.problem.code === 'quote-changed') saveDraftQuote(db, draft.saleId, facts.freshQuote);
      return decision;
    }
    const sold = recordSale(ctx, db, profile, {
      draft, record, shift: must(shift, 'the decision asks for one'), plan: must(plan, 'the fresh quote was made from it'), decision: decision.value,
    });
    till.ports.probe.reach('sale.before-commit');
    return ok(sold);
  });
  till.ports.probe.reach('sale.after-commit');
  return done;
}

/** Whether the open shift takes money from this person now; none being open is said with the other reasons. */
function shiftBar(ctx: CommandContext, profile: Profile, shift: OpenShift | null): ShiftRefusal | null {
  if (shift === null) return null;
  const { drawer, maxHours } = profile.config.shift;
  return takesMoney({ shift, personId: must(ctx.person, 'the channel asks for a clerk').staffId, drawer, maxHours, now: ctx.now });
}

function sameSale(earlier: SaleView, totalFen: Fen, receivedFen: Fen): Result<SaleView, ProblemOf<'sale-id-reused'>> {
  const isSame = earlier.totalFen === totalFen && earlier.receivedFen === receivedFen;
  return isSame ? ok(earlier) : err({ code: 'sale-id-reused' });
}

interface Gathered {
  readonly draft: DraftRow;
  readonly record: SubscriberRecord;
  readonly shift: OpenShift | null;
  readonly plan: PlanVersion | null;
}

/** The renewal is worked out again, from the card as it will stand after the sales still on their way. */
function gatherFacts(ctx: CommandContext, db: ReadDb, profile: Profile, { draft, record, shift, plan }: Gathered): SaleFacts {
  const expected = expectedRecord(db, record).record;
  const check = readCurrentCheck(db, draft, ctx.now);
  const fresh = draft.quote === null ? null : quoteRenewal(expected, plan, draft.quote.months, profile.civilDateAt(ctx.now));
  return {
    hasOpenShift: shift !== null,
    bar: barOf(ctx.till, profile, expected, db, ctx.now),
    shownQuote: draft.quote,
    freshQuote: fresh?.ok === true ? fresh.value : null,
    identity: check?.outcome ?? null,
    identityPolicy: profile.config.identityPolicy,
  };
}
