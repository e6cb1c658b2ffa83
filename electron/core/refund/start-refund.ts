// Starts a refund: decided, approved and written down before anything is sent; without the carrier, done in the same transaction.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, RefundId, SaleId } from '#shared/domain/ids.ts';
import { decideRefund } from '#shared/domain/refund.ts';
import { isDrawerOf } from '#shared/domain/shift-rules.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { RefundView } from '#shared/contract/till/undo-channels.ts';
import { useApproval } from '../approval/approval-repository.ts';
import { canAskCarrier } from '../can-ask-carrier.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { namedBack } from '../money/given-back.ts';
import { readOpenShift, type OpenShift } from '../shift/shift-repository.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext, Profile } from '../till.ts';
import { completeRefund } from './end-refund.ts';
import { refundFacts, type RefundProblem } from './preview-refund.ts';
import { insertRefund, readRefund, readSaleToRefund, type NewRefund, type RefundRow } from './refund-repository.ts';
import { refundView } from './refund-view.ts';

export interface StartRefundRequest {
  readonly saleId: SaleId;
  readonly refundId: RefundId;
  readonly amountFen: Fen;
  readonly reason: string;
  readonly approvalId?: ApprovalId | undefined;
}

type Refusal = RefundProblem | ProblemOf<'refund-id-reused' | 'shift-of-other' | 'approval-needed' | 'approval-refused'>;

/**
 * The same id with the same content answers the first result again. Online the answer says `requested`: the request
 * leaves right after, and is repeated until the gateway has answered it. Nothing is handed out before `completed`.
 */
export function startRefund(ctx: CommandContext, request: StartRefundRequest): Result<RefundView, Refusal> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const mode = canAskCarrier(ctx.till.link) ? 'online' : 'offline';
  return ctx.write((db): Result<RefundView, Refusal> => {
    const earlier = readRefund(db, request.refundId);
    if (earlier !== null) return sameRefund(earlier, request);
    const decided = decide(ctx, db, profile, request, mode);
    if (!decided.ok) return decided;
    const { refund, shift } = decided.value;
    insertRefund(db, refund);
    const stamp = { terminalId: profile.terminal.terminalId, at: ctx.now, businessDate: shift.businessDate };
    appendEntry(db, stamp, 'refund.started', {
      refundId: refund.refundId, saleId: refund.saleId, shiftId: refund.shiftId, staffId: refund.staffId, approvalId: refund.approvalId, reason: refund.reason,
      amount: refund.amountFen, lines: namedBack(refund.lines), mode,
    });
    const written = (): RefundRow => must(readRefund(db, refund.refundId), 'it was just written');
    if (mode === 'offline') completeRefund(ctx.till, db, profile, written(), shift, { validity: 'undecided', expiryAfter: null, at: ctx.now });
    return ok(refundView(written()));
  });
}

function sameRefund(earlier: RefundRow, request: StartRefundRequest): Result<RefundView, ProblemOf<'refund-id-reused'>> {
  const isSame = earlier.saleId === request.saleId && earlier.amountFen === request.amountFen;
  return isSame ? ok(refundView(earlier)) : err({ code: 'refund-id-reused' });
}

function decide(
  ctx: CommandContext, db: WriteDb, profile: Profile, request: StartRefundRequest, mode: 'online' | 'offline',
): Result<{ readonly refund: NewRefund; readonly shift: OpenShift }, Refusal> {
  const person = must(ctx.person, 'the channel asks for a clerk');
  const sale = readSaleToRefund(db, request.saleId);
  if (sale === null) return err({ code: 'sale-unknown' });
  const lines = decideRefund(refundFacts(db, profile, sale, mode, ctx.now), request.amountFen);
  if (!lines.ok) return lines;
  if (lines.value.length === 0) return err({ code: 'refund-nothing-left' });
  const shift = readOpenShift(db);
  if (shift === null) return err({ code: 'shift-closed' });
  if (!isDrawerOf(shift, person.staffId, profile.config.shift.drawer)) return err({ code: 'shift-of-other', ownerId: shift.staffId });
  const act = { operation: 'refund.start', amountFen: request.amountFen, subject: request.saleId } as const;
  const approval = useApproval(db, act, person, request.approvalId, profile.config.approvals, ctx.now);
  if (!approval.ok) return approval;
  return ok({
    shift,
    refund: {
      refundId: request.refundId, saleId: request.saleId, shiftId: shift.shiftId, staffId: person.staffId, approvalId: approval.value.approvalId,
      reason: request.reason, amountFen: request.amountFen, mode, requestedAt: ctx.now,
      lines: lines.value,
    },
  });
}
