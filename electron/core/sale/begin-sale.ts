// Begins a renewal: mints the sale id and stores it before anything else happens under it.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { SubscriberRef } from '#shared/domain/ids.ts';
import type { RenewalBar } from '#shared/domain/subscriber.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { Draft } from '#shared/contract/till/sale-channels.ts';
import { barOf, expectedRecord } from '../subscriber/account-view.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import type { CommandContext } from '../till.ts';
import { draftView } from './draft-view.ts';
import { endDraft, insertDraft, readDraft, readOpenDraft } from './sale-repository.ts';

type Refusal = ProblemOf<'subscriber-unknown' | 'not-enrolled'> | { readonly code: RenewalBar };

/** Beginning again for the same card resumes the open sale; for another card the open one is given up: no money moved. */
export function beginSale(ctx: CommandContext, request: { subscriberRef: SubscriberRef }): Result<Draft, Refusal> {
  const { till, now } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  till.ports.probe.reach('sale.before-begin');
  return ctx.write((db): Result<Draft, Refusal> => {
    const record = findByRef(db, request.subscriberRef);
    if (record === null) return err({ code: 'subscriber-unknown', isOnline: till.link.isReachable });
    const bar = barOf(till, profile, expectedRecord(db, record).record, db, now);
    if (bar !== null) return err({ code: bar });
    const open = readOpenDraft(db);
    if (open !== null && open.subscriberRef === request.subscriberRef) return draftView(till, profile, db, now, open);
    if (open !== null) endDraft(db, open.saleId, 'abandoned');
    insertDraft(db, { saleId: till.ports.ids.next(now), subscriberRef: request.subscriberRef, begunAt: now, begunBy: person.staffId });
    return draftView(till, profile, db, now, must(readOpenDraft(db), 'it was just inserted'));
  });
}

/** Gives up the open sale. Nothing was paid, so nothing but the draft ends. */
export function abandonSale(ctx: CommandContext, request: { saleId: Draft['saleId'] }): Result<Record<string, never>, ProblemOf<'sale-unknown' | 'sale-already-completed'>> {
  return ctx.write((db) => {
    const draft = readDraft(db, request.saleId);
    if (draft?.state === 'completed') return err({ code: 'sale-already-completed' });
    if (draft === null || draft.state === 'abandoned') return err({ code: 'sale-unknown' });
    endDraft(db, draft.saleId, 'abandoned');
    return ok({});
  });
}
