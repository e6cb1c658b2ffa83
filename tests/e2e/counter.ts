// A clerk at a counter of a live store, ready to take money, and what the gateway holds of the money afterwards.
import type { AcquirerTiming } from '#gateway/acquirer/acquirer.ts';
import { lockPublishing, publishChanges } from '#gateway/changes/publish-change.ts';
import { trainingConfig, trainingStoreId } from '#gateway/training/store-and-plans.ts';
import type { ConfigRecord } from '#shared/contract/records.ts';
import { expect } from './patient-expect.ts';
import type { Bench } from './fixtures.ts';
import { readPaymentsHeld } from './gateway-record.ts';
import type { LiveStore } from './live-store.ts';
import { expectLevel } from './pages/frame.ts';
import { expectDone } from './pages/payment.ts';
import { openShift } from './pages/shift.ts';
import { signIn } from './pages/sign-in.ts';
import { goToPayment, type Customer } from './pages/whole-renewal.ts';
import type { TillWindow, TillWindowOptions } from './till-window.ts';

/** The calls that move money by wallet or balance. */
export const paymentCalls = /\/v1\/payments\//;

export interface Counter {
  readonly store: LiveStore;
  readonly till: TillWindow;
}

/** Questions follow each other quickly, and no payment is given up while a busy machine draws the next screen. */
const timing = { askAfterMs: 500, giveUpAfterMs: 300_000, storeCodeGiveUpAfterMs: 300_000 } as const;

/** Signed in, the shift open, everything sent; `payments` is what the store's configuration says differently, `pauses` what the provider does. */
export async function openCounter(
  bench: Bench, env?: TillWindowOptions['env'], payments: Partial<ConfigRecord['payments']> = {}, pauses: Partial<AcquirerTiming> = {},
): Promise<Counter> {
  const store = await bench.openStore({ timing: { ...timing, ...pauses } });
  await configure(store, { payments: { ...trainingConfig.payments, ...payments } });
  const till = await bench.openEnrolled(store, env);
  await signIn(till.page);
  await openShift(till.page);
  await expectLevel(till.page);
  return { store, till };
}

/** What the carrier says differently of the store, before a terminal asks. */
export async function configure({ db }: LiveStore, change: Partial<ConfigRecord>): Promise<void> {
  await db.transaction(async (tx) => {
    await lockPublishing(tx);
    await publishChanges(tx, [{ scope: `store:${trainingStoreId}`, kind: 'config', id: trainingStoreId, data: { ...trainingConfig, ...change } }]);
  });
}

/** At the payment of a customer, every way to pay read. */
export async function atPayment({ page }: TillWindow, customer: Customer): Promise<void> {
  await goToPayment(page, customer);
  await expect(page.getByTestId('tender-alipay')).toBeEnabled();
}

/**
 * What the gateway and the provider behind it hold, oldest first, as `method fen state/order`; the provider's side is `-`
 * where it never got an order. An order that the gateway does not know of would show up too.
 */
export async function expectPayments({ store }: Counter, expected: readonly string[]): Promise<void> {
  const held = await readPaymentsHeld(store.db);
  expect(held.map(({ method, amountFen, state, order }) => `${method ?? '?'} ${amountFen} ${state ?? '?'}/${order ?? '-'}`)).toEqual(expected);
}

/** The sale is done on the screen and so many are at the carrier, each paid to the fen by what it says it was paid with. */
export async function expectSold({ store, till }: Counter, count: number): Promise<void> {
  await expectDone(till.page);
  await expect(till.page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied', { timeout: 60_000 });
  const sales = await store.db.query<{ status: string; dueFen: number; paidFen: number }>(
    `SELECT status,
        (SELECT coalesce(sum(amount_fen), 0)::int FROM store_lines l WHERE l.sale_id = s.sale_id AND kind IN ('sale', 'rounding')) AS "dueFen",
        (SELECT coalesce(sum(amount_fen), 0)::int FROM store_lines l WHERE l.sale_id = s.sale_id AND kind = 'tender') AS "paidFen"
      FROM sales s`,
  );
  expect(sales).toHaveLength(count);
  for (const { status, dueFen, paidFen } of sales) expect({ status, paidFen }).toEqual({ status: 'applied', paidFen: dueFen });
}

/** Whoever was waited for confirms on the phone: the next question finds it paid. */
export async function customerConfirms({ store }: Counter): Promise<void> {
  await store.db.query("UPDATE training_orders SET state = 'settled' WHERE state = 'open'");
}

/** From now on nobody hears anything about payments; the rest of the network works. The answer: what ends it. */
export function silencePayments({ store }: Counter): () => void {
  store.proxy.failNext(10_000, 502, { path: paymentCalls });
  return () => store.proxy.mend();
}

/** On the terminal itself: how many sales its list has. */
export async function salesOf({ call }: TillWindow): Promise<number> {
  const list = await call('sale.list', {});
  return list.ok ? list.value.count : -1;
}
