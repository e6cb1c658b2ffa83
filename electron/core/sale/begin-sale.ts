// Begins a renewal: mints the sale id and stores it before anything else happens under it.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { SubscriberRef } from '#shared/domain/ids.ts';
import type { RenewalBar, SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Draft } from '#shared/contract/till/sale-channels.ts';
import { hasMoney } from '../payment/payment-repository.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';
import { barOf, expectedRecord } from '../subscriber/account-view.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import type { CommandContext, Profile } from '../till.ts';
import { cardOfSale } from './card-of-sale.ts';
import { draftView } from './draft-view.ts';
import { endDraft, insertDraft, readOpenDraft, readParkedDraftOf, saveDraftParked, type DraftRow } from './sale-repository.ts';
import { stillOpen } from './open-draft-view.ts';

type Refusal = ProblemOf<'subscriber-unknown' | 'not-enrolled'> | { readonly code: RenewalBar };

/**
 * Beginning again for the same card resumes its open sale, in hand or laid aside. For another card the one in hand is
 * given up where no money is on it, and laid aside where there is.
 */
export function beginSale(ctx: CommandContext, request: { subscriberRef: SubscriberRef }): Result<Draft, Refusal> {
  const { till, now } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  till.ports.probe.reach('sale.before-begin');
  return ctx.write((db): Result<Draft, Refusal> => {
    const inHand = readOpenDraft(db);
    const earlier = inHand?.subscriberRef === request.subscriberRef ? inHand : readParkedDraftOf(db, request.subscriberRef);
    const record = earlier === null ? findByRef(db, request.subscriberRef) : cardOfSale(db, earlier);
    if (record === null) return err({ code: 'subscriber-unknown', isOnline: till.link.isReachable });
    const bar = barNow(ctx, db, profile, record, earlier);
    if (bar !== null) return err({ code: bar });
    if (inHand !== null && inHand.saleId !== earlier?.saleId) layAside(db, inHand, now);
    if (earlier === null) insertDraft(db, { saleId: till.ports.ids.next(now), subscriberRef: request.subscriberRef, begunAt: now, begunBy: person.staffId });
    else if (earlier.parkedAt !== null) saveDraftParked(db, earlier.saleId, null);
    return draftView(till, profile, db, now, must(readOpenDraft(db), 'it was just put there'));
  });
}

/** Whoever has paid can always be served to the end. */
function barNow(ctx: CommandContext, db: ReadDb, profile: Profile, record: SubscriberRecord, earlier: DraftRow | null): RenewalBar | null {
  return earlier !== null && hasMoney(db, earlier.saleId) ? null : barOf(ctx.till, profile, expectedRecord(db, record).record, db, ctx.now);
}

function layAside(db: WriteDb, draft: DraftRow, now: string): void {
  if (hasMoney(db, draft.saleId)) saveDraftParked(db, draft.saleId, now);
  else endDraft(db, draft.saleId, 'abandoned');
}

type AbandonRefusal = ProblemOf<'sale-unknown' | 'sale-already-completed' | 'sale-has-money'>;

/** Gives up an open sale on which there is no money, so nothing but the draft ends. */
export function abandonSale(ctx: CommandContext, request: { saleId: Draft['saleId'] }): Result<Record<string, never>, AbandonRefusal> {
  return ctx.write((db) => {
    const draft = stillOpen(db, request.saleId);
    if (!draft.ok) return draft;
    if (hasMoney(db, request.saleId)) return err({ code: 'sale-has-money' });
    endDraft(db, request.saleId, 'abandoned');
    return ok({});
  });
}
