// A sale as a terminal journals it, with everything right unless told otherwise.
import { v7 } from 'uuid';
import type { JsonObject } from '#shared/domain/journal-chain.ts';

export interface SaleToWrite {
  readonly ref: string;
  readonly saleId?: string;
  readonly planId?: string;
  readonly planVersion?: number;
  readonly months?: number;
  readonly amount?: number;
  readonly total?: number;
  readonly quotedOn?: string;
  readonly mode?: 'online' | 'offline';
}

/** The payload of `sale.completed`: one month of plus-60 for cash. */
export function salePayload({
  ref, saleId = v7(), planId = 'plus-60', planVersion = 1, months = 1, amount = 6000 * months, total = amount, quotedOn = '2026-03-10', mode = 'online',
}: SaleToWrite): JsonObject {
  return {
    saleId,
    receiptNumber: `R-${saleId.slice(-6)}`,
    shiftId: 'sh-1',
    staffId: 'c01',
    begunByStaffId: 'c01',
    subscriber: { ref, msisdnMasked: '165****0001' },
    lines: [{ planId, planVersion, months, amount }],
    total,
    tenders: [{ paymentId: v7(), method: 'cash', amount: total, received: total + 4000, change: 4000 }],
    identityCheckId: null,
    mode,
    expiryBefore: '2026-03-20',
    expectedExpiry: '2026-04-20',
    quotedOn,
    invoiceToken: 'abcdefghijklmnopqrstuv',
  };
}
