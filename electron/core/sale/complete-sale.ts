// Completes a renewal: one transaction from the decision to the journal row, the sale, its tender and its paper.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { PrintJobId, SaleId } from '#shared/domain/ids.ts';
import { formatReceiptNumber } from '#shared/domain/receipt-number.ts';
import { decideSale, type SaleDecision, type SaleFacts, type SaleRefusal } from '#shared/domain/sale.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { SaleCompleted } from '#shared/contract/journal-entries.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { composeSaleReceipt } from '#shared/receipt/compose-sale-receipt.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { readPlan } from '../catalog/plan-repository.ts';
import { insertPrintJob } from '../receipt/print-job-repository.ts';
import { stampAt } from '../shift/business-day.ts';
import { readOpenShift, type OpenShift } from '../shift/shift-repository.ts';
import type { ReadDb, WriteDb } from '../store/sql.ts';
import { barOf, expectedRecord } from '../subscriber/account-view.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import type { CommandContext, Profile } from '../till.ts';
import { freshQuote } from './quote-sale.ts';
import {
  endDraft, insertCashTender, insertSale, nextReceiptCount, readDraft, readIdentityCheck, saveDraftQuote, type DraftRow,
} from './sale-repository.ts';
import { readSaleView } from './sale-view-repository.ts';

export interface CompleteRequest {
  readonly saleId: SaleId;
  /** What the clerk saw as the amount due when taking the money. */
  readonly totalFen: Fen;
  readonly tenders: readonly { readonly method: 'cash' | 'alipay' | 'wechat' | 'card'; readonly receivedFen: Fen }[];
}

type Refusal = SaleRefusal | ProblemOf<'sale-unknown' | 'sale-id-reused' | 'tender-not-available' | 'subscriber-unknown' | 'not-enrolled'>;

/**
 * Sells. The same id with the same content answers the first result again (double press, lost answer, restart); with
 * other content it is refused. `quote-changed` leaves the new quote in the draft for the clerk to show, or none where the
 * plan can no longer be had.
 */
export function completeSale(ctx: CommandContext, request: CompleteRequest): Result<SaleView, Refusal> {
  const { till } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const tender = must(request.tenders[0], 'the contract asks for exactly one');
  if (tender.method !== 'cash') return err({ code: 'tender-not-available' });
  const done = ctx.write((db): Result<SaleView, Refusal> => {
    const earlier = readSaleView(db, request.saleId);
    if (earlier !== null) return sameSale(earlier, request.totalFen, tender.receivedFen);
    const draft = readDraft(db, request.saleId);
    if (draft === null || draft.state !== 'open') return err({ code: 'sale-unknown' });
    const record = findByRef(db, draft.subscriberRef);
    if (record === null) return err({ code: 'subscriber-unknown', isOnline: till.link.isReachable });
    const shift = readOpenShift(db);
    const facts = gatherFacts(ctx, db, profile, draft, record, shift);
    if (draft.quote !== null && facts.shownQuote?.totalFen !== request.totalFen) return err({ code: 'quote-changed' });
    const decision = decideSale(facts, { method: 'cash', receivedFen: tender.receivedFen });
    if (!decision.ok) {
      if (decision.problem.code === 'quote-changed') saveDraftQuote(db, draft.saleId, facts.freshQuote);
      return decision;
    }
    recordSale(ctx, db, profile, { draft, record, shift: must(shift, 'the decision asks for one'), decision: decision.value });
    till.ports.probe.reach('sale.before-commit');
    return ok(must(readSaleView(db, request.saleId), 'it was just written'));
  });
  till.ports.probe.reach('sale.after-commit');
  return done;
}

function sameSale(earlier: SaleView, totalFen: Fen, receivedFen: Fen): Result<SaleView, ProblemOf<'sale-id-reused'>> {
  const isSame = earlier.totalFen === totalFen && earlier.receivedFen === receivedFen;
  return isSame ? ok(earlier) : err({ code: 'sale-id-reused' });
}

