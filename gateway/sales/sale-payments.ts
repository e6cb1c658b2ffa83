// The electronic tenders of sales against the payments this gateway made, or a manager's word for one.
import type { SaleCompleted } from '#shared/contract/journal-entries.ts';
import type { JournalEntry } from '#shared/domain/journal-chain.ts';
import { needsCarrier } from '#shared/domain/tender.ts';
import { lockPayments, markUsed, type PaymentRow } from '../payments/payment-repository.ts';
import type { SqlRunner } from '../store/gateway-db.ts';
import type { TerminalRow } from '../terminals/terminal-repository.ts';
import { isCalledPaid } from './called-paid.ts';

type Tender = SaleCompleted['tenders'][number];

export interface JournaledSale {
  readonly entry: Pick<JournalEntry, 'seq'>;
  readonly sale: SaleCompleted;
}

/** What the electronic tenders of a sale are worth. */
export interface JudgedTenders {
  /** Somebody answers for each of them. */
  readonly arePaid: boolean;
  /** Those for which only a manager does. */
  readonly calledPaid: readonly Tender[];
  /** Those settled here for just this, also where another is not. */
  readonly settled: readonly Tender[];
}

const passesHere = ({ method }: Tender): boolean => needsCarrier(method);

/**
 * Under the ids of the sales: whether each electronic tender is settled here, for the sale and amount it names, or was
 * called paid by a manager in the same journal. Keeps their payments from changing until commit.
 */
export async function judgeTenders(tx: SqlRunner, terminal: TerminalRow, sales: readonly JournaledSale[]): Promise<ReadonlyMap<string, JudgedTenders>> {
  const ids = sales.flatMap(({ sale }) => sale.tenders.filter(passesHere).map((tender) => tender.paymentId));
  const payments = ids.length === 0 ? new Map<string, PaymentRow>() : await lockPayments(tx, ids);
  const judged = new Map<string, JudgedTenders>();
  for (const { entry, sale } of sales) {
    // Only the first of an id is decided.
    if (judged.has(sale.saleId)) continue;
    const tenders = sale.tenders.filter(passesHere);
    const settled = tenders.filter((tender) => isPaid(payments.get(tender.paymentId), tender, sale, terminal));
    const others = tenders.filter((tender) => !settled.includes(tender));
    const arePaid = await areCalledPaid(tx, terminal, { entry, sale }, others, payments);
    judged.set(sale.saleId, { arePaid, calledPaid: arePaid ? others : [], settled });
  }
  return judged;
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
 * From now on the sales' payments are refunded, not undone; also where a sale was rejected: a person decides then. What
 * a manager called paid is no longer given up for want of an answer either.
 */
export async function tieTenders(tx: SqlRunner, sales: readonly { readonly saleId: string; readonly tenders: JudgedTenders }[]): Promise<void> {
  await markUsed(tx, sales.flatMap(({ saleId, tenders }) => [...tenders.settled, ...tenders.calledPaid].map(({ paymentId }) => ({ paymentId, saleId }))));
}
