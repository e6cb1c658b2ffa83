// Whether a manager called a payment paid: read from the terminal's own journal, where the word stands before the sale.
import { journalPayloads, type SaleCompleted } from '#shared/contract/journal-entries.ts';
import { findLastBefore, readPaymentEntries, type PaymentEntry } from '../journal/journal-repository.ts';
import type { SqlRunner } from '../store/gateway-db.ts';

interface Question {
  readonly tender: SaleCompleted['tenders'][number];
  readonly sale: SaleCompleted;
  /** Number of the sale's own entry. */
  readonly beforeSeq: number;
}

/**
 * The payment was started for exactly this sale, card, method and amount, and the last word on it is a manager's. Nobody
 * answers for the balance but the carrier, who keeps it.
 */
export async function isCalledPaid(tx: SqlRunner, terminalId: string, { tender, sale, beforeSeq }: Question): Promise<boolean> {
  if (tender.method === 'balance') return false;
  const started = await findLastBefore(tx, terminalId, { type: 'payment.started', paymentId: tender.paymentId, beforeSeq });
  if (started === null || !isStartOf(started, tender, sale)) return false;
  const words = await readPaymentEntries(tx, terminalId, { paymentId: tender.paymentId, afterSeq: started.seq, beforeSeq });
  const last = words.at(-1);
  return last !== undefined && isManagersWord(last, sale);
}

function isStartOf({ payload }: PaymentEntry, tender: Question['tender'], sale: SaleCompleted): boolean {
  const { data } = journalPayloads['payment.started'].safeParse(payload);
  return data !== undefined && data.paymentId === tender.paymentId && data.saleId === sale.saleId && data.method === tender.method
    && data.amount === tender.amount && data.subscriberRef === sale.subscriber.ref;
}

function isManagersWord({ type, payload }: PaymentEntry, sale: SaleCompleted): boolean {
  if (type !== 'payment.settled') return false;
  const { data } = journalPayloads['payment.settled'].safeParse(payload);
  return data !== undefined && data.isForced && data.saleId === sale.saleId;
}
