// Reading refunds: one, those of a sale, and the latest.
import { err, ok, type Ok, type Result } from '#shared/domain/base/result.ts';
import type { RefundId, SaleId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { RefundView } from '#shared/contract/till/undo-channels.ts';
import type { QueryContext } from '../till.ts';
import { listRefunds, readRefund } from './refund-repository.ts';
import { refundView } from './refund-view.ts';

export function readOneRefund(ctx: QueryContext, request: { refundId: RefundId }): Result<RefundView, ProblemOf<'refund-unknown'>> {
  const refund = readRefund(ctx.db, request.refundId);
  return refund === null ? err({ code: 'refund-unknown' }) : ok(refundView(refund));
}

export function listedRefunds(ctx: QueryContext, request: { saleId?: SaleId | undefined }): Ok<RefundView[]> {
  return ok(listRefunds(ctx.db, request.saleId ?? null).map(refundView));
}
