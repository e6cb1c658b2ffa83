// Checks the document a customer shows and compares it with what the carrier has registered. The number itself ends here.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { readDocument, type CheckedDocument } from '#shared/domain/identity/check-document.ts';
import type { NumberProblem } from '#shared/domain/identity/document-reading.ts';
import type { DocumentType } from '#shared/domain/identity/document-type.ts';
import { isExpiredOn, type DocumentExpiry } from '#shared/domain/identity/document-validity.ts';
import type { BusinessDate } from '#shared/domain/business-date.ts';
import type { IdentityCheckId, SaleId } from '#shared/domain/ids.ts';
import type { IdentityOutcome } from '#shared/domain/sale.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import { digestInput } from '#shared/contract/gateway-api.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { IdentityView } from '#shared/contract/till/customer-channels.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { stillOpen } from '../sale/open-draft-view.ts';
import { insertIdentityCheck } from '../sale/sale-repository.ts';
import { stampAt, todayAt } from '../shift/business-day.ts';
import { digest } from '../subscriber/digest.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import type { CommandContext } from '../till.ts';

export interface IdentityRequest {
  readonly saleId: SaleId;
  readonly documentType: DocumentType;
  readonly number: string;
  readonly expiresOn?: DocumentExpiry | undefined;
  readonly way: 'typed' | 'scanned';
}

type Refusal = NumberProblem | ProblemOf<'sale-unknown' | 'sale-already-completed' | 'not-enrolled'>;

/**
 * A number that cannot be right is refused and nothing is recorded. Otherwise the outcome is journaled: match, mismatch,
 * expired (the shown document), not-comparable (the carrier registered another type or none).
 */
export function checkIdentity(ctx: CommandContext, request: IdentityRequest): Result<IdentityView, Refusal> {
  const profile = ctx.till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const person = must(ctx.person, 'the channel asks for a clerk');
  return ctx.write((db): Result<IdentityView, Refusal> => {
    const open = stillOpen(db, request.saleId);
    if (!open.ok) return open;
    const draft = open.value;
    const { civilOn } = todayAt(db, profile, ctx.now);
    const reading = readDocument({
      type: request.documentType, number: request.number, todayOn: civilOn, allowTrainingRegion: profile.store.isTraining,
      ...(request.expiresOn === undefined ? {} : { expiresOn: request.expiresOn }),
    });
    if (!reading.ok) return reading;
    const registered = findByRef(db, draft.subscriberRef)?.document ?? null;
    const outcome = compareDocument(reading.value, registered, civilOn, must(ctx.till.secrets.directoryKey, 'enrolled'));
    const check: IdentityView = {
      // Ids of checks are UUIDs; the brand only keeps kinds apart.
      identityCheckId: ctx.till.ports.ids.next(ctx.now) as string as IdentityCheckId,
      documentType: request.documentType, numberMasked: reading.value.masked, outcome, checkedAt: ctx.now,
    };
    insertIdentityCheck(db, request.saleId, check);
    appendEntry(db, stampAt(db, profile, ctx.now), 'identity.checked', {
      identityCheckId: check.identityCheckId, saleId: request.saleId, subscriberRef: draft.subscriberRef, staffId: person.staffId,
      documentType: request.documentType, outcome, way: request.way,
    });
    return ok(check);
  });
}

/** Compares persons, not papers: a renewed travel permit still belongs to the same person. */
function compareDocument(
  shown: CheckedDocument, registered: SubscriberRecord['document'], todayOn: BusinessDate, directoryKey: Buffer,
): IdentityOutcome {
  const { expiresOn } = shown;
  if (expiresOn !== undefined && expiresOn !== 'LONG_TERM' && isExpiredOn(expiresOn, todayOn)) return 'expired';
  if (registered === null || registered.type !== shown.type) return 'not-comparable';
  if (digest(directoryKey, digestInput.document(shown.type, shown.samePersonKey)) !== registered.digest) return 'mismatch';
  // The clerk did not type an end date: the registered one then says whether the document still holds.
  const isRegisteredExpired = registered.expiresOn !== 'LONG_TERM' && isExpiredOn(registered.expiresOn, todayOn);
  return expiresOn === undefined && isRegisteredExpired ? 'expired' : 'match';
}
