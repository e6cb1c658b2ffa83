// The carrier changes while its feed is read, and once is set back: by chance from a seed, and by a real backup.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorePorts } from '#core/ports.ts';
import { hashActivationCode, readIdentity } from '#gateway/store/gateway-identity.ts';
import { insertActivationCode } from '#gateway/terminals/activation-code-repository.ts';
import { drain, expectAllIsWell, expectSameDirectory, openShift, sell } from '#tests/support/builders.ts';
import { addCards, removeCards } from '#tests/support/far-cards.ts';
import { startFaultProxy } from '#tests/support/fault-proxy.ts';
import { startGateway, type RunningGateway } from '#tests/support/gateway-process.ts';
import { makeDir, openGateway, openTill, removeDir, storeCode, START_AT, type TestGateway } from '#tests/support/open-till.ts';
import { realBut } from '#tests/support/scripted-gateway.ts';
import { seeded } from '#tests/support/seeded.ts';
import { createTestClock } from '#tests/support/test-clock.ts';

const FIRST_SEED = Number(process.env['HEYON_FEED_SEED'] ?? 1);
const SEEDS = process.env['HEYON_FEED_SEED'] === undefined ? Number(process.env['HEYON_FEED_SEEDS'] ?? 4) : 1;

describe('sync/changing-feed', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  /** Pages of chance sizes, and something done at the carrier before each. */
  function between(random: () => number, act: () => Promise<void>): Pick<CorePorts, 'connectGateway'> {
    return {
      connectGateway: realBut((real) => ({
        readChanges: async (identity, cursor) => {
          await act();
          return real.readChanges(identity, cursor, 20 + Math.floor(random() * 180));
        },
      })),
    };
  }

  it(`[Y40] cards that go, come back, change and come between any two pages of a delivery are in the end as the carrier has them: ${SEEDS} seeds from HEYON_FEED_SEED=${FIRST_SEED}`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      const random = seeded(seed);
      const base = seed * 10_000;
      const some = (): number => base + Math.floor(random() * 700);
      await addCards(gateway.db, base, 600);
      let acts = 40;
      const act = async (): Promise<void> => {
        acts -= 1;
        if (acts < 0) return;
        await removeCards(gateway.db, ...Array.from({ length: 12 }, () => `far-${some()}`));
        await addCards(gateway.db, some(), 1 + Math.floor(random() * 30), { iccidLast4: String(Math.floor(random() * 10_000)).padStart(4, '0') });
        // Numbers that a transaction took and gave back leave holes that nobody waits for.
        await gateway.db.query(`SELECT nextval('change_numbers')`);
      };
      const till = await openTill({ gateway, replace: between(random, act) });
      await till.signIn();
      await drain(till, gateway, ({ state, delivery }) => state === 'online' && delivery === null && acts < 0, 80);
      await expectSameDirectory(till, gateway.db).catch((cause: unknown) => {
        throw new Error(`HEYON_FEED_SEED=${seed}`, { cause });
      });
      await till.close();
    }
  });
});

describe('sync/changing-feed, restored', () => {
  const clock = createTestClock(START_AT);
  let folder: string;
  let running: RunningGateway;

  /** The gateway at the same address as before, over whatever lies in the folder now. */
  async function start(port: number): Promise<RunningGateway> {
    running = await startGateway({ clock, dataDir: folder, port, timers: null });
    return running;
  }

  it('[Y41] [Y40] a gateway restored from its backup that has published on since is given the lost sales again and gives everything anew (F10)', async () => {
    const place = makeDir('restored-');
    folder = path.join(place, 'gateway');
    const first = await start(0);
    const port = Number(new URL(first.url).port);
    const proxy = await startFaultProxy(first.url);
    const { codeSecret } = await readIdentity(first.db);
    const codes = ['REST-0001'];
    await insertActivationCode(first.db, storeCode, hashActivationCode(codeSecret, storeCode, 'REST-0001'));
    const gateway = { url: first.url, get db() { return running.db; }, proxy, clock, activationCode: async () => codes.pop() ?? '', close: async () => undefined } satisfies TestGateway;
    await addCards(first.db, 0, 300);
    const till = await openTill({ gateway });
    await till.signIn();
    await openShift(till);
    const sales = [await sell(till, { subscriber: 101 })];
    await till.sync();
    // The backup is taken. What follows of this gateway is lost.
    await first.close();
    cpSync(folder, path.join(place, 'backup'), { recursive: true });
    const lost = await start(port);
    sales.push(await sell(till, { subscriber: 102 }));
    await addCards(lost.db, 1000, 40);
    await removeCards(lost.db, 'far-5', 'far-6');
    await drain(till, gateway, ({ pendingCount, state }) => pendingCount === 0 && state === 'online', 80);
    await till.sync();
    expect(till.rows(`SELECT count(*) AS n FROM subscriber WHERE ref LIKE 'far-10__'`)).toEqual([{ n: 40 }]);
    await lost.close();
    rmSync(folder, { recursive: true });
    cpSync(path.join(place, 'backup'), folder, { recursive: true });
    const restored = await start(port);
    // More than was lost: the numbers that the till has seen are given a second time, to other records.
    await addCards(restored.db, 2000, 120);
    sales.push(await sell(till, { subscriber: 103 }));
    await drain(till, gateway, ({ pendingCount, state }) => pendingCount === 0 && state === 'online', 80);
    await till.sync();
    await expectSameDirectory(till, restored.db);
    await expectAllIsWell(till, gateway, sales);
    await till.close();
    await proxy.close();
    await restored.close();
    removeDir(place);
  });
});
