// The steps most tests begin with, the carrier's hand in its own database, and the oracle that must hold after everything.
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { PlanVersion } from '#shared/domain/plan.ts';
import { GENESIS, verifyChain, type JournalEntry } from '#shared/domain/journal-chain.ts';
import type { SubscriberRecord } from '#shared/domain/subscriber.ts';
import type { TerminalId } from '#shared/domain/ids.ts';
import type { Draft, SaleView } from '#shared/contract/till/sale-channels.ts';
import type { SyncView } from '#shared/contract/till/sync-channels.ts';
import type { ShiftView } from '#shared/contract/till/shift-channels.ts';
import type { ConfigRecord } from '#shared/contract/records.ts';
import { lockPublishing, publishChanges } from '#gateway/changes/publish-change.ts';
import { readEntries } from '#gateway/journal/journal-repository.ts';
import type { GatewayDb } from '#gateway/store/gateway-db.ts';
import { findSubscriber, saveSubscribers } from '#gateway/subscribers/subscriber-repository.ts';
import { trainingConfig, trainingStoreId } from '#gateway/training/store-and-plans.ts';
import { trainingIccid, trainingMsisdn } from '#gateway/training/synthetic-numbers.ts';
import type { OpenTill, TestGateway } from './open-till.ts';
import { documentOf, refOf } from './training-cards.ts';

export const msisdnOf = trainingMsisdn;
export const iccidOf = trainingIccid;
export { documentOf, refOf };

export async function openShift(till: OpenTill, floatFen = 50_000): Promise<ShiftView> {
  const shift = await till.must('shift.open', { floatFen });
  await till.idle();
  return shift;
}

export interface Wish {
  /** Which training subscriber: 1 is 16500000001. */
  readonly subscriber?: number;
  readonly planId?: string;
  readonly months?: number;
  readonly receivedFen?: number;
}

/** A sale with document and quote, ready to be paid. */
export async function readySale(till: OpenTill, wish: Wish = {}): Promise<Draft & { readonly quote: NonNullable<Draft['quote']> }> {
  const { subscriber = 1, planId = 'plus-60', months = 1 } = wish;
  const { saleId } = await till.must('sale.begin', { subscriberRef: refOf(subscriber) });
  await till.must('identity.check', { saleId, ...documentOf(subscriber), way: 'typed' });
  const draft = await till.must('sale.quote', { saleId, planId, months });
  await till.idle();
  if (draft.quote === null) throw new Error('a quote was asked for');
  return { ...draft, quote: draft.quote };
}

export function cash(draft: { readonly saleId: string; readonly quote: { readonly totalFen: number } }, receivedFen: number = draft.quote.totalFen): {
  saleId: string; totalFen: number; tenders: { method: 'cash'; receivedFen: number }[];
} {
  return { saleId: draft.saleId, totalFen: draft.quote.totalFen, tenders: [{ method: 'cash', receivedFen }] };
}

/** One whole renewal for cash. */
export async function sell(till: OpenTill, wish: Wish = {}): Promise<SaleView> {
  const draft = await readySale(till, wish);
  const sale = await till.must('sale.complete', cash(draft, wish.receivedFen ?? draft.quote.totalFen));
  await till.idle();
  return sale;
}

/** Everything the printer was given comes out. */
export async function printAll(till: OpenTill): Promise<void> {
  for (const { printJobId } of await till.must('print.pending', {})) {
    await till.must('print.begin', { printJobId });
    await till.must('print.finish', { printJobId, outcome: 'spooled', detail: '' });
  }
  await till.idle();
}

/** Lets planned passes happen until everything is at the gateway, or what is asked for. */
export async function drain(
  till: OpenTill, gateway: TestGateway, isSo: (view: SyncView) => boolean = ({ pendingCount }) => pendingCount === 0, mostPasses = 60,
): Promise<void> {
  for (let pass = 0; pass < mostPasses; pass += 1) {
    if (isSo(await till.must('sync.read', {}))) return;
    gateway.clock.advance(till.clock.nextInMs() ?? 0);
    await till.idle();
  }
  throw new Error('did not drain');
}

/** The till's directory is the carrier's, row by row. */
export async function expectSameDirectory(till: OpenTill, db: GatewayDb): Promise<void> {
  const there = await db.query<{ ref: string; record: string }>('SELECT ref, record FROM subscribers ORDER BY ref COLLATE "C"');
  const here = till.rows<{ ref: string; data: string }>('SELECT ref, data FROM subscriber ORDER BY ref');
  expect(here.map(({ ref }) => ref)).toEqual(there.map(({ ref }) => ref));
  expect(here.map(({ data }) => JSON.parse(data) as unknown)).toEqual(there.map(({ record }) => JSON.parse(record) as unknown));
}

/** Changes a card at the carrier, as its back office would. */
export async function changeAtCarrier(gateway: TestGateway, number: number, change: Partial<SubscriberRecord>): Promise<void> {
  await gateway.db.transaction(async (tx) => {
    await lockPublishing(tx);
    const record = await findSubscriber(tx, 'ref', refOf(number));
    if (record === null) throw new Error('no such card');
    await saveSubscribers(tx, [{ ...record, ...change, asOf: gateway.clock.now() }]);
  });
}

