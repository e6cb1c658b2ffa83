// One line per channel of voids, refunds, tasks and approvals: who answers it.
import type { TillHandlers } from './till-handlers.ts';

/** Until its use case is there. */
const notWired = (): never => {
  throw new Error('not wired yet');
};

export const undoHandlers = {
  'sale.void': notWired,
  'sale.can-void': notWired,
  'refund.preview': notWired,
  'refund.start': notWired,
  'refund.read': notWired,
  'refund.ask': notWired,
  'refund.list': notWired,
  'task.list': notWired,
  'task.assign': notWired,
  'task.close': notWired,
  'approval.need': notWired,
  'approval.grant': notWired,
  'approval.challenge': notWired,
  'approval.answer': notWired,
  'approval.compute': notWired,
} satisfies Partial<TillHandlers>;
