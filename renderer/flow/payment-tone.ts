// The colour of each state of a payment: green for money that is there, amber for what is open, none for what brought no money.
import type { PaymentState } from '#shared/domain/payment.ts';

export const paymentTone: Readonly<Record<PaymentState, 'ok' | 'waiting' | 'brand' | 'neutral'>> = {
  created: 'brand', sent: 'brand', confirming: 'brand', unknown: 'waiting', reversing: 'waiting', settled: 'ok', failed: 'neutral', reversed: 'neutral',
};
