// Completes a renewal: one transaction from the decision to the journal row, the sale, its tenders and its paper.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, PlanId, SaleId } from '#shared/domain/ids.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import { decideSale, type SaleDecision, type SaleRefusal } from '#shared/domain/sale.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { exceedOffline, type ExceedRefusal } from '../exceed-offline.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext, Profile } from '../till.ts';
import { offlineNow } from './offline-view.ts';
import { recordSale } from './record-sale.ts';
import { readOpenSale, type OpenSale } from './sale-facts-view.ts';
import { readDraft, saveDraftQuote } from './sale-repository.ts';
import { readSaleView } from './sale-view-repository.ts';

export interface CompleteRequest {
  readonly saleId: SaleId;
  /** What the clerk saw as the amount due when taking the money. */
  readonly totalFen: Fen;
  /** The cash part; none where payments cover the total. */
  readonly tenders: readonly { readonly method: 'cash'; readonly receivedFen: Fen }[];
  /** A manager's word for selling beyond the offline ceiling. */
  readonly approvalId?: ApprovalId | undefined;
}

type Refusal = SaleRefusal | ExceedRefusal | ProblemOf<'sale-unknown' | 'sale-id-reused' | 'tender-not-available' | 'subscriber-unknown' | 'not-enrolled'>;

/**
 * Sells. The same id with the same content answers the first result again (double press, lost answer, restart); with
 * other content it is refused. `quote-changed` leaves the new quote in the draft for the clerk to show, or none where the
 * plan can no longer be had.
 */
export function completeSale(ctx: CommandContext, request: CompleteRequest): Result<SaleView, Refusal> {
  const { till } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const cashReceivedFen = request.tenders[0]?.receivedFen ?? null;
  const done = ctx.write((db): Result<SaleView, Refusal> => {
    if (readDraft(db, request.saleId)?.state === 'completed') {
      return sameSale(must(readSaleView(db, request.saleId), 'its draft says so'), request.totalFen, cashReceivedFen);
    }
    const open = readOpenSale(ctx, db, profile, request.saleId);
    if (!open.ok) return err(open.problem.code === 'sale-already-completed' ? { code: 'sale-unknown' } : open.problem);
    const decision = decide(ctx, db, profile, open.value, request);
    if (!decision.ok) return decision;
    const sold = recordSale(ctx, db, profile, {
      ...open.value, shift: must(open.value.shift, 'the decision asks for one'), plan: open.value.plan ?? planOnceQuoted(decision.value.quote.planId), decision: decision.value,
      payments: open.value.money.settled,
    });
    till.ports.probe.reach('sale.before-commit');
    return ok(sold);
  });
  till.ports.probe.reach('sale.after-commit');
  return done;
}

/** A plan that left the catalogue while the customer was paying for it. */
function planOnceQuoted(planId: PlanId): Pick<PlanVersion, 'planId' | 'name'> {
  return { planId, name: { 'zh-CN': planId, en: planId } };
}

function sameSale(earlier: SaleView, totalFen: Fen, cashReceivedFen: Fen | null): Result<SaleView, ProblemOf<'sale-id-reused'>> {
  const cash = earlier.tenders.find(({ method }) => method === 'cash');
  const isSame = earlier.totalFen === totalFen && (cash?.receivedFen ?? null) === cashReceivedFen;
  return isSame ? ok(earlier) : err({ code: 'sale-id-reused' });
}

function decide(ctx: CommandContext, db: WriteDb, profile: Profile, open: OpenSale, request: CompleteRequest): Result<SaleDecision, Refusal> {
  const { draft, facts, money, paidFen } = open;
  const { payments } = profile.config;
  const cashReceivedFen = request.tenders[0]?.receivedFen ?? null;
  if (draft.quote !== null && draft.quote.totalFen !== request.totalFen) return err({ code: 'quote-changed' });
  if (cashReceivedFen !== null && !payments.methods.includes('cash')) return err({ code: 'tender-not-available' });
  const decision = decideSale(facts, { paidFen, hasOpenPayment: money.open.length > 0, cashReceivedFen, cashRounding: payments.cashRounding });
  if (!decision.ok) {
    if (decision.problem.code === 'quote-changed') saveDraftQuote(db, draft.saleId, facts.freshQuote);
    return decision;
  }
  const refusal = ceilingRefusal(ctx, db, profile, open, decision.value.totalFen, request.approvalId);
  return refusal === null ? decision : err(refusal);
}

/** A sale with money on it was let through by the ceiling when its first payment began. */
function ceilingRefusal(ctx: CommandContext, db: WriteDb, profile: Profile, { draft, facts }: OpenSale, totalFen: Fen, approvalId: ApprovalId | undefined): ExceedRefusal | null {
  const offline = facts.isFrozen ? null : offlineNow(ctx.till, profile, db, ctx.now);
  if (offline === null || totalFen <= offline.limitFen) return null;
  const exceeded = exceedOffline(ctx, db, profile, { saleId: draft.saleId, totalFen, limitFen: offline.limitFen, approvalId });
  return exceeded.ok ? null : exceeded.problem;
}
