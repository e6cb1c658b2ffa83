// A refund: on record, within what is left, before any money moves. Whatever is repeated happens once.
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { needsCarrier } from '#shared/domain/tender.ts';
import type { PutRefundRequest } from '#shared/contract/gateway-api.ts';
import { lockPublishing } from '../changes/publish-change.ts';
import type { PaymentPorts } from '../payments/payment-ports.ts';
import { storeDateAt } from '../store-day/store-time.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import { findRefund, insertRefund, lockSale, type NewRefund, type PaidTender, type RefundLineRow, type RefundRow } from './refund-repository.ts';
import { openForRefund } from './open-for-refund.ts';
import { foresee } from './refund-validity.ts';
import { stepRefund } from './step-refund.ts';

export type RefundRefusal =
  | { readonly code: 'request-invalid'; readonly detail: string }
  | { readonly code: 'refund-mismatch' | 'refund-exceeds' | 'refund-sale-unknown' | 'refund-not-possible' };

type RefundOrder = Pick<PutRefundRequest, 'saleId' | 'amount' | 'lines' | 'reason'>;

/** Takes a refund, or answers how one of this id stands. */
export async function putRefund(ports: PaymentPorts, terminal: TerminalRow, refundId: string, request: PutRefundRequest): Promise<Result<RefundRow, RefundRefusal>> {
  const taken = await ports.db.transaction(async (tx) => takeRefund(tx, terminal, { refundId, request, now: ports.clock.now() }));
  if (!taken.ok) return taken;
  return ok(taken.value.nextAt === null ? taken.value : await stepRefund(ports, refundId) ?? taken.value);
}

interface Order { readonly refundId: string; readonly request: PutRefundRequest; readonly now: string }

async function takeRefund(tx: SqlRunner, terminal: TerminalRow, { refundId, request, now }: Order): Promise<Result<RefundRow, RefundRefusal>> {
  // First, as everywhere: two that are refunding and publishing must not wait for each other.
  await lockPublishing(tx);
  const held = await findRefund(tx, refundId);
  if (held !== null) return isSame(held, terminal, request) ? ok(held) : err({ code: 'refund-mismatch' });
  const open = await openForRefund(tx, await lockSale(tx, request.saleId), terminal.storeId);
  if (!open.ok) return open;
  const { sale, tenders } = open.value;
  const detail = faultOf(request, tenders);
  if (detail !== null) return err({ code: 'request-invalid', detail });
  if (exceeds(request.lines, tenders)) return err({ code: 'refund-exceeds' });
  const forecast = await foresee(tx, { sale, tenders, amountFen: request.amount, todayOn: await storeDateAt(tx, terminal.storeId, now) });
  const row: NewRefund = {
    refundId, terminalId: terminal.terminalId, storeId: terminal.storeId, saleId: request.saleId, amountFen: request.amount,
    fingerprint: refundFingerprint(request), status: 'accepted', failure: null, reason: request.reason, ...forecast, isInJournal: false, createdAt: now,
    nextAt: now, tries: 0,
  };
  await insertRefund(tx, row, refundLines(refundId, request.lines, 'waiting'));
  return ok({ ...row, leaseNumber: null });
}

function isSame(held: RefundRow, terminal: TerminalRow, request: RefundOrder): boolean {
  return held.terminalId === terminal.terminalId && held.fingerprint === refundFingerprint(request);
}

/** Everything a refund says; the same from a request and from the journal. */
export function refundFingerprint({ saleId, amount, lines, reason }: RefundOrder): string {
  const text = JSON.stringify(['refund', saleId, amount, reason, lines.map(({ paymentId, method, amount: part }) => [paymentId, method, part])]);
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Lines with our numbers at the provider. Cash and cards are given back at the till and only written down. */
export function refundLines(refundId: string, lines: RefundOrder['lines'], state: 'waiting' | 'done'): readonly RefundLineRow[] {
  return lines.map(({ paymentId, method, amount }, line) => ({
    line, paymentId, method, amountFen: amount, refundNumber: `${refundId.replaceAll('-', '')}${line}`, state: needsCarrier(method) ? state : 'done',
  }));
}

/** What is wrong with the lines in themselves; null when nothing is. */
export function faultOf({ amount, lines }: Pick<RefundOrder, 'amount' | 'lines'>, tenders: readonly PaidTender[]): string | null {
  const sum = lines.reduce((total, line) => total + line.amount, 0);
  if (amount <= 0 || sum !== amount || lines.some((line) => line.amount <= 0)) return 'The lines do not make up the amount.';
  if (new Set(lines.map(({ paymentId }) => paymentId)).size !== lines.length) return 'A tender is named twice.';
  const isPaid = lines.every((line) => tenders.some((tender) => tender.paymentId === line.paymentId && tender.method === line.method));
  return isPaid ? null : 'A line names no tender of the sale.';
}

/** More than is left of one of the tenders. */
export function exceeds(lines: RefundOrder['lines'], tenders: readonly PaidTender[]): boolean {
  return lines.some((line) => {
    const tender = tenders.find(({ paymentId }) => paymentId === line.paymentId);
    return tender === undefined || line.amount > tender.amountFen - tender.givenFen;
  });
}
