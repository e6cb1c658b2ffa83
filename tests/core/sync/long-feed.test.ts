// A long feed over a bad line, from its beginning and begun anew: nothing is lost, nothing old goes too early, sales go on.
import { statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ChangesPage, CorePorts, Timers } from '#core/ports.ts';
import { ROWS_AT_ONCE } from '#core/sync/apply-page.ts';
import { MAX_CHANGES_ASKED } from '#shared/contract/gateway-api.ts';
import { must } from '#shared/domain/base/invariant.ts';
import { beginEpoch } from '#gateway/changes/feed-upkeep.ts';
import { cash, drain, expectAllIsWell, expectSameDirectory, msisdnOf, openShift, readySale, sell } from '#tests/support/builders.ts';
import { addCards, removeCards } from '#tests/support/far-cards.ts';
import { changesPath } from '#tests/support/fault-proxy.ts';
import { openGateway, openTill, until, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { realBut, unreachable } from '#tests/support/scripted-gateway.ts';

let gateway: TestGateway;
let till: OpenTill;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
afterEach(async () => {
  gateway.proxy.comeBack();
  gateway.proxy.mend();
  await till.close();
});

async function drained(): Promise<void> {
  gateway.proxy.mend();
  await till.sync();
  expect(await till.must('sync.read', {})).toMatchObject({ state: 'online', delivery: null });
}

/** The till's own gateway, with an eye on every page. */
function watching(seen: (page: ChangesPage, asked: number | undefined) => void, before: () => void): Pick<CorePorts, 'connectGateway'> {
  return {
    connectGateway: realBut((real) => ({
      readChanges: async (identity, cursor, limit) => {
        before();
        const reply = await real.readChanges(identity, cursor, limit);
        if (reply.ok) seen(reply.value, limit);
        return reply;
      },
    })),
  };
}

/** Looks on whenever the till lets others have their turn. */
function eachTurn(look: () => void): Timers {
  return {
    after: (delayMs, callback) => gateway.clock.timers.after(delayMs, () => {
      if (delayMs <= 0) look();
      callback();
    }),
  };
}

const count = (sql: string): number => till.rows<{ n: number }>(sql)[0]?.n ?? 0;

describe('sync/long-feed', () => {
  it('[Y40] answers cut at any byte, restarts and deletions leave exactly what the carrier has (F32)', async () => {
    await addCards(gateway.db, 0, 300);
    till = await openTill({ gateway });
    await till.signIn();
    let next = 1000;
    const step = fc.record({
      cutAt: fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 3 }), added: fc.integer({ min: 0, max: 120 }), removed: fc.integer({ min: 0, max: 40 }), restarts: fc.boolean(),
      forgetsCursor: fc.boolean(),
    });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
      for (const { cutAt, added, removed, restarts, forgetsCursor } of steps) {
        await addCards(gateway.db, next, added);
        await removeCards(gateway.db, ...Array.from({ length: removed }, (_none, index) => `far-${next + index - 20}`));
        next += added + 30;
        if (forgetsCursor) await beginAnew();
        for (const bytes of cutAt) gateway.proxy.cutAfter(bytes, changesPath);
        for (let tries = 0; tries <= cutAt.length / 2; tries += 1) await till.sync();
        if (restarts) {
          till = await till.restart();
          await till.signIn();
        }
      }
      await drained();
      await expectSameDirectory(till, gateway.db);
    }), { numRuns: 6, seed: 20_261_126 });
  });

  /** As after a restore over there: what was published last is not what terminals saw. */
  async function beginAnew(): Promise<void> {
    await gateway.db.query('UPDATE feed_epochs SET epoch = epoch || $1', ['x']);
  }

  it('[Y40] asks for less at a time while answers are cut, and for more again once they come', async () => {
    till = await openTill({ gateway });
    await till.signIn();
    const from = gateway.proxy.seen.length;
    gateway.proxy.cutAfter(10, changesPath);
    await till.sync();
    await till.sync();
    await till.sync();
    const asked = gateway.proxy.seen.slice(from).filter((one) => changesPath.test(one)).map((one) => Number(/limit=(\d+)/.exec(one)?.[1]));
    expect(Math.min(...asked)).toBe(MAX_CHANGES_ASKED / 2);
    expect([asked[0], asked.at(-1)]).toEqual([MAX_CHANGES_ASKED, MAX_CHANGES_ASKED]);
  });

  it('[Y41] a gateway set back gives its feed anew: what is known stays found until all is there, then what is gone there is gone here', async () => {
    await addCards(gateway.db, 50_000, 600);
    let lowest = Number.POSITIVE_INFINITY;
    let isWatched = false;
    till = await openTill({ gateway, replace: { timers: eachTurn(() => {
      if (isWatched) lowest = Math.min(lowest, count(`SELECT count(*) AS n FROM subscriber WHERE ref BETWEEN 'far-50000' AND 'far-50599'`));
    }) } });
    await till.signIn();
    await openShift(till);
    const [asItWas] = await gateway.db.query<{ seq: string }>('SELECT max(seq)::text AS seq FROM changes');
    const end = must(asItWas, 'a maximum is one row').seq;
    await addCards(gateway.db, 60_000, 30);
    await till.sync();
    expect(count(`SELECT count(*) AS n FROM subscriber WHERE ref LIKE 'far-600__'`)).toBe(30);
    // Set back to before the thirty, started again, and gone on past the number that terminals have seen.
    await gateway.db.query('DELETE FROM changes WHERE seq > $1::bigint', [end]);
    await gateway.db.query(`DELETE FROM subscribers WHERE ref LIKE 'far-600__'`);
    await gateway.db.query(`SELECT setval('change_numbers', $1::bigint)`, [end]);
    await beginEpoch(gateway.db, 'after-restore');
    await addCards(gateway.db, 70_000, 200);
    isWatched = true;
    await till.sync();
    isWatched = false;
    expect(lowest).toBe(600);
    expect(count(`SELECT count(*) AS n FROM subscriber WHERE ref LIKE 'far-600__'`)).toBe(0);
    expect(count(`SELECT count(*) AS n FROM subscriber WHERE ref LIKE 'far-70___'`)).toBe(200);
    await expectSameDirectory(till, gateway.db);
    expect((await till.must('plan.list', {})).length).toBeGreaterThan(0);
  });

  it('[Y42] receives 20,000 records a page at a time, writes them in pieces, and sells and sends in between', async () => {
    await addCards(gateway.db, 100_000, 20_000);
    const seen = { received: 0, held: 0, atOnce: 0, written: 0, logBytes: 0, isWatched: false };
    const look = (): void => {
      if (!seen.isWatched) return;
      const written = count('SELECT count(*) AS n FROM subscriber, feed_delivery WHERE delivery = number AND snapshot IS NOT NULL');
      seen.atOnce = Math.max(seen.atOnce, written - seen.written);
      seen.written = written;
    };
    const replace = {
      ...watching((page) => {
        expect(page.changes.length).toBeLessThanOrEqual(MAX_CHANGES_ASKED);
        if (seen.isWatched) seen.received += page.changes.length;
      }, () => {
        look();
        if (seen.isWatched) seen.logBytes = Math.max(seen.logBytes, statSync(path.join(till.dir, 'pos.db-wal')).size);
        // What was received is written before more is asked for: no more than a page is ever held.
        if (seen.received > 0) seen.held = Math.max(seen.held, seen.received - count('SELECT received AS n FROM feed_delivery'));
      }),
      timers: eachTurn(look),
    };
    till = await openTill({ gateway, replace });
    expect(count(`SELECT count(*) AS n FROM subscriber WHERE ref LIKE 'far-1_____'`)).toBe(20_000);
    await till.signIn();
    await openShift(till);
    // Once more from the beginning, with a clerk at work.
    gateway.clock.advance(61_000);
    await till.idle();
    await beginAnew();
    seen.isWatched = true;
    const delivery = till.must('sync.now', {});
    await until(() => seen.written > 0);
    const sold = [];
    for (let sales = 0; sales < 3; sales += 1) {
      const draft = await readySaleWithoutWaiting(41 + sales);
      sold.push(await till.must('sale.complete', cash(draft)));
    }
    const { delivery: progress } = await till.must('sync.read', {});
    expect(progress?.received).toBeLessThan(20_000);
    expect(progress?.total).toBeGreaterThan(20_000);
    await delivery;
    await till.idle();
    expect(seen.received).toBeGreaterThan(20_000);
    expect([seen.held, seen.atOnce]).toEqual([0, ROWS_AT_ONCE]);
    // From 4000 pages on somebody's commit would have to write the log back.
    expect(seen.logBytes).toBeLessThan(4000 * 4096);
    seen.isWatched = false;
    await till.sync();
    await expectAllIsWell(till, gateway, sold);
    expect(await till.must('sync.read', {})).toMatchObject({ delivery: null, pendingCount: 0 });
    await expectSameDirectory(till, gateway.db);
  });

  /** Like `readySale`, but never waits for the delivery to end. */
  async function readySaleWithoutWaiting(number: number): Promise<Awaited<ReturnType<typeof readySale>>> {
    return readySale({ ...till, idle: async () => undefined }, { subscriber: number });
  }

  it('[Y43] sells as soon as store, people and plans are there; a number that has not come is asked of the carrier', async () => {
    let pages = 0;
    let isHeld = true;
    // The gateway counts again after a minute.
    gateway.clock.advance(61_000);
    till = await openTill({ gateway, replace: { connectGateway: realBut((real) => ({
      readChanges: async (identity, cursor, limit) => {
        if (isHeld && pages > 0) return unreachable;
        pages += 1;
        // The essentials and a few cards.
        return real.readChanges(identity, cursor, isHeld ? 20 : limit);
      },
    })) } });
    expect(await till.must('terminal.read', {})).toMatchObject({ phase: 'ready' });
    const { delivery } = await till.must('sync.read', {});
    expect(delivery).toEqual({ received: 20, total: count1(await gateway.db.query<{ n: number }>('SELECT count(*)::int AS n FROM changes WHERE data IS NOT NULL AND scope IN ($1, $2)', ['global', 'store:SZ-001'])) });
    await till.signIn();
    await openShift(till);
    expect(await till.call('subscriber.look-up', { key: msisdnOf(90) })).toMatchObject({ ok: false, problem: { code: 'subscriber-unknown' } });
    expect(await till.must('subscriber.refresh', { key: msisdnOf(90) })).toMatchObject({ source: 'fresh', bar: null });
    await till.idle();
    const sale = await sell(till, { subscriber: 90 });
    isHeld = false;
    await drained();
    await till.sync();
    await expectSameDirectory(till, gateway.db);
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y43] after an outage the first page is enough to be online: the journal goes next, and then the rest of the feed', async () => {
    const reachable: boolean[] = [];
    let isWatched = false;
    till = await openTill({ gateway, replace: { connectGateway: realBut((real) => ({
      readChanges: async (identity, cursor, limit) => {
        if (isWatched) reachable.push((await till.must('sync.read', {})).isReachable);
        return real.readChanges(identity, cursor, limit);
      },
    })) } });
    await till.signIn();
    await openShift(till);
    gateway.proxy.goDown();
    await till.sync();
    const sale = await sell(till, { subscriber: 91 });
    await addCards(gateway.db, 80_000, 2500);
    gateway.proxy.comeBack();
    const from = gateway.proxy.seen.length;
    isWatched = true;
    await drain(till, gateway, ({ pendingCount, state }) => pendingCount === 0 && state === 'online', 20);
    await till.sync();
    const asked = gateway.proxy.seen.slice(from).map((one) => (changesPath.test(one) ? 'changes' : 'journal'));
    expect(asked.slice(0, 3)).toEqual(['changes', 'journal', 'changes']);
    expect(reachable.slice(0, 3)).toEqual([false, true, true]);
    await expectSameDirectory(till, gateway.db);
    await expectAllIsWell(till, gateway, [sale]);
  });

  it('[Y44] another program that begins a delivery on the same directory takes over; rows of the two are never mixed', async () => {
    let turns = 0;
    let isTakenOver = false;
    till = await openTill({ gateway, replace: { timers: eachTurn(() => {
      turns += 1;
      if (turns !== 4 || isTakenOver) return;
      isTakenOver = true;
      till.tamper(`UPDATE feed_delivery SET snapshot = 'of-another', number = number + 1, is_sweeping = 0`);
    }) } });
    await till.signIn();
    const { received: before } = till.rows<{ received: number }>('SELECT number AS received FROM feed_delivery')[0] ?? { received: 0 };
    await beginAnew();
    [turns, isTakenOver] = [0, false];
    await till.sync();
    await drained();
    expect(isTakenOver).toBe(true);
    // The one that was begun, the other's, and the one that came whole.
    expect(count('SELECT number AS n FROM feed_delivery')).toBe(before + 3);
    await expectSameDirectory(till, gateway.db);
  });
});

function count1(rows: readonly { readonly n: number }[]): number {
  return must(rows[0], 'a count is one row').n;
}
