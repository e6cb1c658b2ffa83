// The electronic tenders of sales against the payments this gateway made.
import type { SaleCompleted } from '#shared/contract/journal-entries.ts';
import { lockPayments, markUsed, type PaymentRow } from '../payments/payment-repository.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';

type Tender = SaleCompleted['tenders'][number];

/** Cash and cards are taken at the till; wallets and the balance pass through the gateway. */
const passesHere = ({ method }: Tender): boolean => method !== 'cash' && method !== 'card';

/** Ids of the sales whose electronic tenders are all settled here, for the sale and amount they name. Keeps them from changing until commit. */
export async function knownPayments(tx: SqlRunner, terminal: TerminalRow, sales: readonly SaleCompleted[]): Promise<ReadonlySet<string>> {
  const ids = sales.flatMap((sale) => sale.tenders.filter(passesHere).map((tender) => tender.paymentId));
  const payments = ids.length === 0 ? new Map<string, PaymentRow>() : await lockPayments(tx, ids);
  const known = sales.filter((sale) => sale.tenders.filter(passesHere).every((tender) => isPaid(payments.get(tender.paymentId), tender, sale, terminal)));
  return new Set(known.map((sale) => sale.saleId));
}

function isPaid(payment: PaymentRow | undefined, tender: Tender, sale: SaleCompleted, terminal: TerminalRow): boolean {
  return payment !== undefined && payment.state === 'settled' && payment.terminalId === terminal.terminalId && payment.saleId === sale.saleId
    && payment.method === tender.method && payment.amountFen === tender.amount && payment.subscriberRef === sale.subscriber.ref
    && (payment.usedBySale === null || payment.usedBySale === sale.saleId);
}

/** From now on the sale's payments are refunded, not undone; also where the sale was rejected: a person decides then. */
export async function tieTenders(tx: SqlRunner, terminal: TerminalRow, sale: SaleCompleted): Promise<void> {
  const tenders = sale.tenders.filter(passesHere);
  if (tenders.length === 0) return;
  const payments = await lockPayments(tx, tenders.map((tender) => tender.paymentId));
  const paid = tenders.filter((tender) => isPaid(payments.get(tender.paymentId), tender, sale, terminal));
  await markUsed(tx, paid.map((tender) => tender.paymentId), sale.saleId);
}
