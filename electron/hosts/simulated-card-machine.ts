// A card machine that is not there, for training and tests: decides by the last digits of the amount, or by a script.
import type { CardMachine, CardMachineAnswer, CardMachineOrder, Timers } from '../core/ports.ts';

/** What the pretended bank does with an order. lost: it takes the money, and the answer never arrives. */
export type MachineOutcome = 'approve' | 'decline' | 'no-card' | 'slow' | 'lost' | 'reversal-fails';

export interface SimulatedMachineOptions {
  readonly timers: Timers;
  /** How long the customer takes with the card. */
  readonly delayMs?: number;
  /** Asked once per order; left out: by the last two digits of the amount, see `outcomeOf`. */
  readonly outcome?: (order: CardMachineOrder) => MachineOutcome;
}

/** …91 declined, …92 no card shown, …93 slow, …94 answer lost, …95 cannot be given back; everything else is approved. */
export function outcomeOf(amountFen: number): MachineOutcome {
  const outcomes: Readonly<Record<number, MachineOutcome>> = { 91: 'decline', 92: 'no-card', 93: 'slow', 94: 'lost', 95: 'reversal-fails' };
  return outcomes[amountFen % 100] ?? 'approve';
}

interface MachineOrder {
  readonly outcome: MachineOutcome;
  readonly number: number;
  state: 'waiting' | 'taken' | 'declined' | 'given-back';
}

/** Remembers its orders as long as the object lives. */
export function createSimulatedCardMachine(options: SimulatedMachineOptions): CardMachine {
  const { timers, delayMs = 1500, outcome = (order) => outcomeOf(order.amountFen) } = options;
  const orders = new Map<string, MachineOrder>();
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void timers.after(ms, resolve));
  const answerOf = (order: MachineOrder): CardMachineAnswer => {
    switch (order.state) {
      case 'taken': return { word: 'settled', reference: `SIM${String(order.number).padStart(9, '0')}`, approvalCode: String(100_000 + order.number), cardLast4: '4242' };
      case 'declined': return { word: 'failed', failure: 'provider-refused' };
      case 'given-back': return { word: 'reversed' };
      case 'waiting': return { word: 'confirming' };
    }
  };
  return {
    charge: async (asked) => {
      // Told to stop before it began: it never begins.
      if (orders.has(asked.paymentId)) return { word: 'unknown', detail: 'order-known' };
      const order: MachineOrder = { outcome: outcome(asked), number: orders.size + 1, state: 'waiting' };
      orders.set(asked.paymentId, order);
      await pause(delayMs);
      if (order.state !== 'waiting' || order.outcome === 'no-card') return answerOf(order);
      if (order.outcome === 'slow') {
        timers.after(delayMs * 10, () => {
          if (order.state === 'waiting') order.state = 'taken';
        });
        return answerOf(order);
      }
      order.state = order.outcome === 'decline' ? 'declined' : 'taken';
      return order.outcome === 'lost' ? { word: 'unknown', detail: 'no-answer' } : answerOf(order);
    },
    status: async ({ paymentId }) => {
      const order = orders.get(paymentId);
      return order === undefined ? { word: 'not-found' } : answerOf(order);
    },
    abort: async ({ paymentId }) => {
      const order = orders.get(paymentId);
      if (order === undefined) orders.set(paymentId, { outcome: 'no-card', number: orders.size + 1, state: 'given-back' });
      else if (order.state === 'waiting') order.state = 'given-back';
      const now = orders.get(paymentId);
      return now === undefined ? { word: 'reversed' } : answerOf(now);
    },
    reverse: async ({ paymentId }) => {
      const order = orders.get(paymentId);
      if (order === undefined) return { word: 'not-found' };
      if (order.state === 'taken' && order.outcome !== 'reversal-fails') order.state = 'given-back';
      return answerOf(order);
    },
  };
}
