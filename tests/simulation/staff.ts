// The people at one terminal: a short day with customers, and the mistakes people make. What they do on after an error is what a shop would do.
import type { CoreChannel, ReplyOf, RequestOf } from '#shared/contract/till-api.ts';
import type { Draft, SaleView } from '#shared/contract/till/sale-channels.ts';
import type { ApprovedOperation } from '#shared/domain/approval.ts';
import { pins } from '#tests/support/open-till.ts';
import { documentOf, refOf } from '#tests/support/training-cards.ts';
import type { Chance } from './chance.ts';
import { PowerLost, type SimTill } from './sim-till.ts';
import type { Watch } from './watch.ts';

export interface StaffSetup {
  readonly till: SimTill;
  readonly chance: Chance;
  readonly watch: Watch;
  /** Simulated time goes by. */
  readonly sleep: (ms: number) => Promise<void>;
  /** A number for each customer who comes to this terminal, and v7 ids for what the window mints. */
  readonly nextId: () => string;
  readonly sellsAnew: boolean;
  readonly note: (what: string) => void;
}

export interface Staff {
  /** From switching on to switching off; never throws for what a terminal answers. */
  workDay(customers: number): Promise<void>;
}

interface Customer {
  readonly number: number;
  readonly subscriber: number;
  readonly saleIds: string[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The first 26 have a story of their own; these can be renewed by rule. */
const FIRST_CARD = 27;
const LAST_CARD = 240;
const plans = ['basic-30', 'plus-60', 'max-100'] as const;
/** What no press of a key may ever be answered with. */
const neverAnswered = /^(internal|till-stopped|storage-.*)$/;

export function createStaff(setup: StaffSetup): Staff {
  const { till, chance, watch, sleep } = setup;
  let customers = 0;
  let signedInRun = 0;
  let clerk = 'c01';

  const call = async <C extends CoreChannel>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>> => {
    const reply = await till.call(channel, request);
    if (!reply.ok && neverAnswered.test(reply.problem.code)) watch.failed(till, `${channel} answered ${JSON.stringify(reply.problem)}`);
    if (!reply.ok) setup.note(`${channel} ${reply.problem.code}`);
    return reply;
  };

  /** Whatever somebody was at when the power went, they go on with when it is back. */
  const throughPowerLoss = async <T>(act: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        await till.whenOn();
        if (signedInRun !== till.run()) await signIn(clerk);
        return await act();
      } catch (cause) {
        if (!(cause instanceof PowerLost)) throw cause;
      }
    }
  };

  const signIn = async (staffId: string): Promise<boolean> => {
    if (chance.is(0.1)) await call('session.sign-in', { staffId, pin: '000000' });
    for (let tries = 0; tries < 40; tries += 1) {
      const reply = await call('session.sign-in', { staffId, pin: pins[staffId] ?? '' });
      if (reply.ok) {
        clerk = staffId;
        signedInRun = till.run();
        return true;
      }
      // Not enrolled yet, the first data on their way, or locked after wrong tries.
      await sleep(2 * MINUTE);
    }
    return false;
  };

  const approval = async (operation: ApprovedOperation, amountFen: number, subject: string): Promise<{ approvalId: string } | Record<string, never>> => {
    if (chance.is(0.1)) await call('approval.grant', { operation, amountFen, subject, approverId: 'm01', pin: '111111' });
    const granted = await call('approval.grant', { operation, amountFen, subject, approverId: 'm01', pin: pins['m01'] ?? '' });
    return granted.ok ? { approvalId: granted.value.approvalId } : {};
  };

  /** What became of it: asked after a restart, before anything is sold again. */
  const findSold = async (customer: Customer): Promise<SaleView | null> => {
    for (const saleId of setup.sellsAnew ? [] : customer.saleIds) {
      const sale = await call('sale.read', { saleId });
      if (sale.ok && sale.value.voided === null) return sale.value;
    }
    return null;
  };

