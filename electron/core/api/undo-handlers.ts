// One line per channel of voids, refunds, tasks and approvals: who answers it.
import { approvalNeed, grantApproval } from '../approval/grant-approval.ts';
import { answerApproval, challengeApproval, computeApproval } from '../approval/remote-approval.ts';
import { canVoidSale, voidSale } from '../undo/void-sale.ts';
import type { TillHandlers } from './till-handlers.ts';

/** Until its use case is there. */
const notWired = (): never => {
  throw new Error('not wired yet');
};

export const undoHandlers = {
  'sale.void': voidSale,
  'sale.can-void': canVoidSale,
  'refund.preview': notWired,
  'refund.start': notWired,
  'refund.read': notWired,
  'refund.ask': notWired,
  'refund.list': notWired,
  'task.list': notWired,
  'task.assign': notWired,
  'task.close': notWired,
  'approval.need': approvalNeed,
  'approval.grant': grantApproval,
  'approval.challenge': challengeApproval,
  'approval.answer': answerApproval,
  'approval.compute': computeApproval,
} satisfies Partial<TillHandlers>;
