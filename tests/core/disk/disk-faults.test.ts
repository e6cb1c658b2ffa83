// The disk fails under the real SQLite file of a selling till: full, broken, half a write, a sync that fails.
import { constants } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAllIsWell } from '#tests/support/builders.ts';
import { makeDir, openGateway, openTill, type TestGateway } from '#tests/support/open-till.ts';
import { seeded } from '#tests/support/seeded.ts';
import { buildShim } from './build-shim.ts';
import { acts, type DiskFault } from './disk-record.ts';
import { enrolledDir, sellOverDisk } from './disk-till.ts';

const { ENOSPC, EIO } = constants.errno;
const UNTIL_MENDED = 1_000_000;
const SALES = 25;
const CALLS = 2 + 7 * SALES + 1;

let gateway: TestGateway;
let shim: string;
beforeAll(async () => {
  gateway = await openGateway(new Date().toISOString());
  shim = buildShim(makeDir('shim-'));
});
afterAll(() => gateway.close());

/** Each call but the first few has a fault with an even chance, which strikes at one of its first acts. */
function faultsFrom(seed: number, fault: Omit<DiskFault, 'skip'>): { atCall: number; fault: DiskFault }[] {
  const next = seeded(seed);
  return Array.from({ length: CALLS }, (_, index) => ({ atCall: index + 1, fault: { ...fault, skip: Math.floor(next() * 4) } })).filter(() => next() < 0.5);
}

describe.runIf(process.platform === 'linux')('a disk that fails', () => {
  it.each([
    ['full', { act: acts.write, error: ENOSPC, count: UNTIL_MENDED }, /storage-full/],
    ['broken at a write', { act: acts.write, error: EIO, count: 1 }, /storage-failed/],
    ['broken at a sync', { act: acts.sync, error: EIO, count: 1 }, /storage-failed/],
    ['broken at every sync', { act: acts.sync, error: EIO, count: UNTIL_MENDED }, /storage-failed/],
    ['taking half of a write', { act: acts.write, error: -1, count: 1 }, null],
  ] as const)('[D11] %s: the till says so, loses and doubles nothing, and sells on when it is mended', async (_name, fault, expected) => {
    // A terminal of its own each time: copies of one would be a fork for the gateway.
    const day = await sellOverDisk(shim, await enrolledDir(gateway), { faults: faultsFrom(7, fault), diesAtEnd: false, firstSubscriber: 100, saleCount: SALES });
    expect(day.reported).toHaveLength(SALES);
    if (expected === null) expect(day.refused).toEqual([]);
    else expect(day.refused.filter((line) => expected.test(line)).length).toBeGreaterThan(10);
    gateway.clock.jumpTo(new Date().toISOString());
    const till = await openTill({ gateway, dir: day.dir, activationCode: null });
    await till.signIn();
    await till.sync();
    await till.sync();
    await expectAllIsWell(till, gateway, day.reported);
    await till.close();
  });
});
