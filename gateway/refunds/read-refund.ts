// What is known of a refund, and what one would do.
import { err, ok, type Result } from '#shared/domain/base/result.ts';
import { fen, sumFen } from '#shared/domain/fen.ts';
import type { RefundPreviewReply, RefundReply } from '#shared/contract/gateway-api.ts';
import { dateSchema, paymentIdSchema, refundIdSchema, saleIdSchema } from '#shared/contract/values.ts';
import { pauseUntil, type PaymentPorts } from '../payments/payment-ports.ts';
import { storeDateAt } from '../store-day/store-time.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import { openForRefund } from './open-for-refund.ts';
import { findRefund, findSale, type RefundRow } from './refund-repository.ts';
import { foresee } from './refund-validity.ts';
import { stepRefund } from './step-refund.ts';

/** A conflict has happened at the till: its money is gone, so it is done. */
export function refundReply(row: RefundRow, now: string): RefundReply {
  return {
    refundId: refundIdSchema.parse(row.refundId),
    status: row.status === 'conflict' ? 'done' : row.status,
    failure: row.failure,
    validity: row.validity,
    expiryAfter: row.expiryAfter === null ? null : dateSchema.parse(row.expiryAfter),
    askAfterMs: row.nextAt === null ? 0 : pauseUntil(row.nextAt, now),
    serverTime: now,
  };
}

/** Asks the provider when it is time to. Refunds of other terminals are unknown. */
export async function readRefund(ports: PaymentPorts, terminal: TerminalRow, refundId: string): Promise<Result<RefundRow, { code: 'refund-unknown' }>> {
  const row = await findRefund(ports.db, refundId);
  if (row === null || row.terminalId !== terminal.terminalId) return err({ code: 'refund-unknown' });
  const isDue = row.nextAt !== null && row.nextAt <= ports.clock.now();
  return ok(isDue ? await stepRefund(ports, refundId) ?? row : row);
}

/** `amountFen` null: everything that is left. More than is left is answered as if it were all. */
export async function previewRefund(
  ports: PaymentPorts, terminal: TerminalRow, saleId: string, amountFen: number | null,
): Promise<Result<RefundPreviewReply, { code: 'refund-sale-unknown' | 'refund-not-possible' }>> {
  const { db, clock } = ports;
  const now = clock.now();
  const open = await openForRefund(db, await findSale(db, saleId), terminal.storeId);
  if (!open.ok) return open;
  const { sale, tenders } = open.value;
  const paidFen = sumFen(tenders.map((tender) => fen(tender.amountFen)));
  const todayOn = await storeDateAt(db, terminal.storeId, now);
  const forecast = await foresee(db, { sale, tenders, amountFen: amountFen ?? paidFen, todayOn });
  const parts = tenders.map((tender) => ({
    paymentId: paymentIdSchema.parse(tender.paymentId), method: tender.method, amount: fen(tender.amountFen), refunded: fen(Math.min(tender.givenFen, tender.amountFen)),
  }));
  return ok({ saleId: saleIdSchema.parse(saleId), paid: paidFen, refunded: sumFen(parts.map((part) => part.refunded)), ...forecast, tenders: parts, serverTime: now });
}