/** A new version of a plan in catalogue and feed. */
export async function publishPlan(gateway: TestGateway, plan: PlanVersion): Promise<void> {
  await gateway.db.transaction(async (tx) => {
    await lockPublishing(tx);
    await tx.query('INSERT INTO plans (plan_id, version, record) VALUES ($1, $2, $3)', [plan.planId, plan.version, JSON.stringify(plan)]);
    await publishChanges(tx, [{ scope: 'global', kind: 'plan', id: plan.planId, data: plan, version: plan.version }]);
  });
}

export async function publishConfig(gateway: TestGateway, change: Partial<ConfigRecord>): Promise<void> {
  await gateway.db.transaction(async (tx) => {
    await lockPublishing(tx);
    await publishChanges(tx, [{ scope: `store:${trainingStoreId}`, kind: 'config', id: trainingStoreId, data: { ...trainingConfig, ...change } }]);
  });
}

/** Anybody takes money into the open shift from here on, until `ownDrawers`. */
export async function shareDrawer(till: OpenTill, gateway: TestGateway): Promise<void> {
  await publishConfig(gateway, { shift: { ...trainingConfig.shift, drawer: 'shared' } });
  await till.sync();
}

/** Back to the rule of the training store: a shift belongs to who opened it. */
export async function ownDrawers(gateway: TestGateway): Promise<void> {
  await publishConfig(gateway, {});
}

/** What the gateway holds of a terminal's journal. */
export async function heldEntries(gateway: TestGateway, terminalId: string): Promise<readonly JournalEntry[]> {
  return readEntries(gateway.db, terminalId, 0, 100_000);
}

export interface HeldSale { readonly saleId: string; readonly status: string; readonly totalFen: number }

export async function heldSales(gateway: TestGateway, terminalId: string): Promise<readonly HeldSale[]> {
  const rows = await gateway.db.query<{ saleId: string; status: string; totalFen: string }>(
    'SELECT sale_id AS "saleId", status, total_fen::text AS "totalFen" FROM sales WHERE terminal_id = $1 ORDER BY seq', [terminalId],
  );
  return rows.map((row) => ({ ...row, totalFen: Number(row.totalFen) }));
}

export interface LocalEntry { readonly seq: number; readonly type: string; readonly at: string; readonly businessDate: string; readonly payload: Record<string, unknown>; readonly hash: string }

/** The till's journal as it lies in its file. */
export function localEntries(till: Pick<OpenTill, 'rows'>): readonly LocalEntry[] {
  const rows = till.rows<{ seq: number; type: string; at: string; business_date: string; payload: string; hash: string }>(
    'SELECT seq, type, at, business_date, payload, hash FROM journal ORDER BY seq',
  );
  return rows.map((row) => ({
    seq: row.seq, type: row.type, at: row.at, businessDate: row.business_date, hash: row.hash,
    // Payloads are JSON objects.
    payload: JSON.parse(row.payload) as Record<string, unknown>,
  }));
}

export const entriesOf = (till: Pick<OpenTill, 'rows'>, type: string): readonly LocalEntry[] => localEntries(till).filter((entry) => entry.type === type);

const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/**
 * After every scenario: what customers were given is in the journal; the gateway has each sale exactly once and nothing
 * else; both chains verify and are the same; the drawer is the float plus the cash.
 */
export async function expectAllIsWell(till: Pick<OpenTill, 'rows' | 'terminalId'>, gateway: TestGateway, reported: readonly SaleView[]): Promise<void> {
  const terminalId = till.terminalId();
  const local = localEntries(till);
  const held = await heldEntries(gateway, terminalId);
  const sold = local.filter((entry) => entry.type === 'sale.completed');
  const soldIds = sold.map((entry) => entry.payload['saleId']);
  expect(soldIds).toEqual([...new Set(soldIds)]);
  expect(soldIds).toEqual(expect.arrayContaining(reported.map((sale) => sale.saleId)));
  expect((await heldSales(gateway, terminalId)).map((sale) => sale.saleId)).toEqual(soldIds);
  expect(held.map(({ seq, hash }) => ({ seq, hash }))).toEqual(local.map(({ seq, hash }) => ({ seq, hash })));
  // Ids in a test's database are the terminal's own.
  expect(verifyChain(held, { ...GENESIS, terminalId: terminalId as TerminalId }, sha256Hex)).toMatchObject({ ok: true });
  expect(till.rows('SELECT sale_id, count(*) AS n FROM tender GROUP BY sale_id HAVING n <> 1')).toEqual([]);
  expect(till.rows<{ id: string }>('SELECT sale_id AS id FROM sale ORDER BY seq').map(({ id }) => id)).toEqual(soldIds);
  expectDrawer(till);
}

/** Every closed shift counted its float and its cash sales, to the fen. */
function expectDrawer(till: Pick<OpenTill, 'rows'>): void {
  const shifts = till.rows<{ shift_id: string; float_fen: number; z_data: string | null }>('SELECT shift_id, float_fen, z_data FROM shift');
  for (const { shift_id: shiftId, float_fen: floatFen, z_data: z } of shifts) {
    if (z === null) continue;
    const sales = entriesOf(till, 'sale.completed').filter((entry) => entry.payload['shiftId'] === shiftId);
    const cashFen = sales.reduce((sum, entry) => sum + Number(entry.payload['total']), 0);
    // Written by the till from its own schema.
    expect((JSON.parse(z) as { totals: { expectedFen: number } }).totals.expectedFen).toBe(floatFen + cashFen);
  }
}
