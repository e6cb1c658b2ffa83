// Payments under fault: what the provider does × where the till dies × what the clerk presses. One sale per seed.
// HEYON_PAYMENT_SEED=123 runs one seed again; HEYON_PAYMENT_SEEDS=2000 runs more of them.
import { randomBytes, scryptSync } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probePoints, type CorePorts, type Gateway, type ProbePoint } from '#core/ports.ts';
import type { ReplyOf } from '#shared/contract/till-api.ts';
import { isOpen } from '#shared/domain/payment.ts';
import { lockPublishing, publishChanges } from '#gateway/changes/publish-change.ts';
import { trainingStoreId } from '#gateway/training/store-and-plans.ts';
import { documentOf, openShift, publishConfig, readySale, refOf } from '#tests/support/builders.ts';
import { openGateway, openTill, pins, removeDir, START_AT, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { chargeOf, letPass } from './paying-till.ts';
import { createScriptedWallet, type Script, type ScriptedWallet } from './scripted-wallet.ts';

const FIRST_SEED = Number(process.env['HEYON_PAYMENT_SEED'] ?? 1);
const SEEDS = process.env['HEYON_PAYMENT_SEED'] === undefined ? Number(process.env['HEYON_PAYMENT_SEEDS'] ?? 500) : 1;
const SEEDS_PER_TILL = 50;
/** What a disk keeps of a power cut is shown by the real kills of tests/core/crash; here a memory disk saves the waiting. */
const fastDisk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const faults = ['no-answer', 'time-out-then-success', 'reversal-fails', 'success-after-20-minutes', 'duplicate-notice', 'acquirer-down'] as const;
type Fault = (typeof faults)[number];
const deaths: readonly (ProbePoint | null)[] = [null, ...probePoints.filter((point) => point.startsWith('payment.')), 'sale.before-commit', 'sale.after-commit'];

/** How often the program really died where. */
const killedAt = new Map<string, number>();

/** mulberry32: the same numbers for the same seed on every machine. */
function numbersOf(seed: number): () => number {
  let state = seed * 0x9e37_79b9;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function scriptOf(fault: Fault, next: () => number): Script {
  switch (fault) {
    case 'no-answer': return [{ kind: 'lost-request' }, { kind: 'lost-answer' }, { kind: 'lost-late', afterMs: 1000 + next() * 60_000 }][Math.floor(next() * 3)] as Script;
    case 'time-out-then-success': return { kind: 'unclear', afterMs: 1000 + next() * 60_000 };
    case 'reversal-fails': return next() < 0.5 ? { kind: 'undo-fails' } : { kind: 'slow-undo' };
    case 'success-after-20-minutes': return { kind: 'unclear', afterMs: 20 * 60_000 };
    case 'duplicate-notice': return { kind: 'asks' };
    case 'acquirer-down': return { kind: 'down' };
  }
}

/** One life of the program: after its death it neither writes nor sends nor wakes up. */
interface Life {
  readonly till: OpenTill;
  readonly isDead: () => boolean;
  /** From here on it lives. */
  readonly spare: () => void;
  /** A call whose answer is lost when the program dies. */
  tries<T>(call: () => Promise<T>): Promise<T | null>;
}

async function live(gateway: TestGateway, dir: string, wallet: ScriptedWallet, death: { readonly point: ProbePoint | null; readonly nth: number }): Promise<Life> {
  let isDead = false;
  let reached = 0;
  let isSpared = false;
  const died = new Error('the program was killed');
  const reach = (point: ProbePoint): void => {
    if (!isDead && !isSpared && point === death.point) {
      reached += 1;
      isDead = reached === death.nth;
      if (isDead) killedAt.set(point, (killedAt.get(point) ?? 0) + 1);
    }
    if (isDead) throw died;
  };
  const alive = <A extends unknown[], R>(call: (...given: A) => Promise<R>) => async (...given: A): Promise<R> => {
    if (isDead) throw died;
    const answer = await call(...given);
    if (isDead) throw died;
    return answer;
  };
  const calls: Partial<Gateway> = {
    putPayment: alive(wallet.calls.putPayment), readPayment: alive(wallet.calls.readPayment), reversePayment: alive(wallet.calls.reversePayment),
    postJournal: async (_identity, entries) => ({ ok: true, value: { acceptedThrough: entries.at(-1)?.seq ?? 0, head: entries.at(-1)?.hash ?? '' } }),
    readChanges: async () => ({ ok: true, value: { changes: [], cursor: 'end', more: false, serverTime: gateway.clock.now() } }),
  };
  const timers: CorePorts['timers'] = { after: (delayMs, callback) => gateway.clock.timers.after(delayMs, () => {
    if (!isDead) callback();
  }) };
  // Nothing else of the port is asked for here.
  const connectGateway = (): Gateway => calls as Gateway;
  const till = await openTill({ gateway, dir, activationCode: null, replace: { connectGateway, timers, probe: { reach } } });
  await till.signIn();
  return {
    till, isDead: () => isDead,
    spare: () => {
      isSpared = true;
    },
    tries: async (call) => {
      const answer = await call().catch((cause: unknown) => {
        if (!isDead) throw cause;
        return null;
      });
      return isDead ? null : answer;
    },
  };
}

/** What must hold at every moment, whatever was lost. */
function expectNoHarm(till: Pick<OpenTill, 'rows'>, wallet: ScriptedWallet, story: string): void {
  const puts = wallet.asked.filter(({ call }) => call === 'put').map(({ paymentId }) => paymentId);
  expect(puts.length, story).toBe(new Set(puts).size);
  expect([...wallet.captured().values()].filter((count) => count > 1), story).toEqual([]);
  const rows = new Map(till.rows<{ id: string; state: string; amount: number }>('SELECT payment_id AS id, state, amount_fen AS amount FROM payment').map((row) => [row.id, row]));
  const lost = [...wallet.orders].filter(([id, { status, request }]) => status === 'settled' && rows.get(id)?.amount !== request.amount);
  expect(lost, story).toEqual([]);
  const denied = [...wallet.orders].filter(([id, { status }]) => status === 'settled' && ['failed', 'reversed'].includes(rows.get(id)?.state ?? ''));
  expect(denied, story).toEqual([]);
}

async function expectNoSecondStart(life: Life, draft: Parameters<typeof chargeOf>[0], wallet: ScriptedWallet, story: string): Promise<void> {
  const open = life.till.rows<{ state: string }>('SELECT state FROM payment WHERE sale_id = ?', draft.saleId).some(({ state }) => isOpen(state as never));
  if (!open || life.isDead()) return;
  const puts = wallet.asked.filter(({ call }) => call === 'put').length;
  const second = await life.tries(() => life.till.call('payment.start', chargeOf(draft, { amountFen: 100 })));
  if (second !== null) expect(second, story).toMatchObject({ ok: false, problem: { code: 'payment-open' } });
  expect(wallet.asked.filter(({ call }) => call === 'put').length, story).toBe(puts);
}

let gateway: TestGateway;
let prepared: string;
beforeAll(async () => {
  gateway = await openGateway();
  await publishConfig(gateway, { pollSeconds: 3600, idleLockSeconds: 3600 });
  await gateway.db.transaction(async (tx) => {
    // A PIN that is quick to check: a till is opened a thousand times here.
    const salt = randomBytes(16);
    const key = scryptSync(pins['c01'] ?? '', salt, 32, { N: 1024, r: 1, p: 1 });
    const pinHash = `scrypt$1024$1$1$${salt.toString('base64url')}$${key.toString('base64url')}`;
    await lockPublishing(tx);
    await publishChanges(tx, [{ scope: `store:${trainingStoreId}`, kind: 'staff', id: 'c01', data: { staffId: 'c01', name: '陈练一', role: 'clerk', pinHash } }]);
  });
  const till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
  await till.sync();
  await till.close();
  prepared = till.dir;
});
afterAll(() => gateway.close());

interface Seed { readonly number: number; readonly dir: string; readonly wallet: ScriptedWallet }

const unharmed = { point: null, nth: 1 } as const;
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
};

/** What a clerk, or the customer, may do at any moment. */
async function press(life: Life, wallet: ScriptedWallet, paymentId: string, which: number): Promise<void> {
  const { till } = life;
  if (which < 0.25) await life.tries(() => till.call('payment.undo', { paymentId }));
  else if (which < 0.5) await life.tries(() => Promise.all([till.call('payment.ask', { paymentId }), till.call('payment.ask', { paymentId })]));
  else if (which < 0.75) wallet.pays(paymentId);
}

async function runSeed({ number, dir, wallet }: Seed): Promise<void> {
  const next = numbersOf(number);
  const fault = faults[number % faults.length] ?? 'no-answer';
  const death = { point: deaths[Math.floor(number / faults.length) % deaths.length] ?? null, nth: 1 + Math.floor(next() * 2) };
  const story = `seed ${number}: ${fault}, killed at ${death.point ?? 'no point'} (${death.nth})`;
  gateway.clock.jumpTo(START_AT);
  const subscriber = 41 + (number % 190);
  let life = await live(gateway, dir, wallet, death);
  const draft = await readySale(life.till, { subscriber });
  wallet.scripts.splice(0, Infinity, scriptOf(fault, next));
  const charge = chargeOf(draft);
  const revive = async (): Promise<void> => {
    await life.till.close();
    life = await live(gateway, dir, wallet, unharmed);
  };
  const step = async (): Promise<void> => {
    await letPass(gateway, 1000 + next() * 30_000, 15_000);
    expectNoHarm(life.till, wallet, story);
    await expectNoSecondStart(life, draft, wallet, story);
  };
  await life.tries(() => life.till.call('payment.start', charge));
  // Sometimes while the charge is on its way.
  await turns(Math.floor(next() * 4));
  if (next() < 0.2) await press(life, wallet, charge.paymentId, 0);
  for (let round = 0; round < 3; round += 1) {
    await step();
    await press(life, wallet, charge.paymentId, next());
    if (!life.isDead() && next() > 0.2) continue;
    await revive();
    // The clerk does what clerks do: the same press again.
    if (next() < 0.5) await life.tries(() => life.till.call('payment.start', charge));
  }
  await step();
  const [payment] = life.till.rows<{ state: string }>('SELECT state FROM payment WHERE sale_id = ?', draft.saleId);
  const complete = { saleId: draft.saleId, totalFen: draft.quote.totalFen, tenders: [] };
  if (payment?.state === 'settled') await life.tries(() => life.till.call('sale.complete', complete));
  if (life.isDead()) await revive();
  life.spare();
  await finish(life, { draft, wallet, story, subscriber });
  await life.till.close();
}

/** Whatever happened, the customer leaves with a sale that was paid exactly once. */
async function finish(
  first: Life, { draft, wallet, story, subscriber }: { draft: Parameters<typeof chargeOf>[0]; wallet: ScriptedWallet; story: string; subscriber: number },
): Promise<void> {
  const { till } = first;
  const rowsNow = (): { id: string; state: string }[] => till.rows('SELECT payment_id AS id, state FROM payment WHERE sale_id = ?', draft.saleId);
  await letPass(gateway, 21 * 60_000, 5 * 60_000);
  await letPass(gateway, 60_000, 15_000);
  for (const { id } of rowsNow().filter(({ state }) => isOpen(state as never))) {
    await till.must('payment.undo', { paymentId: id });
    await letPass(gateway, 120_000, 10_000);
  }
  expectNoHarm(till, wallet, story);
  expect(rowsNow().filter(({ state }) => isOpen(state as never)), story).toEqual([]);
  if (!rowsNow().some(({ state }) => state === 'settled')) {
    await till.must('identity.check', { saleId: draft.saleId, ...documentOf(subscriber), way: 'typed' });
    wallet.scripts.splice(0);
    await till.must('payment.start', chargeOf(draft));
    await letPass(gateway, 2000, 1000);
  }
  const sale: ReplyOf<'sale.complete'> = await till.call('sale.complete', { saleId: draft.saleId, totalFen: draft.quote.totalFen, tenders: [] });
  expect(sale, story).toMatchObject({ ok: true });
  expectNoHarm(till, wallet, story);
  expect(wallet.captured().get(draft.saleId), story).toBe(1);
  expect(till.rows('SELECT payment_id FROM tender WHERE sale_id = ?', draft.saleId), story).toEqual(
    [...wallet.orders].filter(([, { status, request }]) => status === 'settled' && request.saleId === draft.saleId).map(([id]) => ({ payment_id: id })),
  );
  expect(await till.must('payment.list-open', {}), story).toEqual([]);
  expect(refOf(subscriber)).toBe(draft.account.ref);
}

describe('payments under fault', () => {
  const batches = Math.ceil(SEEDS / SEEDS_PER_TILL);
  it.each(Array.from({ length: batches }, (_none, batch) => FIRST_SEED + batch * SEEDS_PER_TILL))(
    '[PY20] seeds from %i on: no sale paid twice, no money without a row, no start while one is open', async (from) => {
      const dir = mkdtempSync(path.join(fastDisk, 'payments-'));
      cpSync(prepared, dir, { recursive: true });
      const wallet = createScriptedWallet(gateway.clock);
      const count = Math.min(SEEDS_PER_TILL, FIRST_SEED + SEEDS - from);
      try {
        for (let number = from; number < from + count; number += 1) {
          try {
            await runSeed({ number, dir, wallet });
          } catch (cause) {
            throw new Error(`HEYON_PAYMENT_SEED=${number}`, { cause });
          }
        }
      } finally {
        removeDir(dir);
      }
    }, 120_000,
  );

  it.runIf(SEEDS >= 500)('[PY20] really died at every step of a payment', () => {
    expect(deaths.filter((point) => point !== null && (killedAt.get(point) ?? 0) < 2), JSON.stringify([...killedAt])).toEqual([]);
  });
});
