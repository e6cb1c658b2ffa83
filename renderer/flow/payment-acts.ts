// What a clerk may do with a payment that is there; none of it ever charges.
import { useCallback, useState } from 'react';
import type { PaymentView } from '#shared/contract/till/payment-channels.ts';
import type { Problem } from '#shared/contract/problems.ts';
import { till } from '#renderer/till/till-client.ts';
import { sendApproved } from './approval-store.ts';
import { anyProblem } from './flow-tools.ts';

export type PaymentAct =
  | { readonly type: 'ask' | 'undo' | 'decline' }
  | { readonly type: 'confirm'; readonly approvalCode: string; readonly cardLast4: string }
  | { readonly type: 'force'; readonly walletReference: string };

type Answer = { readonly ok: true } | { readonly ok: false; readonly problem: { readonly code: string } };

function send({ paymentId, amountFen }: PaymentView, act: PaymentAct, about: string | undefined): Promise<Answer | null> {
  const needed = { amountFen, subject: paymentId, ...(about === undefined ? {} : { about }) };
  switch (act.type) {
    case 'ask': return till['payment.ask']({ paymentId });
    case 'decline': return till['payment.decline']({ paymentId });
    case 'confirm': return till['payment.confirm']({ paymentId, approvalCode: act.approvalCode, cardLast4: act.cardLast4 });
    case 'undo': return sendApproved((approval) => till['payment.undo']({ paymentId, ...approval }), { operation: 'payment.undo', ...needed });
    case 'force': {
      const { walletReference } = act;
      return sendApproved((approval) => till['payment.force']({ paymentId, walletReference, ...approval }), { operation: 'payment.force', ...needed });
    }
  }
}

export interface PaymentActs {
  /** What is under way; meanwhile nothing else may be pressed. */
  readonly busy: PaymentAct['type'] | null;
  readonly problem: Problem | null;
  /** `about`: the masked number, for the person who is asked to approve. True when it was done. */
  readonly run: (payment: PaymentView, act: PaymentAct, about?: string) => Promise<boolean>;
}

/** What became of it is announced and read again by whoever shows the payment. */
export function usePaymentActs(): PaymentActs {
  const [busy, setBusy] = useState<PaymentAct['type'] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(async (payment: PaymentView, act: PaymentAct, about?: string): Promise<boolean> => {
    setBusy(act.type);
    const reply = await send(payment, act, about);
    setBusy(null);
    setProblem(reply === null || reply.ok ? null : anyProblem(reply.problem));
    return reply?.ok === true;
  }, []);
  return { busy, problem, run };
}
