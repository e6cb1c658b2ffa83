// One line per channel of voids, refunds, tasks and approvals: who answers it.
import { approvalNeed, grantApproval } from '../approval/grant-approval.ts';
import { answerApproval, challengeApproval, computeApproval } from '../approval/remote-approval.ts';
import { askRefund } from '../refund/ask-refund.ts';
import { previewRefund } from '../refund/preview-refund.ts';
import { listedRefunds, readOneRefund } from '../refund/read-refunds.ts';
import { startRefund } from '../refund/start-refund.ts';
import { assignRefundTask, closeRefundTask, listedTasks } from '../task/refund-tasks.ts';
import { canVoidSale, voidSale } from '../undo/void-sale.ts';
import type { TillHandlers } from './till-handlers.ts';

export const undoHandlers = {
  'sale.void': voidSale,
  'sale.can-void': canVoidSale,
  'refund.preview': previewRefund,
  'refund.start': startRefund,
  'refund.read': readOneRefund,
  'refund.ask': askRefund,
  'refund.list': listedRefunds,
  'task.list': listedTasks,
  'task.assign': assignRefundTask,
  'task.close': closeRefundTask,
  'approval.need': approvalNeed,
  'approval.grant': grantApproval,
  'approval.challenge': challengeApproval,
  'approval.answer': answerApproval,
  'approval.compute': computeApproval,
} satisfies Partial<TillHandlers>;
