// Starts an electronic payment: on disk first, sent afterwards. Nobody is asked for money twice while one is open.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { ApprovalId, PaymentId, SaleId } from '#shared/domain/ids.ts';
import { readyToPay, type ReadinessRefusal } from '#shared/domain/sale.ts';
import { tenderBar, waysOffered, type TenderBar } from '#shared/domain/tender-bars.ts';
import { remainingDue, type ElectronicMethod, type TenderWay } from '#shared/domain/tender.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import { exceedOffline, type ExceedRefusal } from '../exceed-offline.ts';
import { appendEntry } from '../journal/append-entry.ts';
import { offlineNow } from '../sale/offline-view.ts';
import { readOpenSale, type OpenSale, type OpenSaleRefusal } from '../sale/sale-facts-view.ts';
import { stampAt } from '../shift/business-day.ts';
import type { WriteDb } from '../store/sql.ts';
import type { CommandContext, Profile } from '../till.ts';
import { insertPayment, readPayment, type PaymentRow } from './payment-repository.ts';
import { paymentView } from './payment-view.ts';
import { tenderFacts } from './tender-facts-view.ts';

export interface StartRequest {
  readonly saleId: SaleId;
  /** The caller's, so that a press repeated after a lost answer is the same payment. */
  readonly paymentId: PaymentId;
  readonly method: ElectronicMethod;
  readonly way: TenderWay;
  readonly amountFen: Fen;
  /** What the customer was shown as the total. */
  readonly totalFen: Fen;
  readonly authCode?: string | undefined;
  readonly approvalId?: ApprovalId | undefined;
}

type TenderRefusal = ExceedRefusal | ProblemOf<
  'tender-not-available' | 'tender-offline' | 'tender-too-much' | 'payment-open' | 'payment-id-reused' | 'payment-code-unreadable' | 'balance-short'>;
type Refusal = OpenSaleRefusal | ReadinessRefusal | TenderRefusal | ProblemOf<'not-enrolled'>;

/** The same id with the same content answers the payment as it stands now; with other content it is refused. */
export function startPayment(ctx: CommandContext, request: StartRequest): Result<PaymentView, Refusal> {
  const { till } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  till.ports.probe.reach('payment.before-start');
  const started = ctx.write((db): Result<{ row: PaymentRow; isNew: boolean }, Refusal> => {
    const earlier = readPayment(db, request.paymentId);
    if (earlier !== null) return isSame(earlier, request) ? ok({ row: earlier, isNew: false }) : err({ code: 'payment-id-reused' });
    const open = readOpenSale(ctx, db, profile, request.saleId);
    if (!open.ok) return open;
    // A sale that was laid aside is taken in hand first: nobody pays for what is not on the screen.
    if (open.value.draft.parkedAt !== null) return err({ code: 'sale-unknown' });
    const refusal = saleRefusal(open.value, request) ?? tenderRefusal(ctx, db, profile, open.value, request);
    if (refusal !== null) return err(refusal);
    write(ctx, db, profile, open.value, request);
    return ok({ row: must(readPayment(db, request.paymentId), 'it was just written'), isNew: true });
  });
  till.ports.probe.reach('payment.after-start');
  if (!started.ok) return started;
  const { row, isNew } = started.value;
  if (isNew && row.way !== 'stand-alone') till.payments.send(row.paymentId, request.authCode ?? null);
  return ok(paymentView(till, row));
}

function isSame(row: PaymentRow, request: StartRequest): boolean {
  return row.saleId === request.saleId && row.method === request.method && row.way === request.way && row.amountFen === request.amountFen;
}

function saleRefusal({ facts }: OpenSale, { totalFen }: StartRequest): ReadinessRefusal | null {
  const ready = readyToPay(facts);
  if (!ready.ok) return ready.problem;
  return ready.value.totalFen === totalFen ? null : { code: 'quote-changed' };
}

function tenderRefusal(ctx: CommandContext, db: WriteDb, profile: Profile, open: OpenSale, request: StartRequest): TenderRefusal | null {
  const unfit = wayRefusal(profile, request);
  if (unfit !== null) return unfit;
  // A sale with money on it was let through by the ceiling when its first payment began.
  const offline = open.facts.isFrozen ? null : offlineNow(ctx.till, profile, db, ctx.now);
  const bar = tenderBar(request.method, tenderFacts(ctx.till, profile, open, offline?.limitFen ?? null));
  if (bar !== null && bar !== 'offline-limit') return barProblem(bar);
  const refusal = amountRefusal(open, request);
  if (refusal !== null || bar === null || offline === null) return refusal;
  // Last, since a word that was given is used up by it.
  const { totalFen, approvalId } = request;
  const exceeded = exceedOffline(ctx, db, profile, { saleId: open.draft.saleId, totalFen, limitFen: offline.limitFen, approvalId });
  return exceeded.ok ? null : exceeded.problem;
}

function wayRefusal(profile: Profile, { method, way, authCode }: StartRequest): TenderRefusal | null {
  if (!waysOffered(method, profile.config.payments.cardMachine).includes(way)) return { code: 'tender-not-available' };
  return (way === 'payer-code') === (authCode !== undefined) ? null : { code: 'payment-code-unreadable' };
}

function amountRefusal({ paidFen, record, money }: OpenSale, { method, amountFen, totalFen }: StartRequest): TenderRefusal | null {
  const leftFen = remainingDue(totalFen, [paidFen]);
  if (amountFen > leftFen || amountFen === 0) return { code: 'tender-too-much', leftFen };
  if (method === 'balance' && amountFen > record.balanceFen) return { code: 'balance-short', balanceFen: record.balanceFen };
  return money.open.length > 0 ? { code: 'payment-open' } : null;
}

function barProblem(bar: Exclude<TenderBar, 'offline-limit'>): TenderRefusal {
  if (bar === 'offline') return { code: 'tender-offline' };
  return bar === 'no-balance' ? { code: 'balance-short', balanceFen: fen(0) } : { code: 'tender-not-available' };
}

function write(ctx: CommandContext, db: WriteDb, profile: Profile, { draft, shift }: OpenSale, request: StartRequest): void {
  const { paymentId, saleId, method, way, amountFen } = request;
  const { staffId } = must(ctx.person, 'the channel asks for a clerk');
  const { shiftId } = must(shift, 'money is taken into an open shift only');
  // A machine of its own is beside the customer from the first moment on.
  insertPayment(db, { paymentId, saleId, shiftId, staffId, method, way, amountFen, state: way === 'stand-alone' ? 'confirming' : 'created', startedAt: ctx.now });
  appendEntry(db, stampAt(db, profile, ctx.now), 'payment.started', {
    paymentId, saleId, shiftId, staffId, subscriberRef: draft.subscriberRef, method, way, amount: amountFen,
  });
}
