// Print jobs for the tests of the queue, made from the frozen slip of a synthetic sale.
import { printJobSchema, type PrintJob } from '#shared/contract/till/sale-channels.ts';
import { composeSaleReceipt } from '#shared/receipt/compose-sale-receipt.ts';
import { onlineSale } from '#tests/domain/receipt/receipt-facts.ts';

/** A queued original; anything in it can be replaced. */
export function aPrintJob(printJobId: string, changes: Partial<PrintJob> = {}): PrintJob {
  const job = printJobSchema.parse({
    printJobId,
    saleId: '019ab000-0000-7000-8000-000000000001',
    shiftId: null,
    title: `T0007-20261124-0042-${printJobId}`,
    copyNumber: 0,
    copy: null,
    document: composeSaleReceipt(onlineSale),
    state: 'queued',
    printer: 'XP-80',
    paperMm: 80,
  });
  return { ...job, ...changes };
}
