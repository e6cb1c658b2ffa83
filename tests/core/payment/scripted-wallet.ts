// A gateway that answers about payments from a script, and remembers what was really taken from customers' wallets.
import type { PaymentReply, PutPaymentRequest } from '#shared/contract/gateway-api.ts';
import type { PaymentId } from '#shared/domain/ids.ts';
import type { Gateway, GatewayReply } from '#core/ports.ts';
import type { TestClock } from '#tests/support/test-clock.ts';

/**
 * settles, fails: at once. asks: the customer is asked, see `pays`. unclear: the provider does not know for `afterMs`, then
 * it took the money. lost-request: never arrives; lost-late: the answer is lost and the request arrives after `afterMs`.
 * lost-answer: arrives, the answer is lost. down: refused for want of an acquirer. undo-fails: the customer is asked, pays,
 * and no undo is possible. slow-undo: the first undos are not answered clearly.
 */
export type Script =
  | { readonly kind: 'settles' | 'fails' | 'asks' | 'lost-request' | 'lost-answer' | 'down' | 'undo-fails' | 'slow-undo' | 'other-payment' | 'other-amount' }
  | { readonly kind: 'unclear' | 'lost-late'; readonly afterMs: number };

export interface WalletOrder {
  readonly request: PutPaymentRequest;
  status: PaymentReply['status'];
  phase: PaymentReply['phase'];
  undos: number;
  readonly script: Script;
}

export interface ScriptedWallet {
  /** What becomes of the next charges, in order; then everything settles. */
  readonly scripts: Script[];
  readonly orders: ReadonlyMap<string, WalletOrder>;
  /** Every request that left the till, e.g. `put`, `get`, `undo`. */
  readonly asked: { readonly call: 'put' | 'get' | 'undo'; readonly paymentId: string; readonly authCode?: string }[];
  isReachable: boolean;
  /** The customer confirms in the wallet. */
  pays(paymentId: string): void;
  /** Money taken and not given back, per sale. */
  captured(): Map<string, number>;
  readonly calls: Pick<Gateway, 'putPayment' | 'readPayment' | 'reversePayment'>;
}

const unreachable: GatewayReply<never> = { ok: false, failure: { kind: 'unreachable', detail: 'scripted' } };
const refused = (code: 'payment-unknown' | 'overloaded', status: number, retryAfter: string | null = null): GatewayReply<never> =>
  ({ ok: false, failure: { kind: 'refused', code, status, retryAfter, expected: null } });

export function createScriptedWallet(clock: TestClock): ScriptedWallet {
  const orders = new Map<string, WalletOrder>();
  /** Undone before they were heard of: a late charge of such a number takes nothing. */
  const tombstones = new Set<string>();
  const scripts: Script[] = [];
  const asked: ScriptedWallet['asked'] = [];
  const reply = (paymentId: string, order: Pick<WalletOrder, 'status' | 'phase'> & { readonly amount: PaymentReply['amount'] }): GatewayReply<PaymentReply> => ({
    ok: true,
    value: {
      // The till's own id comes back.
      paymentId: paymentId as PaymentId, status: order.status, phase: order.phase, amount: order.amount, reference: order.status === 'settled' ? `20261124${paymentId.slice(-12)}` : null,
      failure: order.status === 'failed' ? 'insufficient-funds' : null, storeCode: null, giveUpAt: null, askAfterMs: 3000, serverTime: clock.now(),
    },
  });
  const arrive = (paymentId: string, request: PutPaymentRequest, script: Script): WalletOrder => {
    const known = orders.get(paymentId);
    if (known !== undefined) return known;
    const order: WalletOrder = { request, script, status: 'pending', phase: 'unknown', undos: 0 };
    orders.set(paymentId, order);
    if (tombstones.has(paymentId)) settle(order, 'reversed');
    else begin(order);
    return order;
  };
  const begin = (order: WalletOrder): void => {
    const { script } = order;
    if (script.kind === 'fails') settle(order, 'failed');
    else if (script.kind === 'asks' || script.kind === 'undo-fails' || script.kind === 'slow-undo') order.phase = 'confirming';
    else if (script.kind === 'unclear') clock.timers.after(script.afterMs, () => order.status === 'pending' && settle(order, 'settled'));
    else settle(order, 'settled');
  };
  const undo = (order: WalletOrder): void => {
    order.undos += 1;
    if (order.status === 'failed' || order.status === 'reversed') return;
    if (order.script.kind === 'undo-fails') settle(order, 'settled');
    else if (order.script.kind === 'slow-undo' && order.undos < 3) order.phase = 'reversing';
    else settle(order, 'reversed');
  };
  const wallet: ScriptedWallet = {
    scripts, orders, asked, isReachable: true,
    pays: (paymentId) => {
      const order = orders.get(paymentId);
      if (order?.status === 'pending') settle(order, 'settled');
    },
    captured: () => {
      const sums = new Map<string, number>();
      for (const { request, status } of orders.values()) if (status === 'settled') sums.set(request.saleId, (sums.get(request.saleId) ?? 0) + 1);
      return sums;
    },
    calls: {
      async putPayment(_identity, paymentId, request) {
        asked.push({ call: 'put', paymentId, ...(request.authCode === undefined ? {} : { authCode: request.authCode }) });
        if (!wallet.isReachable) return unreachable;
        const script = scripts.shift() ?? { kind: 'settles' };
        await turn();
        if (script.kind === 'down') return refused('overloaded', 503, '5');
        if (script.kind === 'lost-request') return unreachable;
        if (script.kind === 'lost-late') {
          clock.timers.after(script.afterMs, () => void arrive(paymentId, request, script));
          return unreachable;
        }
        const order = arrive(paymentId, request, script);
        if (script.kind === 'lost-answer') return unreachable;
        if (script.kind === 'other-payment') return reply('019ab000-0000-7000-8000-00000000dead', { ...order, amount: request.amount });
        // A whole number of fen, as every amount here.
        if (script.kind === 'other-amount') return reply(paymentId, { ...order, amount: (request.amount + 1) as PaymentReply['amount'] });
        return reply(paymentId, { ...order, amount: request.amount });
      },
      async readPayment(_identity, paymentId) {
        asked.push({ call: 'get', paymentId });
        await turn();
        if (!wallet.isReachable) return unreachable;
        const order = orders.get(paymentId);
        return order === undefined ? refused('payment-unknown', 404) : reply(paymentId, { ...order, amount: order.request.amount });
      },
      async reversePayment(_identity, paymentId) {
        asked.push({ call: 'undo', paymentId });
        await turn();
        if (!wallet.isReachable) return unreachable;
        const order = orders.get(paymentId);
        if (order !== undefined) {
          undo(order);
          return reply(paymentId, { ...order, amount: order.request.amount });
        }
        tombstones.add(paymentId);
        // The gateway never heard of it, so it knows no amount.
        return reply(paymentId, { status: 'reversed', phase: null, amount: 0 as PaymentReply['amount'] });
      },
    },
  };
  return wallet;
}

function settle(order: WalletOrder, status: PaymentReply['status']): void {
  order.status = status;
  order.phase = null;
}

/** An answer takes at least a turn of the event loop. */
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
