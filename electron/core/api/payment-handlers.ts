// One line per channel of payments and parked sales: who answers it.
import type { TillHandlers } from './till-handlers.ts';

/** Until its use case is there. */
const notWired = (): never => {
  throw new Error('not wired yet');
};

export const paymentHandlers = {
  'payment.options': notWired,
  'payment.start': notWired,
  'payment.read': notWired,
  'payment.ask': notWired,
  'payment.undo': notWired,
  'payment.confirm': notWired,
  'payment.decline': notWired,
  'payment.force': notWired,
  'payment.list-open': notWired,
  'payment.find': notWired,
  'sale.park': notWired,
  'sale.list-parked': notWired,
} satisfies Partial<TillHandlers>;
