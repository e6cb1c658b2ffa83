// One line per channel of the manager's day: who answers it.
import type { TillHandlers } from './till-handlers.ts';

/** Until its use case is there. */
const notWired = (): never => {
  throw new Error('not wired yet');
};

export const reviewHandlers = {
  'review.read': notWired,
  'review.rows': notWired,
  'review.story': notWired,
  'review.trend': notWired,
  'review.store': notWired,
  'review.export': notWired,
  'review.export-state': notWired,
  'review.export-cancel': notWired,
  'review.reconcile': notWired,
} satisfies Partial<TillHandlers>;
