// The electronic tenders of sales against the payments this gateway made, or a manager's word for one.
import type { SaleCompleted } from '#shared/contract/journal-entries.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { lockPayments, markUsed, type PaymentRow } from '../payments/payment-repository.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import { isCalledPaid } from './called-paid.ts';

type Tender = SaleCompleted['tenders'][number];

export interface JournaledSale {
  readonly entry: Pick<JournalEntry, 'seq'>;
  readonly sale: SaleCompleted;
}

/** Why the tenders of a sale are taken as paid; a sale that is not in it has one for which nobody answers. */
export type PaidSales = ReadonlyMap<string, { readonly calledPaid: readonly Tender[] }>;

/** Cash and cards are taken at the till; wallets and the balance pass through the gateway. */
const passesHere = ({ method }: Tender): boolean => method !== 'cash' && method !== 'card';

/**
 * The sales each of whose electronic tenders is settled here, for the sale and amount it names, or was called paid by a
 * manager in the same journal. Keeps their payments from changing until commit.
 */
export async function paidSales(tx: SqlRunner, terminal: TerminalRow, sales: readonly JournaledSale[]): Promise<PaidSales> {
  const ids = sales.flatMap(({ sale }) => sale.tenders.filter(passesHere).map((tender) => tender.paymentId));
  const payments = ids.length === 0 ? new Map<string, PaymentRow>() : await lockPayments(tx, ids);
  const paid = new Map<string, { calledPaid: Tender[] }>();
  for (const { entry, sale } of sales) {
    const unpaid = sale.tenders.filter(passesHere).filter((tender) => !isPaid(payments.get(tender.paymentId), tender, sale, terminal));
    if (await areCalledPaid(tx, terminal, { entry, sale }, unpaid, payments)) paid.set(sale.saleId, { calledPaid: unpaid });
  }
  return paid;
}

async function areCalledPaid(
  tx: SqlRunner, terminal: TerminalRow, { entry, sale }: JournaledSale, tenders: readonly Tender[], payments: ReadonlyMap<string, PaymentRow>,
): Promise<boolean> {
  for (const tender of tenders) {
    const payment = payments.get(tender.paymentId);
    const isOthers = payment !== undefined && (payment.terminalId !== terminal.terminalId || (payment.usedBySale !== null && payment.usedBySale !== sale.saleId));
    if (isOthers || !await isCalledPaid(tx, terminal.terminalId, { tender, sale, beforeSeq: entry.seq })) return false;
  }
  return true;
}

function isPaid(payment: PaymentRow | undefined, tender: Tender, sale: SaleCompleted, terminal: TerminalRow): boolean {
  return payment !== undefined && payment.state === 'settled' && payment.terminalId === terminal.terminalId && payment.saleId === sale.saleId
    && payment.method === tender.method && payment.amountFen === tender.amount && payment.subscriberRef === sale.subscriber.ref
    && (payment.usedBySale === null || payment.usedBySale === sale.saleId);
}

/**
 * From now on the sale's payments are refunded, not undone; also where the sale was rejected: a person decides then. What
 * a manager called paid is no longer given up for want of an answer either.
 */
export async function tieTenders(tx: SqlRunner, terminal: TerminalRow, sale: SaleCompleted, calledPaid: readonly Tender[]): Promise<void> {
  const tenders = sale.tenders.filter(passesHere);
  if (tenders.length === 0) return;
  const payments = await lockPayments(tx, tenders.map((tender) => tender.paymentId));
  const tied = tenders.filter((tender) => calledPaid.includes(tender) || isPaid(payments.get(tender.paymentId), tender, sale, terminal));
  await markUsed(tx, tied.map((tender) => tender.paymentId), sale.saleId);
}
