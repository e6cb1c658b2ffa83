// Who is asked about a payment: the gateway, or the card machine beside the till. Both answer in the same words.
import { unreachable } from '#shared/domain/base/invariant.ts';
import { undoReasons } from '#shared/domain/payment.ts';
import { carrierLine } from '../carrier-line.ts';
import type { CardMachine, CardMachineAnswer } from '../ports.ts';
import type { Profile, Till } from '../till.ts';
import { classifyPaymentReply, type PaymentVerdict } from './classify-payment-reply.ts';
import type { PaymentRow } from './payment-repository.ts';

export interface PaymentProvider {
  /** The one request that may move money. */
  send(payment: PaymentRow, authCode: string | null): Promise<PaymentVerdict>;
  ask(payment: PaymentRow): Promise<PaymentVerdict>;
  undo(payment: PaymentRow): Promise<PaymentVerdict>;
}

/** Null where nobody can be asked: no machine is connected, or the keys are not there. */
export function providerOf(till: Till, profile: Profile, payment: PaymentRow): PaymentProvider | null {
  if (payment.way === 'connected') {
    const machine = till.cardMachine(profile);
    return machine === null ? null : machineProvider(machine);
  }
  return gatewayProvider(till, profile);
}

function gatewayProvider(till: Till, profile: Profile): PaymentProvider | null {
  const line = carrierLine(till, profile);
  if (line === null) return null;
  const { gateway, identity } = line;
  return {
    send: async ({ paymentId, saleId, subscriberRef, method, way, amountFen }, authCode) => classifyPaymentReply(
      await gateway.putPayment(identity, paymentId, { saleId, subscriberRef, method, way, amount: amountFen, ...(authCode === null ? {} : { authCode }) }),
      { question: 'charge', paymentId, amountFen },
    ),
    ask: async ({ paymentId, amountFen }) => classifyPaymentReply(await gateway.readPayment(identity, paymentId), { question: 'ask', paymentId, amountFen }),
    undo: async ({ paymentId, amountFen, undoReason }) => {
      // The column holds what noteUndo wrote there.
      const reason = undoReasons.find((one) => one === undoReason) ?? 'clerk';
      return classifyPaymentReply(await gateway.reversePayment(identity, paymentId, reason), { question: 'undo', paymentId, amountFen });
    },
  };
}

function machineProvider(machine: CardMachine): PaymentProvider {
  return {
    send: async ({ paymentId, amountFen }) => verdictOf(await machine.charge({ paymentId, amountFen })),
    ask: async ({ paymentId, amountFen }) => verdictOf(await machine.status({ paymentId, amountFen })),
    undo: async ({ paymentId, amountFen }) => {
      // The last question says which undo there is: of money that was taken, or of a card still being waited for.
      const last = await machine.status({ paymentId, amountFen });
      if (last.word === 'settled') return whileUndoing(await machine.reverse({ paymentId, amountFen }));
      if (last.word === 'failed' || last.word === 'reversed') return verdictOf(last);
      return whileUndoing(await machine.abort({ paymentId, amountFen }));
    },
  };
}

function verdictOf(answer: CardMachineAnswer): PaymentVerdict {
  switch (answer.word) {
    case 'settled': return {
      kind: 'news', askAfterMs: null,
      news: { word: 'settled', reference: answer.reference, approvalCode: answer.approvalCode, cardLast4: answer.cardLast4, giveUpAt: null },
    };
    case 'failed': return { kind: 'news', news: { word: 'failed', reason: answer.failure, giveUpAt: null }, askAfterMs: null };
    case 'unknown': return { kind: 'news', news: { word: 'unknown', reason: answer.detail }, askAfterMs: null };
    case 'confirming': return { kind: 'news', news: { word: 'confirming' }, askAfterMs: MACHINE_ASK_MS };
    case 'reversed': case 'not-found': return { kind: 'news', news: { word: answer.word }, askAfterMs: null };
    default: return unreachable(answer);
  }
}

const MACHINE_ASK_MS = 2_000;

/** A machine that never heard of it has nothing to give back, and has been told not to begin. */
function whileUndoing(answer: CardMachineAnswer): PaymentVerdict {
  return verdictOf(answer.word === 'not-found' ? { word: 'reversed' } : answer);
}
