// A second person's word, asked for in one place: whoever needs it waits here, the dialog answers.
import { create } from 'zustand';
import type { ApprovedAct, ApprovedOperation } from '#shared/domain/approval.ts';
import type { Fen } from '#shared/domain/fen.ts';
import type { ApprovalId } from '#shared/domain/ids.ts';

export interface AskedApproval {
  readonly act: ApprovedAct;
  /** What it is about in a few words for both people, such as a receipt number or a masked phone number. */
  readonly about: string | null;
}

export interface ApprovalAsking {
  /** null: nobody is being asked. */
  readonly asked: AskedApproval | null;
  readonly ask: (asked: AskedApproval) => Promise<ApprovalId | null>;
  /** Closes the dialog; null: nobody approved. */
  readonly settle: (approvalId: ApprovalId | null) => void;
}

/** One question at a time: a newer one ends the older without an approval. */
export const useApprovalAsking = create<ApprovalAsking>()((set, get) => {
  let answer: (approvalId: ApprovalId | null) => void = () => undefined;
  return {
    asked: null,
    ask: (asked) => {
      get().settle(null);
      return new Promise((resolve) => {
        answer = resolve;
        set({ asked });
      });
    },
    settle: (approvalId) => {
      const settled = answer;
      answer = () => undefined;
      set({ asked: null });
      settled(approvalId);
    },
  };
});

/** Opens the dialog for exactly this act. null: nobody approved, and whatever was being done stays as it is. */
export function askApproval(act: ApprovedAct, about: string | null = null): Promise<ApprovalId | null> {
  return useApprovalAsking.getState().ask({ act, about });
}

/** Whatever a channel answers, as far as it matters here. */
type Answered = { readonly ok: true } | { readonly ok: false; readonly problem: { readonly code: string } };

export interface NeededApproval {
  /** Where a command can need more than one kind, the refusal names it. */
  readonly operation: ApprovedOperation;
  readonly amountFen: Fen | ((operation: ApprovedOperation) => Fen);
  readonly subject: string;
  readonly about?: string;
}

const lacksApproval = (reply: Answered): boolean => !reply.ok && reply.problem.code === 'approval-needed';

/** The operation the refusal itself names; the till knows best which of its rules was touched. */
function namedOperation(reply: Answered, otherwise: ApprovedOperation): ApprovedOperation {
  if (reply.ok || !('operation' in reply.problem)) return otherwise;
  // `approval-needed` carries the operation by its schema; the answer's type is only as wide as all channels together.
  return reply.problem.operation as ApprovedOperation;
}

/**
 * Sends a command; when it needs a second person, asks for one and sends it again with the approval. Cancelling answers
 * null: nothing was done, and there is nothing to complain about.
 */
export async function sendApproved<Reply extends Answered>(send: (approval: { readonly approvalId?: ApprovalId }) => Promise<Reply>, needed: NeededApproval): Promise<Reply | null> {
  const reply = await send({});
  if (!lacksApproval(reply)) return reply;
  const { amountFen, subject, about = null } = needed;
  const operation = namedOperation(reply, needed.operation);
  const approvalId = await askApproval({ operation, amountFen: typeof amountFen === 'function' ? amountFen(operation) : amountFen, subject }, about);
  return approvalId === null ? null : await send({ approvalId });
}
