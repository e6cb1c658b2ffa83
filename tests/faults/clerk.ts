// What the clerk of a fault campaign does: sales by cash and wallet, taking back, cash moves, counting and closing, printing, and going on after a crash.
import { v7 } from 'uuid';
import type { ProbePoint } from '#core/ports.ts';
import type { CoreChannel, ReplyOf, ReplyValueOf, RequestOf } from '#shared/contract/till-api.ts';
import type { Draft } from '#shared/contract/till/sale-channels.ts';
import type { Chance } from '#tests/simulation/chance.ts';
import { pins } from '#tests/support/open-till.ts';
import { documentOf, refOf } from '#tests/support/training-cards.ts';
import type { ChildWord } from './life.ts';

export interface ClerkSetup {
  readonly dispatch: (channel: CoreChannel, request: object) => Promise<unknown>;
  readonly chance: Chance;
  readonly say: (word: ChildWord) => void;
  readonly pause: (ms: number) => Promise<unknown>;
}

export interface Clerk {
  waitUntilReady(): Promise<void>;
  /** One act; the kind that leads to `point` where one is named. */
  act(point: ProbePoint | null): Promise<void>;
}

/** What no press of a key may ever be answered with. */
const neverAnswered = /^(internal|till-stopped|storage-.*)$/;
const CLERK = 'c01';
/** The first 26 cards have a story of their own; these can be renewed by rule. */
const FIRST_CARD = 27;
const LAST_CARD = 240;
const plans = ['basic-30', 'plus-60', 'max-100'] as const;

type Act = 'cash-sale' | 'wallet-sale' | 'undone-payment' | 'take-back' | 'move-cash' | 'close-shift' | 'send' | 'half-sale';

const anyAct: readonly Act[] = [
  'cash-sale', 'cash-sale', 'cash-sale', 'cash-sale', 'wallet-sale', 'wallet-sale', 'undone-payment', 'take-back', 'move-cash', 'close-shift', 'send', 'half-sale',
];

function actTowards(point: ProbePoint): Act {
  if (point.endsWith('-undo')) return 'undone-payment';
  if (point.startsWith('payment.')) return 'wallet-sale';
  return /^(changes|key)\./.test(point) ? 'send' : 'cash-sale';
}

/** Training codes by what becomes of them: paid at once, refused, no answer but paid, and never confirmed. */
const codeEndings = ['00', '00', '04', '12', '13'] as const;

