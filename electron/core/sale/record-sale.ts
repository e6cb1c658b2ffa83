// Writes a decided sale: the journal row, the sale, its tenders, its frozen slip and its print job, in the caller's transaction.
import { must } from '#shared/domain/base/invariant.ts';
import { fen } from '#shared/domain/fen.ts';
import type { PaymentId } from '#shared/domain/ids.ts';
import type { PlanVersion } from '#shared/domain/plan.ts';
import { formatReceiptNumber } from '#shared/domain/receipt-number.ts';
import type { SaleDecision } from '#shared/domain/sale.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { SaleCompleted } from '#shared/contract/journal-entries.ts';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { composeSaleReceipt } from '#shared/receipt/compose-sale-receipt.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { insertMoneyLines, type MoneyLine } from '../money/money-line-repository.ts';
import type { PaymentRow } from '../payment/payment-repository.ts';
import { queuePaper } from '../receipt/print-job-repository.ts';
import type { OpenShift } from '../shift/shift-repository.ts';
import type { WriteDb } from '../store/sql.ts';
import { canAskCarrier } from '../can-ask-carrier.ts';
import type { CommandContext, Profile } from '../till.ts';
import { endDraft, insertSale, insertTender, nextReceiptCount, type DraftRow } from './sale-repository.ts';

export interface DecidedSale {
  readonly draft: DraftRow;
  readonly record: SubscriberRecord;
  readonly shift: OpenShift;
  readonly plan: Pick<PlanVersion, 'planId' | 'name'>;
  readonly decision: SaleDecision;
  /** Settled, in the order they were started. */
  readonly payments: readonly PaymentRow[];
}

/** Answers the sale as `readSaleView` would read it, without asking the database for what was just put there. */
export function recordSale(ctx: CommandContext, db: WriteDb, profile: Profile, sold: DecidedSale): SaleView {
  const { draft, record, shift, plan, decision } = sold;
  const { now } = ctx;
  // The business date belongs to the shift the money goes into.
  const stamp = { terminalId: profile.terminal.terminalId, at: now, businessDate: shift.businessDate };
  const receiptCount = nextReceiptCount(db, stamp.businessDate);
  const receiptNumber = formatReceiptNumber({ terminalId: stamp.terminalId, businessDate: stamp.businessDate, number: receiptCount });
  const payload = salePayload(ctx, sold, receiptNumber);
  const entry = appendEntry(db, stamp, 'sale.completed', payload);
  const receipt = composeSaleReceipt({
    sale: payload, at: now, businessDate: stamp.businessDate, seq: entry.seq, hash: entry.hash, store: profile.store,
    terminalId: stamp.terminalId, planNames: { [plan.planId]: plan.name }, iccidLast4: record.iccidLast4, autoRenewal: record.autoRenewal,
    config: profile.config, cards: cardsOf(sold), locale: profile.config.receiptLocale,
  });
  endDraft(db, draft.saleId, 'completed');
  insertSale(db, {
    saleId: draft.saleId, seq: entry.seq, receiptNumber, receiptCount, shiftId: shift.shiftId, staffId: payload.staffId,
    subscriberRef: draft.subscriberRef, completedAt: now, businessDate: stamp.businessDate, mode: payload.mode, msisdnMasked: record.msisdnMasked,
    planName: JSON.stringify(plan.name), quote: decision.quote, autoRenewal: record.autoRenewal, roundingFen: decision.roundingFen, receipt: JSON.stringify(receipt),
  });
  insertMoneyLines(db, {
    seq: entry.seq, at: now, businessDate: stamp.businessDate, hour: profile.hourAt(now), staffId: payload.staffId, approverId: null, shiftId: shift.shiftId, saleId: draft.saleId,
  }, [
    { kind: 'sale', planId: plan.planId, amountFen: decision.totalFen }, { kind: 'rounding', amountFen: decision.roundingFen },
    ...payload.tenders.map(({ method, amount }): MoneyLine => ({ kind: 'tender', method, amountFen: amount })),
  ]);
  const tenders = payload.tenders.map((tender) => tenderOf(tender));
  for (const tender of tenders) insertTender(db, { ...tender, saleId: draft.saleId });
  const printJobId = queuePaper(db, { ids: ctx.till.ports.ids, at: now }, { saleId: draft.saleId, title: receiptNumber });
  return {
    saleId: draft.saleId, receiptNumber, seq: entry.seq, completedAt: now, businessDate: stamp.businessDate, staffId: payload.staffId,
    msisdnMasked: record.msisdnMasked, planName: plan.name, months: decision.quote.months, totalFen: decision.totalFen,
    receivedFen: decision.cash?.receivedFen ?? decision.totalFen, changeFen: decision.cash?.changeFen ?? fen(0), roundingFen: decision.roundingFen,
    tenders: tenders.map((tender) => ({ ...tender, refundedFen: fen(0) })),
    refundedFen: fen(0), refundingFen: fen(0), voided: null, mode: payload.mode, expiryBefore: decision.quote.expiryBefore,
    expectedExpiry: decision.quote.expiryAfter, autoRenewal: record.autoRenewal, carrier: { state: 'waiting' },
    print: { printJobId, copyNumber: 0, state: 'queued', detail: '', at: now }, receipt,
  };
}

