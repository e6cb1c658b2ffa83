// What a till does with a file whose bytes are not what it wrote, and with somebody who reads it for hours.
import { closeSync, copyFileSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShift, sell } from '#tests/support/builders.ts';
import { copyOfDir, openGateway, openTill, removeDir, type OpenTill, type TestGateway } from '#tests/support/open-till.ts';
import { seeded } from '#tests/support/seeded.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

async function shop(sales: number): Promise<OpenTill> {
  const till = await openTill({ gateway });
  await till.signIn();
  await openShift(till);
  for (let number = 0; number < sales; number += 1) await sell(till, { subscriber: 30 + number });
  return till;
}

interface Row { readonly seq: number; readonly hash: string }
const rowsOf = (till: OpenTill): Row[] => till.rows<Row>('SELECT seq, hash FROM journal ORDER BY seq');

/** The journal as any other program finds it; undefined: not at all. */
function whatCanBeRead(file: string): readonly unknown[] | undefined {
  const copy = path.join(path.dirname(file), 'looked-at.db');
  copyFileSync(file, copy);
  try {
    const db = new Database(copy, { readonly: true });
    try {
      return db.prepare('SELECT * FROM journal ORDER BY seq').all();
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  } finally {
    rmSync(copy);
  }
}

/** Flips bits of bytes anywhere in the file, as a failing drive would. */
function spoil(file: string, seed: number, bytes: number): void {
  const random = seeded(seed);
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  for (let left = bytes; left > 0; left -= 1) {
    const at = Math.floor(random() * size);
    const byte = Buffer.alloc(1);
    readSync(handle, byte, 0, 1, at);
    writeSync(handle, Buffer.of(byte[0]! ^ (1 + Math.floor(random() * 255))), 0, 1, at);
  }
  closeSync(handle);
}

describe('store/damaged-file', () => {
  let sold: OpenTill;
  let before: readonly Row[];
  beforeAll(async () => {
    sold = await shop(2);
    before = rowsOf(sold);
    await sold.close();
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('[D13] 64 spoiled bytes (seed %i) are said or harmless; the file is never begun anew (F92)', async (seed) => {
    const dir = copyOfDir(sold.dir);
    const file = path.join(dir, 'pos.db');
    spoil(file, seed, 64);
    const spoiled = whatCanBeRead(file);
    const till = await openTill({ gateway, dir, activationCode: null });
    const answer = await till.call('terminal.read', {});
    if (answer.ok && answer.value.phase !== 'stopped') {
      // Only bytes that nobody reads were hit: everything that was there is there.
      expect(rowsOf(till).slice(0, before.length)).toEqual(before);
    } else {
      expect(answer.ok ? answer.value.stoppedBy : answer.problem.code).toMatch(/^(journal-broken|till-stopped|storage-failed)$/);
      // Nothing was replaced: it lies there for whoever can save it. That it stopped, and for what, may have been added.
      expect(whatCanBeRead(file)?.slice(0, spoiled?.length)).toEqual(spoiled);
    }
    await till.close();
    removeDir(dir);
  });

  it('[D14] the SQLite inside has the fix for the reset of a log under two connections (F98)', () => {
    // 3.51.3 and its backports to 3.50.7 and 3.44.6: https://sqlite.org/wal.html, "the WAL-reset bug".
    const db = new Database(':memory:');
    const version = db.prepare<[], { v: string }>('SELECT sqlite_version() AS v').get()?.v ?? '';
    db.close();
    const [, minor = 0, patch = 0] = version.split('.').map(Number);
    expect(minor > 51 || (minor === 51 && patch >= 3) || (minor === 50 && patch >= 7)).toBe(true);
  });

  it('[D14] somebody who reads for hours neither stops a sale nor leaves a log that stays long (F98)', async () => {
    const till = await shop(1);
    const file = path.join(till.dir, 'pos.db');
    const reader = new Database(file, { readonly: true });
    reader.exec('BEGIN');
    const seen = (): unknown => reader.prepare('SELECT count(*) AS n FROM journal').get();
    const first = seen();
    for (let number = 0; number < 40; number += 1) await sell(till, { subscriber: 40 + number });
    // The reader goes on seeing what it began with.
    expect(seen()).toEqual(first);
    reader.exec('COMMIT');
    reader.close();
    await sell(till, { subscriber: 100 });
    await till.close();
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    const db = new Database(file, { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(db.prepare(`SELECT count(*) AS n FROM journal WHERE type = 'sale.completed'`).get()).toEqual({ n: 42 });
    db.close();
    removeDir(till.dir);
  });
});
