// Reading payments: one, by its number, the inbox of everything unfinished, and what can be paid how.
import { Temporal } from 'temporal-polyfill';
import { err, ok, type Ok, type Result } from '#shared/domain/base/result.ts';
import { fen, type Fen } from '#shared/domain/fen.ts';
import type { PaymentId, SaleId } from '#shared/domain/ids.ts';
import { isOpen } from '#shared/domain/payment.ts';
import { tenderBar, waysOffered, type TenderFacts } from '#shared/domain/tender-bars.ts';
import { cashPart, needsCarrier, remainingDue, tenderMethods, type TenderMethod } from '#shared/domain/tender.ts';
import type { ProblemOf } from '#shared/contract/problems.ts';
import type { OpenPayment, PaymentView, TenderOptions } from '#shared/contract/till/payment-channels.ts';
import { offlineNow } from '../sale/offline-view.ts';
import { readOpenSale, type OpenSale } from '../sale/sale-facts-view.ts';
import { findByRef } from '../subscriber/subscriber-repository.ts';
import type { QueryContext } from '../till.ts';
import { findPayments, readPayment, readUnfinishedPayments, type PaymentRow } from './payment-repository.ts';
import { paymentsOfSale, paymentView } from './payment-view.ts';
import { tenderFacts } from './tender-facts-view.ts';

export function readOnePayment(ctx: QueryContext, { paymentId }: { readonly paymentId: PaymentId }): Result<PaymentView, ProblemOf<'payment-unknown'>> {
  const row = readPayment(ctx.db, paymentId);
  return row === null ? err({ code: 'payment-unknown' }) : ok(paymentView(ctx.till, row));
}

export function foundPayments(ctx: QueryContext, { reference }: { readonly reference: string }): Ok<PaymentView[]> {
  return ok(findPayments(ctx.db, reference).map((row) => paymentView(ctx.till, row)));
}

export function openPayments(ctx: QueryContext): Ok<OpenPayment[]> {
  return ok(readUnfinishedPayments(ctx.db).map((row) => ({
    ...paymentView(ctx.till, row), msisdnMasked: findByRef(ctx.db, row.subscriberRef)?.msisdnMasked ?? '', ageSeconds: ageSeconds(row.startedAt, ctx.now),
    ownerId: row.staffId, saleState: row.saleState === 'open' && row.isParked ? 'parked' : row.saleState, why: whyOf(row),
  })));
}

function whyOf(row: PaymentRow): OpenPayment['why'] {
  if (isOpen(row.state)) return 'open';
  if (row.isForced) return 'after-force';
  return row.undoReason === null ? 'paid-without-sale' : 'paid-after-undo';
}

function ageSeconds(from: string, now: string): number {
  return Math.max(0, Math.floor((Temporal.Instant.from(now).epochMilliseconds - Temporal.Instant.from(from).epochMilliseconds) / 1000));
}

export function tenderOptions(ctx: QueryContext, { saleId }: { readonly saleId: SaleId }): Result<TenderOptions, ProblemOf<'sale-unknown' | 'quote-missing' | 'not-enrolled'>> {
  const { till, db, now } = ctx;
  const profile = till.profile();
  if (profile === null) return err({ code: 'not-enrolled' });
  const open = readOpenSale(ctx, db, profile, saleId);
  if (!open.ok) return err({ code: 'sale-unknown' });
  const { quote } = open.value.draft;
  const offline = offlineNow(till, profile, db, now);
  if (quote === null) return err({ code: 'quote-missing' });
  const { payments, paidFen } = paymentsOfSale(till, db, saleId);
  const ceilingFen = open.value.facts.isFrozen ? null : offline?.limitFen ?? null;
  const facts = tenderFacts(till, profile, open.value, ceilingFen);
  const remainingFen = remainingDue(quote.totalFen, [paidFen]);
  const { dueFen, roundingFen } = cashPart(remainingFen, profile.config.payments.cashRounding);
  return ok({
    totalFen: quote.totalFen, paidFen, remainingFen, cashDueFen: dueFen, roundingFen,
    methods: tenderMethods.map((method) => methodOption(open.value, facts, method, ceilingFen)),
    walletCodes: profile.config.payments.walletCodes, offline: offline?.allowance ?? null, payments,
  });
}

function methodOption(open: OpenSale, facts: TenderFacts, method: TenderMethod, ceilingFen: Fen | null): TenderOptions['methods'][number] {
  const ways = method === 'cash' ? [] : [...waysOffered(method, facts.cardMachine)];
  const bar = tenderBar(method, facts);
  return { method, ways, bar: bar === 'not-offered' ? bar : generalBar(open) ?? bar, limitFen: limitOf(method, open, ceilingFen) };
}

/** What stands in the way of every method. A closed shift is told by the start of a payment itself. */
function generalBar({ facts, money }: OpenSale): TenderOptions['methods'][number]['bar'] {
  if (money.open.length > 0) return 'payment-open';
  return facts.drawerBar === null || facts.drawerBar.code === 'shift-closed' ? null : facts.drawerBar.code;
}

function limitOf(method: TenderMethod, { record }: OpenSale, ceilingFen: Fen | null): Fen | null {
  if (method === 'balance') return record.balanceFen > 0 ? record.balanceFen : fen(0);
  return needsCarrier(method) ? null : ceilingFen;
}
