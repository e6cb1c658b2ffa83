// Lays the open sale aside for the next customer, and lists what was laid aside. Its payments go on by themselves.
import { ok, type Ok, type Result } from '#shared/domain/base/result.ts';
import { sumFen, type Fen } from '#shared/domain/fen.ts';
import type { SaleId } from '#shared/domain/ids.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { ReplyValueOf } from '#shared/contract/till-api.ts';
import { readMoneyOnSale } from '../payment/payment-repository.ts';
import type { CommandContext, QueryContext } from '../till.ts';
import { cardOfSale } from './card-of-sale.ts';
import { readParkedDrafts, saveDraftParked } from './sale-repository.ts';
import { stillOpen } from './open-draft-view.ts';

/** Parking twice changes nothing. */
export function parkSale(ctx: CommandContext, { saleId }: { readonly saleId: SaleId }): Result<Record<string, never>, ProblemOf<'sale-unknown' | 'sale-already-completed'>> {
  return ctx.write((db) => {
    const draft = stillOpen(db, saleId);
    if (!draft.ok) return draft;
    if (draft.value.parkedAt === null) saveDraftParked(db, saleId, ctx.now);
    return ok({});
  });
}

export function parkedSales(ctx: QueryContext): Ok<ReplyValueOf<'sale.list-parked'>> {
  return ok(readParkedDrafts(ctx.db).map((draft) => {
    const { settled, open } = readMoneyOnSale(ctx.db, draft.saleId);
    const card = cardOfSale(ctx.db, draft);
    return {
      saleId: draft.saleId, subscriberRef: draft.subscriberRef, msisdnMasked: card?.msisdnMasked ?? '', nameMasked: card?.nameMasked ?? '', totalFen: draft.quote?.totalFen ?? null,
      paidFen: total(settled), openFen: total(open), parkedAt: draft.parkedAt ?? draft.begunAt, begunBy: draft.begunBy,
    };
  }));
}

function total(payments: readonly { readonly amountFen: Fen }[]): Fen {
  return sumFen(payments.map(({ amountFen }) => amountFen));
}