type PaidTender = SaleCompleted['tenders'][number];

function tenderOf({ paymentId, method, way, amount, received, change, reference }: PaidTender): Omit<SaleView['tenders'][number], 'refundedFen'> {
  return {
    paymentId, method, way: way ?? null, amountFen: amount, receivedFen: received ?? amount, changeFen: change ?? fen(0), reference: reference ?? null,
  };
}

/** Payments in the order of their ids, which is that of their beginning; cash last. */
function tendersOf(ctx: CommandContext, { payments, decision }: DecidedSale): PaidTender[] {
  const electronic = payments.map(({ paymentId, method, way, amountFen, reference, approvalCode }): PaidTender => {
    const known = reference ?? approvalCode;
    return { paymentId, method, amount: amountFen, way, ...(known === null ? {} : { reference: known }) };
  }).toSorted((a, b) => (a.paymentId < b.paymentId ? -1 : 1));
  if (decision.cash === null) return electronic;
  const { amountFen, receivedFen, changeFen } = decision.cash;
  // A payment id is a UUID of its own; the brand only keeps kinds apart.
  const paymentId = ctx.till.ports.ids.next(ctx.now) as string as PaymentId;
  return [...electronic, { paymentId, method: 'cash', amount: amountFen, received: receivedFen, change: changeFen }];
}

function salePayload(ctx: CommandContext, sold: DecidedSale, receiptNumber: string): SaleCompleted {
  const { draft, record, shift, decision } = sold;
  const { quote, totalFen, roundingFen } = decision;
  const { random } = ctx.till.ports;
  return {
    saleId: draft.saleId, receiptNumber, shiftId: shift.shiftId, staffId: must(ctx.person, 'the channel asks for a clerk').staffId,
    begunByStaffId: draft.begunBy, subscriber: { ref: record.ref, msisdnMasked: record.msisdnMasked },
    lines: [{ planId: quote.planId, planVersion: quote.planVersion, months: quote.months, amount: totalFen }],
    total: totalFen,
    tenders: tendersOf(ctx, sold), ...(roundingFen === 0 ? {} : { rounding: roundingFen }),
    identityCheckId: draft.identityCheckId, mode: canAskCarrier(ctx.till.link) ? 'online' : 'offline',
    expiryBefore: quote.expiryBefore, expectedExpiry: quote.expiryAfter, quotedOn: quote.quotedOn,
    invoiceToken: Buffer.from(random.bytes(16)).toString('base64url'),
  };
}

/** Last digits of the cards that paid, for the slip. */
function cardsOf({ payments }: DecidedSale): Record<string, string> {
  return Object.fromEntries(payments.flatMap(({ paymentId, cardLast4 }) => (cardLast4 === null ? [] : [[paymentId, cardLast4]])));
}