  const quoted = async (customer: Customer): Promise<(Draft & { readonly quote: NonNullable<Draft['quote']> }) | null> => {
    const begun = await call('sale.begin', { subscriberRef: refOf(customer.subscriber) });
    if (!begun.ok) return null;
    const { saleId } = begun.value;
    if (!customer.saleIds.includes(saleId)) customer.saleIds.push(saleId);
    watch.begun(till, saleId, customer.number);
    const document = documentOf(customer.subscriber);
    if (chance.is(0.05)) await call('identity.check', { saleId, ...documentOf(customer.subscriber + 1 > LAST_CARD ? FIRST_CARD : customer.subscriber + 1), way: 'typed' });
    await call('identity.check', { saleId, ...document, way: 'typed' });
    if (chance.is(0.1)) await call('sale.quote', { saleId, planId: chance.pick(plans), months: 1 });
    const draft = await call('sale.quote', { saleId, planId: chance.pick(plans), months: chance.pick([1, 1, 1, 3]) });
    return draft.ok && draft.value.quote !== null ? { ...draft.value, quote: draft.value.quote } : null;
  };

  const pay = async (customer: Customer): Promise<SaleView | null> => {
    const draft = await quoted(customer);
    if (draft === null) return null;
    await sleep(chance.between(5, 90) * SECOND);
    const { saleId, quote: { totalFen } } = draft;
    const request = { saleId, totalFen, tenders: [{ method: 'cash' as const, receivedFen: totalFen + chance.pick([0, 0, 2000, 10_000]) }] };
    if (chance.is(0.05)) await call('sale.complete', { ...request, tenders: [{ method: 'cash', receivedFen: totalFen - 100 }] });
    const presses = chance.is(0.15) ? 2 : 1;
    const replies = await Promise.all(Array.from({ length: presses }, async () => call('sale.complete', request)));
    const [first] = replies;
    if (first === undefined || !first.ok) return null;
    const same = replies.every((reply) => reply.ok && reply.value.receiptNumber === first.value.receiptNumber);
    if (!same) watch.failed(till, `pressed twice, the sale ${saleId} was answered in two ways`);
    return first.value;
  };

  /** One customer, from the card to the receipt. */
  const serve = async (): Promise<void> => {
    customers += 1;
    const customer: Customer = { number: customers, subscriber: chance.between(FIRST_CARD, LAST_CARD), saleIds: [] };
    const sale = await throughPowerLoss(async () => (await findSold(customer)) ?? pay(customer));
    if (sale === null) return;
    watch.shown(till, sale);
    if (chance.is(0.5)) await throughPowerLoss(async () => print(sale));
    if (chance.is(0.15)) await throughPowerLoss(async () => takeBack(sale));
  };

  const print = async (sale: SaleView): Promise<void> => {
    const pending = await call('print.pending', {});
    const job = pending.ok ? pending.value.find((one) => one.saleId === sale.saleId && one.state === 'queued') : undefined;
    if (job === undefined) return;
    await call('print.begin', { printJobId: job.printJobId });
    await sleep(chance.between(1, 5) * SECOND);
    await call('print.finish', { printJobId: job.printJobId, outcome: chance.is(0.9) ? 'spooled' : 'failed', detail: '' });
  };

  /** It was the wrong number: voided if it has not left yet, else it stands. */
  const takeBack = async (sale: SaleView): Promise<void> => {
    if (chance.is(0.5)) await sleep(chance.between(1, 20) * SECOND);
    const word = await approval('sale.void', sale.totalFen, sale.saleId);
    const request = { saleId: sale.saleId, reason: 'wrong number', ...word };
    await Promise.all(Array.from({ length: chance.is(0.3) ? 2 : 1 }, async () => call('sale.void', request)));
  };

