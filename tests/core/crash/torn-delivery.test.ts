// The till is killed again and again while a long delivery is written, wherever it happens to be, and goes on.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SaleView } from '#shared/contract/till/sale-channels.ts';
import { documentOf, expectAllIsWell, expectSameDirectory, openShift, refOf } from '#tests/support/builders.ts';
import { addCards, removeCards } from '#tests/support/far-cards.ts';
import { makeDir, openGateway, openTill, until, type TestGateway } from '#tests/support/open-till.ts';
import { seeded } from '#tests/support/seeded.ts';

const SEED = Number(process.env['HEYON_TORN_SEED'] ?? 1);
const CARDS = 6000;
const child = path.join(import.meta.dirname, 'till-child.ts');
const runtimeClock = (): string => new Date().toISOString();

let gateway: TestGateway;
beforeAll(async () => {
  // Children have the machine's own clock, so the gateway's day is the machine's too.
  gateway = await openGateway(runtimeClock());
});
afterAll(() => gateway.close());

/** `rows`: of the delivery under way. */
interface Progress { readonly rows: number; readonly received: number; readonly number: number }

/** What the file holds, read beside whoever writes it; null while there is none yet. */
function progressOf(dir: string): Progress | null {
  try {
    const db = new Database(path.join(dir, 'pos.db'), { readonly: true, fileMustExist: true });
    try {
      // One row, of the types its table says.
      return db.prepare('SELECT (SELECT count(*) FROM subscriber WHERE delivery = number) AS rows, received, number FROM feed_delivery').get() as Progress;
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}

/** Lets a till run until it has sold and holds so many rows, and a moment longer, and kills it. Answers the sales it reported. */
async function killedAt(rows: number, afterMs: number, orders: Record<string, unknown>): Promise<SaleView[]> {
  gateway.clock.jumpTo(runtimeClock());
  const all = { gatewayUrl: gateway.url, activationCode: null, point: null, nth: 1, sales: [], shift: false, payBy: null, undo: false, lingerMs: 60_000, ...orders };
  const till = spawn(process.execPath, [child, JSON.stringify(all)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  till.stdout.on('data', (part: Buffer) => { said += part.toString(); });
  const ended = new Promise<string | null>((resolve) => { till.on('exit', (_code, signal) => resolve(signal)); });
  await until(() => said.includes('reported ') && (progressOf(String(orders['dataDir']))?.rows ?? 0) >= rows);
  await pause(afterMs);
  till.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  // The child reports id and number of a sale; nothing else of it is compared.
  return said.split('\n').filter((line) => line.startsWith('reported ')).map((line) => JSON.parse(line.slice('reported '.length)) as SaleView);
}

describe('crash/torn-delivery', () => {
  it(`[Y40] [D9] killed at any moment of a delivery the till goes on with the same one, and sells in between: HEYON_TORN_SEED=${SEED} (F01, F32)`, async () => {
    const random = seeded(SEED);
    const dataDir = makeDir('torn-');
    const reported: SaleView[] = [];
    // Published since this gateway began, so that the till's cursor is of its epoch.
    await addCards(gateway.db, CARDS, 1);
    const open = await openTill({ gateway, dir: dataDir });
    await open.signIn();
    await openShift(open);
    await open.close();
    // Set back, and much longer than it was: everything is given once more, over what the till has.
    await addCards(gateway.db, 0, CARDS);
    await gateway.db.query('UPDATE feed_epochs SET epoch = epoch || $1', ['x']);
    let before: Progress = { rows: 0, received: 0, number: 1 };
    for (let round = 0; round < 5; round += 1) {
      const sales = Array.from({ length: 2 }, (_none, index) => ({ ref: refOf(120 + round * 2 + index), ...documentOf(120 + round * 2 + index) }));
      reported.push(...await killedAt(Math.min(before.rows + 300 + Math.floor(random() * 700), CARDS), random() * 40, { dataDir, sales }));
      const after = progressOf(dataDir);
      if (after === null) throw new Error('a killed till leaves its file');
      // What was counted stays counted, and no other delivery is begun once the first page of one is whole.
      expect(after.received).toBeGreaterThanOrEqual(before.received);
      if (before.received > 0) expect(after.number).toBe(before.number);
      before = after;
      // Gone at the carrier between two lives, whether it had come or not.
      await removeCards(gateway.db, ...Array.from({ length: 5 }, () => `far-${Math.floor(random() * CARDS)}`));
    }
    gateway.clock.jumpTo(runtimeClock());
    const till = await openTill({ gateway, dir: dataDir, activationCode: null });
    await till.signIn();
    await till.sync();
    await till.sync();
    expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', pendingCount: 0, delivery: null });
    expect(till.rows('SELECT number FROM feed_delivery')).toEqual([{ number: before.number }]);
    await expectSameDirectory(till, gateway.db);
    await expectAllIsWell(till, gateway, reported);
    await till.close();
  });
});