export function createClerk({ dispatch, chance, say, pause }: ClerkSetup): Clerk {
  const call = async <C extends CoreChannel>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>> => {
    // The contract's schemas check requests and, here, replies.
    const reply = await dispatch(channel, request) as ReplyOf<C>;
    if (!reply.ok) say({ word: neverAnswered.test(reply.problem.code) ? 'failed' : 'refused', channel, code: reply.problem.code });
    return reply;
  };

  const shiftOf = async (): Promise<string | null> => {
    const reply = await call('shift.current', {});
    return reply.ok ? (reply.value.shift?.shiftId ?? null) : null;
  };

  const openShift = async (): Promise<void> => {
    if (await shiftOf() !== null) return;
    const opened = await call('shift.open', { floatFen: chance.between(1, 10) * 10_000 });
    if (opened.ok) say({ word: 'done', type: 'shift.opened', field: 'shiftId', id: opened.value.shiftId });
  };

  const begin = async (): Promise<Draft | null> => {
    const card = chance.between(FIRST_CARD, LAST_CARD);
    const begun = await call('sale.begin', { subscriberRef: refOf(card) });
    if (!begun.ok) return null;
    await call('identity.check', { saleId: begun.value.saleId, ...documentOf(card), way: 'typed' });
    const quoted = await call('sale.quote', { saleId: begun.value.saleId, planId: chance.pick(plans), months: 1 });
    return quoted.ok ? quoted.value : null;
  };

  /** Pressed once, or twice in impatience: then both answers must be of one sale. */
  const complete = async (draft: Draft, paidFen: number): Promise<void> => {
    if (draft.quote === null) return;
    const { saleId, quote: { totalFen } } = draft;
    const request: RequestOf<'sale.complete'> = {
      saleId, totalFen, tenders: paidFen >= totalFen ? [] : [{ method: 'cash', receivedFen: totalFen - paidFen as typeof totalFen }],
    };
    const replies = await Promise.all(Array.from({ length: chance.is(0.2) ? 2 : 1 }, async () => {
      const reply = await call('sale.complete', request);
      if (reply.ok) say({ word: 'shown', saleId, receiptNumber: reply.value.receiptNumber });
      return reply;
    }));
    const [sale] = replies;
    if (sale?.ok === true && sale.value.print !== null && chance.is(0.7)) await print(sale.value.print.printJobId);
  };

  const print = async (printJobId: string): Promise<void> => {
    await call('print.begin', { printJobId });
    await call('print.finish', { printJobId, outcome: chance.is(0.9) ? 'spooled' : 'failed', detail: '' });
  };

  /** Waits a little, as a clerk would; what is still open then stays open. */
  const watchPayment = async (paymentId: string, undo: boolean): Promise<ReplyValueOf<'payment.read'> | null> => {
    let hasPressed = false;
    for (let look = 0; look < 60; look += 1) {
      const payment = await call('payment.read', { paymentId });
      if (!payment.ok) return null;
      const { state } = payment.value;
      if (state === 'settled' || state === 'failed' || state === 'reversed') return payment.value;
      if (undo && !hasPressed && (state === 'confirming' || state === 'unknown')) {
        hasPressed = true;
        await call('payment.undo', { paymentId });
      } else if (look % 10 === 9) {
        await call('payment.ask', { paymentId });
      }
      await pause(20);
    }
    return null;
  };

  const payByWallet = async (draft: Draft, undo: boolean): Promise<void> => {
    if (draft.quote === null) return;
    // Wallets need the carrier, and a till just started has not spoken with it yet.
    await call('sync.now', {});
    const { saleId, quote: { totalFen } } = draft;
    const paymentId = v7() as RequestOf<'payment.start'>['paymentId'];
    const ending = undo ? '13' : chance.pick(codeEndings);
    const digits = String(chance.between(0, 999_999)).padStart(6, '0');
    const started = await call('payment.start', { saleId, paymentId, method: 'alipay', way: 'payer-code', amountFen: totalFen, totalFen, authCode: `28000000${digits}00${ending}` });
    if (!started.ok) return;
    say({ word: 'paying', paymentId, saleId });
    const end = await watchPayment(paymentId, undo || ending === '13');
    if (end === null) return;
    await complete(draft, end.state === 'settled' ? totalFen : 0);
  };

  /** Taken up again after a crash: what is paid is finished, what is open is watched, the rest goes on in cash or is given up. */
  const goOn = async (): Promise<void> => {
    const current = await call('sale.current', {});
    const draft = current.ok ? current.value.draft : null;
    if (draft === null) return;
    for (const payment of draft.payments) await watchPayment(payment.paymentId, chance.is(0.3));
    const again = await call('sale.current', {});
    const now = again.ok ? again.value.draft : null;
    if (now === null) return;
    if (now.quote === null || now.paidFen === 0 && chance.is(0.4)) await call('sale.abandon', { saleId: now.saleId });
    else await complete(now, now.paidFen);
    // A payment that nobody can tell the end of is left in the inbox, and the next customer is served.
    const left = await call('sale.current', {});
    if (left.ok && left.value.draft !== null) await call('sale.park', { saleId: left.value.draft.saleId });
  };

  const takeBack = async (): Promise<void> => {
    const list = await call('sale.list', {});
    const sale = list.ok ? list.value.rows[0] : undefined;
    if (sale === undefined || sale.voided !== null) return;
    const reply = await call('sale.void', { saleId: sale.saleId, reason: 'wrong number' });
    if (reply.ok) say({ word: 'done', type: 'sale.voided', field: 'saleId', id: sale.saleId });
  };

  const moveCash = async (): Promise<void> => {
    const shiftId = await shiftOf();
    if (shiftId === null) return;
    const moveId = v7();
    const request = { shiftId, moveId, direction: chance.pick(['in', 'out', 'drop'] as const), amountFen: chance.between(1, 50) * 100, reason: 'float' } as RequestOf<'cash.move'>;
    await Promise.all(Array.from({ length: chance.is(0.3) ? 2 : 1 }, async () => {
      const reply = await call('cash.move', request);
      if (reply.ok) say({ word: 'moved', moveId });
    }));
  };

  const closeShift = async (): Promise<void> => {
    const shiftId = await shiftOf() as RequestOf<'shift.count'>['shiftId'] | null;
    if (shiftId === null) return;
    const count = await call('shift.count', { shiftId, countedFen: chance.between(0, 3000) * 100 as RequestOf<'shift.count'>['countedFen'] });
    if (!count.ok) return;
    const countedFen = Math.max(0, count.value.expectedFen) as RequestOf<'shift.count'>['countedFen'];
    await call('shift.count', { shiftId, countedFen });
    const closed = await call('shift.close', { shiftId, countedFen, reason: 'counted twice' });
    if (closed.ok) say({ word: 'done', type: 'shift.closed', field: 'shiftId', id: shiftId });
  };

  const acts: Record<Act, () => Promise<unknown>> = {
    'cash-sale': async () => {
      const draft = await begin();
      if (draft !== null) await complete(draft, 0);
    },
    'wallet-sale': async () => {
      const draft = await begin();
      if (draft !== null) await payByWallet(draft, false);
    },
    'undone-payment': async () => {
      const draft = await begin();
      if (draft !== null) await payByWallet(draft, true);
    },
    'half-sale': begin,
    'take-back': takeBack,
    'move-cash': moveCash,
    'close-shift': closeShift,
    'send': async () => call('sync.now', {}),
  };

  let isIn = false;
  return {
    waitUntilReady: async () => {
      for (;;) {
        const terminal = await call('terminal.read', {});
        if (terminal.ok && terminal.value.phase === 'ready') return;
        await pause(10);
      }
    },
    act: async (point) => {
      if (!isIn) {
        const signedIn = await call('session.sign-in', { staffId: CLERK as RequestOf<'session.sign-in'>['staffId'], pin: pins[CLERK] ?? '' });
        isIn = signedIn.ok;
      }
      await openShift();
      await goOn();
      await acts[point === null ? chance.pick(anyAct) : actTowards(point)]();
      // So that sending gets its turn between two customers.
      await pause(chance.between(0, 40));
    },
  };
}