function gatherFacts(
  ctx: CommandContext, db: ReadDb, profile: Profile, draft: DraftRow, record: SubscriberRecord, shift: OpenShift | null,
): SaleFacts {
  const fresh = draft.quote === null ? null : freshQuote(db, profile, ctx.now, draft, draft.quote);
  return {
    hasOpenShift: shift !== null,
    bar: barOf(ctx.till, profile, expectedRecord(db, record).record, db, ctx.now),
    shownQuote: draft.quote,
    freshQuote: fresh?.ok === true ? fresh.value : null,
    identity: draft.identityCheckId === null ? null : readIdentityCheck(db, draft.identityCheckId)?.outcome ?? null,
    identityPolicy: profile.config.identityPolicy,
  };
}

interface DecidedSale {
  readonly draft: DraftRow;
  readonly record: SubscriberRecord;
  readonly shift: OpenShift;
  readonly decision: SaleDecision;
}

function recordSale(ctx: CommandContext, db: WriteDb, profile: Profile, sold: DecidedSale): void {
  const { draft, record, shift, decision } = sold;
  const { till, now } = ctx;
  const stamp = stampAt(db, profile, now);
  const receiptCount = nextReceiptCount(db, stamp.businessDate);
  const receiptNumber = formatReceiptNumber({ terminalId: stamp.terminalId, businessDate: stamp.businessDate, number: receiptCount });
  const plan = must(readPlan(db, decision.quote.planId), 'the fresh quote was made from it');
  const payload = salePayload(ctx, sold, receiptNumber);
  const entry = appendEntry(db, stamp, 'sale.completed', payload);
  const receipt = composeSaleReceipt({
    sale: payload, at: now, businessDate: stamp.businessDate, seq: entry.seq, hash: entry.hash, store: profile.store,
    terminalId: stamp.terminalId, planNames: planNames(plan), iccidLast4: record.iccidLast4, autoRenewal: record.autoRenewal,
    config: profile.config, locale: profile.config.receiptLocale,
  });
  endDraft(db, draft.saleId, 'completed');
  insertSale(db, {
    saleId: draft.saleId, seq: entry.seq, receiptNumber, receiptCount, shiftId: shift.shiftId, staffId: payload.staffId,
    subscriberRef: draft.subscriberRef, completedAt: now, businessDate: stamp.businessDate, mode: payload.mode, msisdnMasked: record.msisdnMasked,
    planName: JSON.stringify(plan.name), quote: decision.quote, autoRenewal: record.autoRenewal, receipt: JSON.stringify(receipt),
  });
  insertCashTender(db, {
    paymentId: must(payload.tenders[0], 'one tender').paymentId, saleId: draft.saleId, amountFen: decision.totalFen,
    receivedFen: decision.receivedFen, changeFen: decision.changeFen,
  });
  insertPrintJob(db, {
    // A job id is a UUID of its own; the brand only keeps kinds apart.
    printJobId: till.ports.ids.next(now) as string as PrintJobId, saleId: draft.saleId, shiftId: null, copyNumber: 0, askedBy: null, askedAt: now,
    title: receiptNumber,
  });
}

function salePayload(ctx: CommandContext, sold: DecidedSale, receiptNumber: string): SaleCompleted {
  const { draft, record, shift, decision } = sold;
  const { quote, totalFen, receivedFen, changeFen } = decision;
  const { ids, random } = ctx.till.ports;
  return {
    saleId: draft.saleId, receiptNumber, shiftId: shift.shiftId, staffId: must(ctx.person, 'the channel asks for a clerk').staffId,
    begunByStaffId: draft.begunBy, subscriber: { ref: record.ref, msisdnMasked: record.msisdnMasked },
    lines: [{ planId: quote.planId, planVersion: quote.planVersion, months: quote.months, amount: totalFen }],
    total: totalFen,
    tenders: [{ paymentId: ids.next(ctx.now), method: 'cash', amount: totalFen, received: receivedFen, change: changeFen }],
    identityCheckId: draft.identityCheckId, mode: ctx.till.link.isReachable ? 'online' : 'offline',
    expiryBefore: quote.expiryBefore, expectedExpiry: quote.expiryAfter, quotedOn: quote.quotedOn,
    invoiceToken: Buffer.from(random.bytes(16)).toString('base64url'),
  };
}

function planNames(plan: PlanVersion): Record<string, PlanVersion['name']> {
  return { [plan.planId]: plan.name };
}
