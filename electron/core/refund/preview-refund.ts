// What a refund would do, before anything moves: the carrier is asked where it can be, and nothing is written.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { needsApproval } from '#shared/domain/approval.ts';
import { fen, subtractFen, sumFen, type Fen } from '#shared/domain/fen.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { PaymentId, RefundId, SaleId } from '#shared/domain/ids.ts';
import { decideRefund, mergeRefunded, refundableFen, type RefundFacts } from '#shared/domain/refund.ts';
import type { RefundPreviewReply } from '#shared/contract/gateway-api.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { RefundPreview } from '#shared/contract/till/undo-channels.ts';
import { canAskCarrier } from '../can-ask-carrier.ts';
import { todayAt } from '../shift/business-day.ts';
import { readOpenShift } from '../shift/shift-repository.ts';
import type { ReadDb } from '../store/sql.ts';
import type { Profile, QueryContext } from '../till.ts';
import { readSaleToRefund, type SaleToRefund } from './refund-repository.ts';

export type RefundProblem = ProblemOf<
  'sale-unknown' | 'already-voided' | 'refund-nothing-left' | 'refund-exceeds' | 'refund-offline' | 'refund-too-early' | 'shift-closed'
  | 'gateway-unreachable' | 'gateway-refused' | 'not-enrolled'
>;

export async function previewRefund(ctx: QueryContext, request: { saleId: SaleId; amountFen?: Fen | undefined }): Promise<Result<RefundPreview, RefundProblem>> {
  const { till } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const sale = readSaleToRefund(ctx.db, request.saleId);
  if (sale === null) return err({ code: 'sale-unknown' });
  const mode = canAskCarrier(till.link) ? 'online' : 'offline';
  const local = decideRefund(refundFacts(ctx.db, profile, sale, mode, ctx.now), request.amountFen ?? null);
  if (!local.ok) return local;
  if (mode === 'offline') return previewOf(ctx, profile, sale, request.amountFen ?? null, null);
  const asked = await askCarrier(ctx, profile, sale, request.amountFen ?? refundableFen(sale.tenders));
  return asked.ok ? previewOf(ctx, profile, sale, request.amountFen ?? null, asked.value) : asked;
}

/** The facts of the decision, for the preview and again in the transaction that starts the refund. */
export function refundFacts(db: ReadDb, profile: Profile, sale: SaleToRefund, mode: 'online' | 'offline', now: string): RefundFacts<PaymentId> {
  return {
    isVoided: sale.isVoided, mode, isAtCarrier: sale.isAcknowledged || sale.outcome !== null,
    isOfToday: sale.businessDate === todayAt(db, profile, now).businessDate, allowsOfflineCash: profile.config.payments.offline.allowsCashRefund,
    tenders: sale.tenders,
  };
}

async function askCarrier(ctx: QueryContext, profile: Profile, sale: SaleToRefund, amountFen: Fen): Promise<Result<RefundPreviewReply, RefundProblem>> {
  const privateKey = must(ctx.till.secrets.deviceKey, 'an enrolled terminal has its key');
  const reply = await ctx.till.gatewayOf(profile).previewRefund({ terminalId: profile.terminal.terminalId, privateKey }, sale.saleId, amountFen);
  if (reply.ok) return ok(reply.value);
  const { failure } = reply;
  if (failure.kind === 'unreachable') return err({ code: 'gateway-unreachable' });
  if (failure.code === 'refund-sale-unknown' || failure.code === 'not-yet-available') return err({ code: 'refund-too-early' });
  if (failure.code === 'refund-exceeds') return err({ code: 'refund-exceeds', leftFen: refundableFen(sale.tenders) });
  return err({ code: 'gateway-refused', reason: failure.code });
}

/** `carrier` null: it could not be asked, so nobody knows what becomes of the card. */
function previewOf(ctx: QueryContext, profile: Profile, sale: SaleToRefund, amountFen: Fen | null, carrier: RefundPreviewReply | null): Result<RefundPreview, RefundProblem> {
  const tenders = carrier === null ? sale.tenders : mergeRefunded(sale.tenders, carrier.tenders.map(({ paymentId, refunded }) => ({ paymentId, refundedFen: refunded })));
  const mode = carrier === null ? 'offline' : 'online';
  const lines = decideRefund({ ...refundFacts(ctx.db, profile, sale, mode, ctx.now), tenders }, amountFen);
  if (!lines.ok) return lines;
  if (readOpenShift(ctx.db) === null) return err({ code: 'shift-closed' });
  const { role } = must(ctx.person, 'the channel asks for a clerk');
  const wantedFen = sumFen(lines.value.map((line) => line.amountFen));
  const paidFen = sumFen(tenders.map((tender) => tender.amountFen));
  const leftFen = refundableFen(tenders);
  return ok({
    // A refund's id is a UUID of its own; the brand only keeps kinds apart.
    refundId: ctx.till.ports.ids.next(ctx.now) as string as RefundId, saleId: sale.saleId, paidFen, refundedFen: subtractFen(paidFen, leftFen), leftFen,
    amountFen: wantedFen,
    lines: [...lines.value],
    mode, validity: carrier?.validity ?? 'undecided', expiryAfter: carrier?.expiryAfter ?? null,
    needsApproval: needsApproval(profile.config.approvals, { operation: 'refund.start', amountFen: wantedFen > 0 ? wantedFen : fen(0), role }),
  });
}
