// What a terminal is told of a payment.
import { fen } from '#shared/domain/fen.ts';
import { paymentIdSchema } from '#shared/contract/values.ts';
import type { PaymentReply } from '#shared/contract/gateway-api.ts';
import { pauseUntil } from './payment-ports.ts';
import type { PaymentRow } from './payment-repository.ts';

/** The reply for a row as it stands. */
export function paymentReply(row: PaymentRow, now: string): PaymentReply {
  const status = row.state === 'settled' || row.state === 'failed' || row.state === 'reversed' ? row.state : 'pending';
  const isPending = status === 'pending';
  return {
    paymentId: paymentIdSchema.parse(row.paymentId),
    status,
    phase: isPending ? phaseOf(row) : null,
    amount: fen(row.amountFen ?? 0),
    reference: row.reference,
    failure: status === 'failed' ? row.failure : null,
    storeCode: isPending ? row.storeCode : null,
    giveUpAt: isPending ? row.giveUpAt : null,
    askAfterMs: isPending ? pauseUntil(row.nextAt ?? now, now) : 0,
    serverTime: now,
  };
}

function phaseOf(row: PaymentRow): 'confirming' | 'unknown' | 'reversing' {
  if (row.state === 'reversing' || row.undoReason !== null) return 'reversing';
  return row.state === 'confirming' ? 'confirming' : 'unknown';
}
