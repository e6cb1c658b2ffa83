// The whole program is killed at every named point of a sale and of sending it. Afterwards nothing is lost, nothing is
// doubled, both journals are one unbroken chain, and the clerk is where they have to be.
import type { Page } from '@playwright/test';
import { GENESIS, verifyChain, type JournalEntry } from '#shared/domain/journal-chain.ts';
import type { ProbePoint } from '#core/ports.ts';
import { expect, test, type Bench } from './fixtures.ts';
import type { LiveStore } from './live-store.ts';
import { zhangSan } from './pages/customers.ts';
import { expectLevel } from './pages/frame.ts';
import { findCustomer } from './pages/look-up.ts';
import { pay, typeReceived } from './pages/payment.ts';
import { signIn } from './pages/sign-in.ts';
import { openShift } from './pages/shift.ts';
import { goToPayment, renew } from './pages/whole-renewal.ts';
import { readTerminalJournal, sha256Hex } from './terminal-journal.ts';
import type { TillWindow } from './till-window.ts';

interface Scene {
  readonly store: LiveStore;
  readonly dataDir: string;
}

/** A terminal with an open shift whose entries are all at the gateway, closed again. */
async function openedShop(bench: Bench): Promise<Scene> {
  const store = await bench.openStore();
  const till = await bench.openEnrolled(store);
  await signIn(till.page);
  await openShift(till.page);
  await expectLevel(till.page);
  await till.close();
  return { store, dataDir: till.dataDir };
}

const openAgain = (bench: Bench, { dataDir }: Scene): Promise<TillWindow> => bench.open({ dataDir });
const openDrilled = (bench: Bench, { dataDir }: Scene, point: ProbePoint): Promise<TillWindow> => bench.open({ dataDir, env: { HEYON_DRILL_KILL_AT: point } });

const idsOf = (entries: readonly JournalEntry[]): readonly (readonly [number, string])[] => entries.map(({ seq, hash }) => [seq, hash]);

/** One sale, on both sides, in an unbroken chain, with its money in the drawer. */
async function expectOneSale({ page, call }: TillWindow, { store, dataDir }: Scene): Promise<void> {
  await expectLevel(page);
  const shift = await call('shift.current', {});
  expect(shift.ok && [shift.value.shift?.saleCount, shift.value.shift?.salesFen]).toEqual([1, 6000]);
  const sales = await store.db.query<{ status: string }>('SELECT status FROM sales');
  expect(sales).toEqual([{ status: 'applied' }]);
  const here = readTerminalJournal(dataDir);
  const there = (await store.db.query<{ seq: number; hash: string; body: string }>('SELECT seq, hash, body FROM journal ORDER BY seq'))
    .map(({ seq, hash, body }): JournalEntry => ({ ...JSON.parse(body), seq, hash }));
  expect(here.filter(({ type }) => type === 'sale.completed')).toHaveLength(1);
  expect(idsOf(there)).toEqual(idsOf(here.slice(0, there.length)));
  expect(verifyChain(here, GENESIS, sha256Hex)).toEqual({ ok: true, value: { seq: here.length, hash: here.at(-1)?.hash } });
  expect(verifyChain(there, GENESIS, sha256Hex).ok).toBe(true);
}

async function payUntilKilled({ page, ended }: TillWindow): Promise<void> {
  await signIn(page);
  await goToPayment(page, zhangSan);
  await typeReceived(page, '60');
  await page.getByTestId('pay').click({ noWaitAfter: true }).catch(() => undefined);
  await ended;
}

/** After commit the sale is done, whatever the window had been told: the clerk finds it and does not take it again. */
async function expectDone(page: Page): Promise<void> {
  await expect(page.getByTestId('last-sale')).toContainText('60.00');
  await page.getByTestId('last-sale').getByRole('button').click();
  await expect(page.getByTestId('sale-done')).toBeVisible();
}

test('killed at sale.before-begin: nothing has begun, the sale is made afterwards', async ({ bench }) => {
  const scene = await openedShop(bench);
  const drilled = await openDrilled(bench, scene, 'sale.before-begin');
  await signIn(drilled.page);
  await findCustomer(drilled.page, zhangSan.msisdn);
  await drilled.page.getByTestId('sale-begin').click({ noWaitAfter: true }).catch(() => undefined);
  await drilled.ended;
  const till = await openAgain(bench, scene);
  await signIn(till.page);
  await expect(till.page.getByTestId('account-card')).toHaveCount(0);
  await renew(till.page, zhangSan, '60');
  await expectOneSale(till, scene);
});

test('killed at sale.before-commit: no money is taken, the clerk is back at the payment', async ({ bench }) => {
  const scene = await openedShop(bench);
  await payUntilKilled(await openDrilled(bench, scene, 'sale.before-commit'));
  const till = await openAgain(bench, scene);
  await signIn(till.page);
  await expect(till.page.getByTestId('cash-received')).toBeVisible();
  await expect(till.page.getByTestId('account-number')).toHaveText('165****0001');
  await pay(till.page, '60');
  await expectOneSale(till, scene);
});

for (const point of ['sale.after-commit', 'sale.before-reply', 'print.after-begin'] as const satisfies readonly ProbePoint[]) {
  test(`killed at ${point}: the sale is done and found as the last one`, async ({ bench }) => {
    const scene = await openedShop(bench);
    await payUntilKilled(await openDrilled(bench, scene, point));
    const till = await openAgain(bench, scene);
    await signIn(till.page);
    await expectDone(till.page);
    await expectOneSale(till, scene);
  });
}

const sending = [
  'sync.before-send', 'sync.after-send', 'sync.before-advance', 'sync.after-advance', 'changes.before-apply', 'changes.after-apply',
] as const satisfies readonly ProbePoint[];

for (const point of sending) {
  test(`killed at ${point}: the sale is sent, and counted once`, async ({ bench }) => {
    const scene = await openedShop(bench);
    scene.store.proxy.goDown();
    const selling = await openAgain(bench, scene);
    await signIn(selling.page);
    await renew(selling.page, zhangSan, '60');
    await selling.kill();
    scene.store.proxy.comeBack();
    const drilled = await openDrilled(bench, scene, point);
    await drilled.ended;
    const till = await openAgain(bench, scene);
    await signIn(till.page);
    await expectDone(till.page);
    await expect(till.page.getByTestId('done-carrier')).toHaveAttribute('data-state', 'applied', { timeout: 60_000 });
    await expectOneSale(till, scene);
  });
}
