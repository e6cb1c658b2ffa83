// A till that is killed again and again on its way up from an older version, with sales that nobody has yet, sends each of them once afterwards.
import Database from 'better-sqlite3';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allMigrations } from '#core/store/migrations/all-migrations.ts';
import { drain, expectAllIsWell, heldSales, openShift, sell } from '#tests/support/builders.ts';
import { openGateway, openTill, type TestGateway } from '#tests/support/open-till.ts';
import { inFile, upgradeInChild } from './upgrade-by-child.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const OLD = 4;

/** What versions 5 to 8 brought goes away again, so that a file with real keys, sales and an enrolled terminal is one of version 4. */
function takeBack(dir: string): void {
  const db = new Database(path.join(dir, 'pos.db'));
  db.exec(`
    BEGIN;
    DROP TABLE till_clock;
    DROP TRIGGER money_line_no_update;
    CREATE TRIGGER money_line_no_update BEFORE UPDATE ON money_line BEGIN SELECT RAISE(ABORT, 'money lines never change'); END;
    ALTER TABLE terminal DROP COLUMN key_made_at;
    ALTER TABLE terminal DROP COLUMN key_print;
    ALTER TABLE terminal DROP COLUMN is_key_exposed;
    ALTER TABLE sync_progress ADD COLUMN has_first_snapshot INTEGER NOT NULL DEFAULT 0;
    UPDATE sync_progress SET has_first_snapshot = 1;
    ALTER TABLE subscriber DROP COLUMN delivery;
    ALTER TABLE plan DROP COLUMN delivery;
    ALTER TABLE staff DROP COLUMN delivery;
    DROP TABLE feed_delivery;
    DROP TABLE journal_checkpoint;
    PRAGMA user_version = ${OLD};
    COMMIT;
  `);
  db.close();
}

function versionOf(dir: string): unknown {
  return inFile(path.join(dir, 'pos.db'), (db) => db.pragma('user_version', { simple: true }));
}

/** Dies as its first step begins (0), is about to be committed (1), or as the next one begins (2). */
async function upgradeUntil(dir: string, point: 0 | 1 | 2): Promise<string | null> {
  return upgradeInChild({ dir, at: gateway.clock.now(), point });
}

describe('store/upgrade with sales that wait', () => {
  it('[D17] killed before and after every step, the till sells and sends on, and the gateway has each sale once', async () => {
    expect(allMigrations.length).toBe(8);
    const before = await openTill({ gateway });
    await before.signIn();
    await openShift(before);
    const sent = await sell(before, { subscriber: 31 });
    await drain(before, gateway);
    gateway.proxy.goDown();
    const waiting = [await sell(before, { subscriber: 32 }), await sell(before, { subscriber: 33 })];
    const { dir } = before;
    await before.close();
    takeBack(dir);

    for (let version = OLD; version < allMigrations.length; version += 1) {
      expect([version, versionOf(dir), await upgradeUntil(dir, 0), await upgradeUntil(dir, 1), versionOf(dir)]).toEqual([version, version, 'SIGKILL', 'SIGKILL', version]);
      // Far enough for one step: it dies as the next one begins, if there is one.
      expect(await upgradeUntil(dir, 2)).toBe(version + 1 < allMigrations.length ? 'SIGKILL' : null);
    }

    const after = await openTill({ gateway, dir, activationCode: null });
    expect((await after.must('sync.read', {})).pendingSales).toBe(2);
    await after.signIn();
    const later = await sell(after, { subscriber: 34 });
    gateway.proxy.comeBack();
    await drain(after, gateway);
    const sales = [sent, ...waiting, later];
    expect((await heldSales(gateway, after.terminalId())).map(({ saleId }) => saleId).toSorted()).toEqual(sales.map(({ saleId }) => saleId as string).toSorted());
    await expectAllIsWell(after, gateway, sales);
    await after.close();
  });
});