  const shiftNow = async (): Promise<{ readonly shiftId: string; readonly staffId: string; readonly isTooLong: boolean } | null> => {
    const reply = await call('shift.current', {});
    return reply.ok ? reply.value.shift : null;
  };

  const openShift = async (): Promise<void> => {
    const shift = await shiftNow();
    // Somebody forgot to close it last night: the day begins with that, by a manager where it was another's.
    if (shift !== null && (shift.isTooLong || shift.staffId !== clerk)) await closeShift(shift.staffId !== clerk);
    const floatFen = chance.between(1, 10) * 10_000;
    await Promise.all(Array.from({ length: chance.is(0.2) ? 2 : 1 }, async () => call('shift.open', { floatFen })));
  };

  const moveCash = async (): Promise<void> => {
    const moveId = setup.nextId();
    const direction = chance.pick(['in', 'out', 'drop'] as const);
    const amountFen = chance.between(1, 50) * 100;
    await throughPowerLoss(async () => {
      const shift = await shiftNow();
      if (shift === null) return;
      const word = direction === 'in' ? {} : await approval(direction === 'out' ? 'cash.paid-out' : 'cash.drop', amountFen, shift.shiftId);
      const request = { shiftId: shift.shiftId, moveId, direction, amountFen, reason: 'float', ...word };
      await Promise.all(Array.from({ length: chance.is(0.3) ? 2 : 1 }, async () => call('cash.move', request)));
    });
  };

  const closeShift = async (byManager: boolean): Promise<void> => {
    if (byManager) {
      const before = clerk;
      await throughPowerLoss(async () => signIn('m01'));
      await throughPowerLoss(settle);
      await throughPowerLoss(async () => signIn(before));
      return;
    }
    await throughPowerLoss(settle);
  };

  const settle = async (): Promise<void> => {
    const shift = await shiftNow();
    if (shift === null) return;
    const current = await call('sale.current', {});
    if (current.ok && current.value.draft !== null) await call('sale.abandon', { saleId: current.value.draft.saleId });
    const { shiftId } = shift;
    let countedFen = chance.between(0, 300_000);
    // Nobody knows what is expected before the first count; after it, most count again.
    const count = await call('shift.count', { shiftId, countedFen });
    if (!count.ok) return;
    if (chance.is(0.8)) countedFen = Math.max(0, count.value.expectedFen + (chance.is(0.3) ? chance.between(-3000, 3000) : 0));
    await sleep(chance.between(10, 60) * SECOND);
    const again = await call('shift.count', { shiftId, countedFen });
    const asked = again.ok ? (again.value.approval ?? null) : null;
    const word = asked === null ? {} : await approval(asked.operation, asked.amountFen, shiftId);
    await call('shift.close', { shiftId, countedFen, reason: 'counted twice', ...word });
  };

  const workDay = async (wanted: number): Promise<void> => {
    await till.switchOn();
    const isIn = await throughPowerLoss(async () => signIn(chance.pick(['c01', 'c02'])));
    if (isIn) {
      await throughPowerLoss(openShift);
      for (let served = 0; served < wanted; served += 1) {
        await sleep(chance.between(1, 12) * MINUTE);
        await serve();
        if (chance.is(0.1)) await moveCash();
        // Another clerk tries to sell into a drawer that is not theirs.
        if (chance.is(0.05)) await anotherTries();
        // Left in the middle: the sale in hand stays where it is.
        if (chance.is(0.1)) await throughPowerLoss(async () => quoted({ number: customers += 1, subscriber: chance.between(FIRST_CARD, LAST_CARD), saleIds: [] }));
      }
      if (chance.is(0.85)) await closeShift(false);
    }
    await till.whenOn();
    await till.switchOff();
  };

  const anotherTries = async (): Promise<void> => {
    const before = clerk;
    await throughPowerLoss(async () => signIn(before === 'c01' ? 'c02' : 'c01'));
    await serve();
    await throughPowerLoss(async () => signIn(before));
  };
  return { workDay };
}
